"""What the preview of an import tells, as columns: problems, mended cells, changes, the whole file. Draws nothing."""

from collections.abc import Iterable, Mapping, Sequence

from domain.delegates import Person
from domain.roster import Comparison, DraftRow, Problem
from services.roster import Preview
from ui.formats import NOTHING, day
from ui.people import FIELDS, field_label, shown
from ui.problems import advice, before_and_after, column, meaning
from ui.session import _, language

Columns = Mapping[str, Sequence[object]]
_TO_GENDER = ("code", "name", "honorific", "gender")
_TO_UNIT = ("birth_year", "ethnicity", "position", "unit")


def told(problems: Sequence[Problem], names: Mapping[int, str]) -> Columns:
    """What is wrong where, and what to do."""
    lang = language()
    return _where(problems, names) | {
        _("In the file"): [before_and_after(problem)[0] for problem in problems],
        _("What is wrong"): [_capital(meaning(problem, lang)) for problem in problems],
        _("What to do"): [_capital(advice(problem, lang)) for problem in problems],
    }


def mended(problems: Sequence[Problem], names: Mapping[int, str]) -> Columns:
    """Before and after, and why."""
    lang = language()
    changes = [before_and_after(problem) for problem in problems]
    reasons = [f"{meaning(problem, lang)}, {advice(problem, lang)}" for problem in problems]
    return _where(problems, names) | {
        _("In the file"): [before for before, _after in changes],
        _("Will be stored"): [after for _before, after in changes],
        _("Why"): [_capital(reason) for reason in reasons],
    }


def changes(comparison: Comparison) -> Columns:
    """One line for each field that would change."""
    lang = language()
    fields = [(change, *pair) for change in comparison.changed for pair in change.fields.items()]
    return {
        _("Row"): [change.row.sheet_row for change, *_rest in fields],
        _("Delegate code"): [change.code for change, *_rest in fields],
        _("Full name"): [change.person.name for change, *_rest in fields],
        _("Field"): [field_label(field, lang) for _change, field, _values in fields],
        _("Stored now"): [shown(field, before, lang) or NOTHING for _change, field, (before, _after) in fields],
        _("Will be stored"): [shown(field, after, lang) or NOTHING for _change, field, (_before, after) in fields],
    }


def missing(people: Sequence[Person]) -> Columns:
    return {
        _("Delegate code"): [person.code for person in people],
        _("Full name"): [person.name for person in people],
        _("Unit"): [person.unit for person in people],
    }


def whole(preview: Preview) -> Columns:
    """Every row of the sheet in its order, under the office's own headers, with what an import would do with it."""
    rows, fates, unchanged = preview.draft.rows, _fates(preview.comparison), _("Unchanged")
    rest = [field for field in FIELDS if field not in (*_TO_GENDER, *_TO_UNIT)]
    return {
        _("Row"): [row.sheet_row for row in rows],
        _("Import"): [fates.get(row.sheet_row, unchanged) for row in rows],
        _("No."): [row.number for row in rows],
        **_of_people(rows, _TO_GENDER),
        _("Date of birth"): [day(row.birth_date, "vi") if row.birth_date else "" for row in rows],
        **_of_people(rows, _TO_UNIT),
        _("Section"): [row.group for row in rows],
        **_of_people(rows, rest),
    }


def _where(problems: Sequence[Problem], names: Mapping[int, str]) -> dict[str, Sequence[object]]:
    lang = language()
    return {
        _("Row"): [problem.sheet_row for problem in problems],
        _("Full name"): [names.get(problem.sheet_row or 0, "") for problem in problems],
        _("Column"): [column(problem, lang) for problem in problems],
    }


def _of_people(rows: Sequence[DraftRow], fields: Iterable[str]) -> Columns:
    lang = language()
    return {field_label(field, lang): [_cell(row, field, lang) for row in rows] for field in fields}


def _cell(row: DraftRow, field: str, lang: str) -> str:
    """A category that could not be read stands for nothing."""
    unread = field == "category" and row.category is None
    return "" if unread else shown(field, getattr(row.person, field), lang)


def _fates(comparison: Comparison) -> dict[int, str]:
    added = dict.fromkeys((row.sheet_row for row in comparison.added), _("Added"))
    changed = dict.fromkeys((change.row.sheet_row for change in comparison.changed), _("Changed"))
    return added | changed | dict.fromkeys(comparison.blocked, _("Not imported"))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
