"""What is said when the data cannot be opened: another copy holds it, the disk is protected, the file is broken."""

from services.house import running
from store.engine import StoreBroken, StoreProtected
from ui.words import N_, translate

HELD = N_(
    "Khai Mạc is already running on this data at {address} (process {pid}, since {since}); "
    "use that one, or stop it first."
)
BROKEN = N_("The data cannot be opened: {error}")
PROTECTED = N_(
    "{error} cannot be written: take the write protection off, or choose another data folder, and start again."
)
HELD_UNKNOWN = N_("Another program holds this data. Close it and start again.")


def broken_message(error: StoreBroken, language: str = "vi") -> str:
    """One plain sentence, whatever DuckDB said."""
    sentence = PROTECTED if isinstance(error, StoreProtected) else BROKEN
    return translate(sentence, language).format(error=error)


def held_message(pid: int | None, language: str = "vi") -> str:
    """One plain sentence, from the note the running copy left; a note of a process long gone is not believed."""
    note = running()
    if not note or pid not in (None, note.pid):
        return translate(HELD_UNKNOWN, language)
    since = note.since[:16].replace("T", " ")
    return translate(HELD, language).format(address=note.address, pid=note.pid, since=since)
