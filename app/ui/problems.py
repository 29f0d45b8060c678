"""What each problem of an office's list or file means and what to do about it; for the preview and the terminal."""

from dataclasses import dataclass

from domain.delegates import Standing
from domain.roster.problems import Level, Problem, ProblemKind
from services.spreadsheets import Reason
from ui.people import STANDINGS, field_label
from ui.words import N_, translate


@dataclass(frozen=True, slots=True)
class Remedy:
    """`means` and `advice` follow one another in a sentence; {value}, {after} and {others} stand for its own."""

    means: str
    advice: str


PROBLEMS: dict[ProblemKind, Remedy] = {
    ProblemKind.NO_HEADER: Remedy(
        N_("no header found in the first 15 rows"),
        N_("the list needs a header row with “Full name” and at least two other columns"),
    ),
    ProblemKind.NO_ROWS: Remedy(N_("nobody stands under the header"), N_("choose the file that holds the list")),
    ProblemKind.OTHER_LIST: Remedy(
        N_("the sheet “{value}” holds a list as well and was not read"), N_("move it to a file of its own to import it")
    ),
    ProblemKind.SECOND_TABLE: Remedy(
        N_("another table begins here; it and all below it was not read"),
        N_("move it to a file of its own to import it"),
    ),
    ProblemKind.TOO_MANY_ROWS: Remedy(N_("the sheet is too long, the rest was not read"), N_("split the file")),
    ProblemKind.TOO_MANY_COLUMNS: Remedy(
        N_("the sheet is too wide, columns far to the right were not read"), N_("delete columns that are not needed")
    ),
    ProblemKind.DROPPED_COLUMN: Remedy(N_("sensitive or not needed for the conference"), N_("not read, not stored")),
    ProblemKind.UNKNOWN_COLUMN: Remedy(N_("unknown column"), N_("not read; rename its header if it is needed")),
    ProblemKind.DOUBLE_COLUMN: Remedy(
        N_("a second column for the same thing"), N_("only the first was read; delete one of them")
    ),
    ProblemKind.NO_COLUMN: Remedy(
        N_("the sheet has no such column"), N_("what is stored stays; for new people it stays empty")
    ),
    ProblemKind.SUBTOTAL: Remedy(N_("a row of totals"), N_("not a delegate, passed over")),
    ProblemKind.NAME_MISSING: Remedy(N_("no name"), N_("write the name in the sheet and import again")),
    ProblemKind.NAME_ODD: Remedy(N_("unusual for a name"), N_("kept as written, please check")),
    ProblemKind.NAME_CASE: Remedy(N_("all capitals or all small letters"), N_("written as a name")),
    ProblemKind.HONORIFIC: Remedy(N_("form of address before the name"), N_("taken apart")),
    ProblemKind.TOO_LONG: Remedy(N_("too long"), N_("shorten it in the sheet and import again")),
    ProblemKind.UNICODE_FORM: Remedy(N_("letters and marks stored apart"), N_("joined together")),
    ProblemKind.LEGACY_FONT: Remedy(N_("old font (TCVN3 or VNI)"), N_("turned into Unicode")),
    ProblemKind.LEGACY_DOUBT: Remedy(
        N_("may be in an old font as well: {after}"), N_("kept as written, correct it in the sheet if so")
    ),
    ProblemKind.MOJIBAKE: Remedy(
        N_("letters are broken by a wrong encoding"), N_("save the file as “CSV UTF-8” and choose it again")
    ),
    ProblemKind.LOST_LETTERS: Remedy(N_("letters were lost"), N_("correct it by hand")),
    ProblemKind.FORMULA_WITHOUT_VALUE: Remedy(
        N_("a formula whose result was not saved"), N_("open and save the file in Excel, then choose it again")
    ),
    ProblemKind.FORMULA_ERROR: Remedy(N_("the formula gives an error"), N_("taken as empty, correct it in the sheet")),
    ProblemKind.CATEGORY_MISSING: Remedy(
        N_("no category"), N_("write Điển hình tiên tiến, Khách mời, Phục vụ, Báo chí or Lái xe and import again")
    ),
    ProblemKind.CATEGORY_UNKNOWN: Remedy(
        N_("unknown category"), N_("write Điển hình tiên tiến, Khách mời, Phục vụ, Báo chí or Lái xe and import again")
    ),
    ProblemKind.ALIAS: Remedy(N_("another way of writing it"), N_("written the usual way")),
    ProblemKind.DITTO: Remedy(N_("ditto mark"), N_("filled in from the row above")),
    ProblemKind.DITTO_OF_NOTHING: Remedy(N_("ditto mark with nothing above"), N_("left empty, fill it in")),
    ProblemKind.FROM_SECTION: Remedy(N_("said by the heading above"), N_("filled in from it")),
    ProblemKind.FROM_MERGED: Remedy(N_("merged cell"), N_("filled in for each row of it")),
    ProblemKind.FROM_HONORIFIC: Remedy(N_("said by the form of address"), N_("filled in from it")),
    ProblemKind.POST_SPLIT: Remedy(N_("position and unit in one cell"), N_("split in two")),
    ProblemKind.NUMBER_GAP: Remedy(N_("numbering jumps, {after} was expected"), N_("look whether somebody is missing")),
    ProblemKind.NUMBER_REPEATED: Remedy(N_("same number as row {others}"), N_("both are kept")),
    ProblemKind.CODE_TWICE: Remedy(
        N_("same delegate code as row {others}"), N_("correct or empty one of them and import again")
    ),
    ProblemKind.CODE_UNREADABLE: Remedy(N_("not a delegate code"), N_("empty it to be given a new one, import again")),
    ProblemKind.MISSING: Remedy(N_("empty"), N_("fill it in later, or leave it")),
    ProblemKind.HOMONYM: Remedy(N_("same name as row {others}"), N_("kept as different people, marked")),
    ProblemKind.POSSIBLE_DUPLICATE: Remedy(
        N_("same name, unit and year of birth as row {others}"), N_("kept as two; delete one row if it is one person")
    ),
    ProblemKind.RESERVE: Remedy(N_("reserve"), N_("takes no seat until called up")),
    ProblemKind.PHONE_ZERO: Remedy(N_("the leading 0 was lost"), N_("put back")),
    ProblemKind.PHONE_PREFIX: Remedy(N_("written with +84"), N_("written with 0")),
    ProblemKind.PHONE_SECOND: Remedy(N_("more than one number"), N_("the first is kept, the other goes to the note")),
    ProblemKind.PHONE_OLD: Remedy(N_("11 digits, from before 2018"), N_("ask for the new number")),
    ProblemKind.PHONE_ODD: Remedy(N_("not a usual telephone number"), N_("please check")),
    ProblemKind.BIRTH_YEAR_ONLY: Remedy(N_("only the year"), N_("enough, nothing to do")),
    ProblemKind.BIRTH_PLACEHOLDER: Remedy(
        N_("01/01 may stand for an unknown day"), N_("only the year is stored, please check it")
    ),
    ProblemKind.BIRTH_SERIAL: Remedy(N_("a date as Excel's number"), N_("turned into the date")),
    ProblemKind.BIRTH_TWO_DIGITS: Remedy(N_("year of two digits"), N_("century filled in")),
    ProblemKind.BIRTH_MONTH: Remedy(N_("there is no such month"), N_("write day/month/year and import again")),
    ProblemKind.BIRTH_IMPOSSIBLE: Remedy(N_("there is no such date of birth"), N_("correct it and import again")),
    ProblemKind.BIRTH_UNREADABLE: Remedy(N_("cannot be read as a date"), N_("left empty, fill it in later")),
    ProblemKind.BIRTH_CONFLICT: Remedy(N_("date and year of birth disagree"), N_("left empty, please check")),
    ProblemKind.GENDER_UNREADABLE: Remedy(N_("neither Nam nor Nữ"), N_("left empty, please check")),
    ProblemKind.GENDER_CONFLICT: Remedy(N_("said twice and not the same"), N_("please check")),
    ProblemKind.ETHNICITY_UNKNOWN: Remedy(N_("unknown ethnic group"), N_("kept as written, please check")),
    ProblemKind.SECTOR_UNKNOWN: Remedy(N_("unknown economic sector"), N_("kept as written, please check")),
    ProblemKind.MARK_UNREADABLE: Remedy(N_("neither yes nor no"), N_("left empty, please check")),
    ProblemKind.MATCH_AMBIGUOUS: Remedy(
        N_("may be more than one person of the stored list"), N_("write the delegate code and import again")
    ),
    ProblemKind.NO_LONGER_LISTED: Remedy(
        N_("was struck off or replaced"), N_("not imported; call the delegate up on the list if that is meant")
    ),
    ProblemKind.CODE_OF_ANOTHER: Remedy(
        N_("this code belongs to {after} on the stored list"), N_("the name will be changed, please check the code")
    ),
    ProblemKind.CODE_NOT_USED: Remedy(
        N_("is on the stored list as {after}"), N_("the stored code stays, the sheet's is not used")
    ),
    ProblemKind.STANDING_KEPT: Remedy(
        N_("stands on the stored list as: {after}"), N_("stays so; an import does not change it")
    ),
}

UNREADABLE: dict[Reason, str] = {
    Reason.EMPTY: N_("The file is empty. Choose the file that holds the list."),
    Reason.TOO_LARGE: N_(
        "The file is too large for a list of delegates. Delete pictures and sheets that are not needed."
    ),
    Reason.ENCRYPTED: N_("The file is protected by a password. Save a copy without a password and choose that."),
    Reason.OLD_EXCEL: N_("The file is of an old Excel (.xls). Open it, save it as .xlsx and choose that."),
    Reason.NOT_A_SPREADSHEET: N_("This is no table. Choose an .xlsx or .csv file."),
    Reason.NOT_UTF8: N_("The letters of this file cannot be read. Save it in Excel as “CSV UTF-8” and choose that."),
    Reason.DAMAGED: N_("The file is damaged. Open it in Excel, save it again and choose that."),
}


def unreadable_message(reason: Reason, language: str) -> str:
    return translate(UNREADABLE[reason], language)


def meaning(problem: Problem, language: str) -> str:
    return _filled(PROBLEMS[problem.kind].means, problem, language)


def advice(problem: Problem, language: str) -> str:
    return _filled(PROBLEMS[problem.kind].advice, problem, language)


def column(problem: Problem, language: str) -> str:
    """The header as written; the field's own name when the sheet has no column for it."""
    if problem.kind is ProblemKind.NO_COLUMN:
        return field_label(problem.value, language)
    shares_a_header = problem.kind is ProblemKind.MISSING  # gender and birth may stand under one
    if problem.field and (shares_a_header or not problem.column):
        return field_label(problem.field, language)
    return problem.column


def before_and_after(problem: Problem) -> tuple[str, str]:
    """What the file says; and, of what was mended, what is stored instead."""
    value = "" if problem.kind in _SAID_OTHERWISE else problem.value
    return value, problem.after if problem.level is Level.REPAIR else ""


def problem_line(problem: Problem, language: str) -> str:
    """Dòng 12 · Điện thoại · “100111222” → “0100111222” · mất số 0 ở đầu, đã thêm lại."""
    row = translate(N_("row {row}"), language).format(row=problem.sheet_row) if problem.sheet_row else ""
    change = " → ".join(f"“{text}”" for text in before_and_after(problem) if text)
    sentence = f"{meaning(problem, language)}, {advice(problem, language)}"
    return " · ".join(part for part in (row, column(problem, language), change, sentence) if part)


_SAID_OTHERWISE = (ProblemKind.NO_COLUMN, ProblemKind.OTHER_LIST)


def _filled(text: str, problem: Problem, language: str) -> str:
    after = problem.after
    if problem.kind is ProblemKind.STANDING_KEPT:
        after = translate(STANDINGS[Standing(after)], language)
    others = ", ".join(map(str, problem.others))
    return translate(text, language).format(value=problem.value, after=after, others=others)
