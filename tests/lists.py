"""Small office lists for tests, and what was read from them in a form that is easy to compare."""

from domain.roster import Cell, Draft, Level, ProblemKind, Sheet, read_roster

THIS_YEAR = 2020
HEADER = ["STT", "Họ và tên", "Giới tính", "Năm sinh", "Dân tộc", "Đơn vị", "Đối tượng", "Số điện thoại", "Ghi chú"]


def sheet(*rows, name="DS", spans=(), font="") -> Sheet:
    cells = tuple(tuple(cell if isinstance(cell, Cell) else Cell(cell, font) for cell in row) for row in rows)
    return Sheet(name, cells, tuple(spans))


def read(*rows, **how) -> Draft:
    return read_roster([sheet(*rows, **how)], this_year=THIS_YEAR)


def person(number, name, **cells) -> list:
    """A row under HEADER with nothing odd about it but what is asked for."""
    usual = {
        "gender": "Nam",
        "born": 1980,
        "ethnicity": "Kinh",
        "unit": "Sở Nội vụ",
        "category": "Khách mời",
        "phone": "0100111222",
        "note": None,
    }
    assert cells.keys() <= usual.keys()
    return [number, name, *(usual | cells).values()]


def told(draft: Draft, *levels: Level) -> list[tuple[int | None, str, str]]:
    """(sheet row, kind, field) of the errors and warnings, unless other levels are asked for."""
    wanted = levels or (Level.ERROR, Level.WARNING)
    return [(p.sheet_row, p.kind.value, p.field) for p in draft.problems if p.level in wanted]


def kinds_on(draft: Draft, row: int) -> set[ProblemKind]:
    return {problem.kind for problem in draft.problems if problem.sheet_row == row}


def names(draft: Draft) -> list[str]:
    return column(draft, "name")


def column(draft: Draft, field: str) -> list:
    return [getattr(row.person, field) for row in draft.rows]
