"""The curve of arrivals as the database alone counts it: the second opinion."""


def arrivals(read, conference):
    """(minute, by how many the number present changed), oldest first; minutes that changed nothing are left out."""
    # In the ledger's order a delegate comes, goes, comes again; a substitute who gives way changes no figure.
    rows = read(
        """
        SELECT minute, sum(came - came_before) AS change
        FROM (
            SELECT
                date_trunc('minute', a.happened_at) AS minute,
                CASE WHEN a.is_present THEN 1 ELSE 0 END AS came,
                lag(CASE WHEN a.is_present THEN 1 ELSE 0 END, 1, 0)
                    OVER (PARTITION BY a.code ORDER BY a.seq) AS came_before
            FROM arrival AS a
            JOIN delegate AS d ON d.conference = a.conference AND d.code = a.code
            WHERE a.conference = ? AND d.takes_seat
        ) AS step
        GROUP BY minute
        HAVING sum(came - came_before) <> 0
        ORDER BY minute
        """,
        conference,
    )
    return [(minute, int(change)) for minute, change in rows]
