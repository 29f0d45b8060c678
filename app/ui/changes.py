"""What an import would change, line by line, for those who prefer a terminal."""

from collections.abc import Iterator

from domain.roster import Comparison
from ui.people import field_label, shown
from ui.words import N_, translate

NOTHING = N_("(empty)")
NOT_ON_IT = N_("not on this list, stays stored: {codes}")
MOST_CODES = 20


def change_lines(comparison: Comparison, language: str) -> Iterator[str]:
    """One line a field, before and after; then who is stored and not on the sheet."""
    for change in comparison.changed:
        for field, (before, after) in change.fields.items():
            values = [shown(field, value, language) or translate(NOTHING, language) for value in (before, after)]
            yield f"{change.code} {change.person.name} · {field_label(field, language)} · {' → '.join(values)}"
    if comparison.missing:
        codes = ", ".join(comparison.missing[:MOST_CODES])
        more = f", … ({len(comparison.missing)})" if len(comparison.missing) > MOST_CODES else ""
        yield translate(NOT_ON_IT, language).format(codes=codes + more)
