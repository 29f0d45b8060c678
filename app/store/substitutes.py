"""Who attends for whom stands in the note of its fact, as JSON; here it is written and read back."""

import json
from collections.abc import Iterable, Mapping, Sequence

from domain.door import Substitute
from store.ledger import notes
from store.rows import Read


def written(note: str, rows: Sequence[object]) -> str:
    """The fact's note: the reason, and the substitute's name where there is one."""
    person = next((row for row in rows if isinstance(row, Substitute)), None)
    if not person:
        return note
    return json.dumps({"name": person.name, "position": person.position, "reason": note}, ensure_ascii=False)


def substitutes(read: Read, conference: str, came: Mapping[int, str]) -> Iterable[Substitute]:
    """`came` gives the delegate's code for the seq of each such fact."""
    for seq, text in sorted(notes(read, conference, list(came)).items()):
        person = json.loads(text)
        yield Substitute(came[seq], person["name"], person["position"])
