"""What a second copy says when another one holds the data."""

from services.house import running
from ui.words import N_, translate

HELD = N_(
    "Khai Mạc is already running on this data at {address} (process {pid}, since {since}); "
    "use that one, or stop it first."
)
BROKEN = N_("The data cannot be opened: {error}")
HELD_UNKNOWN = N_("Another program holds this data. Close it and start again.")


def held_message(pid: int | None, language: str = "vi") -> str:
    """One plain sentence, from the note the running copy left; a note of a process long gone is not believed."""
    note = running()
    if not note or pid not in (None, note.pid):
        return translate(HELD_UNKNOWN, language)
    since = note.since[:16].replace("T", " ")
    return translate(HELD, language).format(address=note.address, pid=note.pid, since=since)
