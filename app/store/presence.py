"""Presence by SQL alone: what charts and reports count, and what `check` holds against the fold."""

from store.rows import Read


def present_codes(read: Read, conference: str) -> set[str]:
    return {code for (code,) in read("SELECT code FROM presence WHERE conference = ? AND is_present", conference)}


def present_by_category(read: Read, conference: str) -> dict[str, int]:
    rows = read(
        """
        SELECT d.category, count(*)
        FROM presence AS p
        JOIN delegate AS d ON d.conference = p.conference AND d.code = p.code
        WHERE p.conference = ? AND p.is_present
        GROUP BY d.category
        """,
        conference,
    )
    return dict(rows)
