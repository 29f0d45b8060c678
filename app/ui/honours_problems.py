"""What each problem of a sheet of honours means and what to do about it; for the preview and the terminal."""

from itertools import groupby

from domain.delegates import Standing
from domain.honours_list import Problem, ProblemKind
from domain.roster.problems import ProblemKind as SheetProblem
from ui.people import STANDINGS
from ui.problems import PROBLEMS, Remedy
from ui.words import N_, translate

_MOST_RUNS = 8  # of rows, each with its first and last

_CORRECT = N_("correct it in the sheet and import again")
REMEDIES: dict[ProblemKind, Remedy] = {
    ProblemKind.NO_LIST: Remedy(
        N_("no header found in the first 15 rows"),
        N_("the list needs a header row with “Danh hiệu, hình thức khen thưởng”, “Mã đại biểu” or “Họ và tên”"),
    ),
    ProblemKind.NO_CERTIFICATES: Remedy(
        N_("nobody who is honoured stands under the header"), N_("choose the file that holds the list of honours")
    ),
    ProblemKind.AWARD_MISSING: Remedy(N_("no award"), N_("write what is awarded, as in the decision")),
    ProblemKind.NOT_ON_THE_LIST: Remedy(
        N_("no delegate has the code {value}"),
        N_("correct the code, or put this person on the list of delegates first"),
    ),
    ProblemKind.NOBODY_OF_THE_NAME: Remedy(
        N_("nobody of this name and unit is on the list of delegates"),
        N_("write the delegate code, or put this person on the list of delegates first"),
    ),
    ProblemKind.TWO_OF_ONE_NAME: Remedy(
        N_("more than one delegate could be meant: {after}"), N_("write the delegate code and import again")
    ),
    ProblemKind.COLLECTIVE_MISSING: Remedy(N_("which collective is not said"), N_("write its full name")),
    ProblemKind.TRAY_TWICE: Remedy(
        N_("tray number {value} is there twice"), N_("each certificate has a tray of its own")
    ),
    ProblemKind.TWICE_THE_SAME: Remedy(
        N_("{value} is given the same award twice: {after}"), N_("delete one of the rows and import again")
    ),
    ProblemKind.COLLECTIVE_TWICE: Remedy(
        N_("this collective is given the same award twice: {after}"), N_("delete one of the rows and import again")
    ),
    ProblemKind.DATE_UNREADABLE: Remedy(N_("cannot be read as a date"), N_("write day/month/year and import again")),
    ProblemKind.TWO_DATES: Remedy(N_("decision {value} has more than one date: {after}"), _CORRECT),
    ProblemKind.TWO_AUTHORITIES: Remedy(N_("decision {value} has more than one authority: {after}"), _CORRECT),
    ProblemKind.CONFERRED: Remedy(
        N_("decision {value} has been announced and conferred here already"),
        N_("a decision is conferred once only: take these rows out, they are handed over later"),
    ),
    ProblemKind.BATCH_MIXED: Remedy(
        N_("batch {value} has more than one: {after}"),
        N_("one batch has one award, one decision, one presenter, one protocol: give some rows another batch"),
    ),
    ProblemKind.MAY_NOT_ENTER: Remedy(
        N_("this delegate will not be there: {after}"), N_("kept; as it stands, this is handed over later")
    ),
    ProblemKind.NAME_DIFFERS: Remedy(
        N_("the list of delegates says {after}"), N_("the list of delegates holds; please check the code")
    ),
    ProblemKind.SECOND_CALL: Remedy(
        N_("{value} goes on stage more than once"), N_("kept; the MC sees it, please check that there is time between")
    ),
    ProblemKind.AWARD_UNKNOWN: Remedy(
        N_("not in the catalogue of awards on that day"),
        N_("kept as written; please check the wording of the decision"),
    ),
    ProblemKind.FOR_COLLECTIVES: Remedy(
        N_("is for collectives, here for an individual"), N_("kept as written, please check")
    ),
    ProblemKind.FOR_INDIVIDUALS: Remedy(
        N_("is for individuals, here for a collective"), N_("kept as written, please check")
    ),
    ProblemKind.TYPE_UNREADABLE: Remedy(
        N_("neither Tập thể nor Cá nhân"), N_("taken for a collective where one is named, else for an individual")
    ),
    ProblemKind.COLLECTIVE_IDLE: Remedy(
        N_("a collective is named for an individual"), N_("not used; correct one of the two if it is wrong")
    ),
    ProblemKind.NUMBER_UNREADABLE: Remedy(N_("not a whole number"), N_("taken as empty, please check")),
    ProblemKind.RANK_DISAGREES: Remedy(
        N_("“{value}” has more than one rank: {after}"), N_("the first counts, please check")
    ),
    ProblemKind.DECISION_MISSING: Remedy(
        N_("the decision has no number"), N_("kept; the MC sees a gap, fill it in later")
    ),
    ProblemKind.DATE_MISSING: Remedy(N_("the decision has no date"), N_("kept; the MC sees a gap, fill it in later")),
    ProblemKind.PROTOCOL_UNREADABLE: Remedy(
        N_("neither “Công bố trước, mời lên sau” nor “Mời lên trước, công bố sau”"),
        N_("taken by the rule: on stage first for the President's decisions only"),
    ),
    ProblemKind.PROTOCOL_AGAINST_RULE: Remedy(
        N_("against the rule: only the President's decisions are heard on stage"), N_("kept as written, please check")
    ),
    ProblemKind.CITATION_LONG: Remedy(
        N_("longer than 90 characters"), N_("cut to: “{after}”; better shorten it in the sheet")
    ),
    ProblemKind.BATCH_LARGE: Remedy(
        N_("batch {value} has {after} receivers"), N_("kept; more than 10 hardly stand in one row")
    ),
    ProblemKind.SIZE_DISAGREES: Remedy(
        N_("the sheet says {value} receivers, the batch has {after}"),
        N_("counted anew, please check that nobody is missing"),
    ),
    ProblemKind.PLACES_ODD: Remedy(
        N_("the places of batch {after} repeat or jump: {value}"), N_("lined up in this order and numbered anew")
    ),
    ProblemKind.ORDER_TWICE: Remedy(
        N_("batches {value} have the same number {after}"), N_("they follow one another as they stand in the sheet")
    ),
    ProblemKind.ROSTER_ALONE: Remedy(
        N_("the list of delegates has it, this sheet does not: {after}"), N_("please check whether somebody is missing")
    ),
    ProblemKind.SHEET_ALONE: Remedy(
        N_("this sheet has it, the list of delegates does not: {after}"),
        N_("kept; please check, and write it on the list of delegates"),
    ),
    ProblemKind.KNOWN_BY_NAME: Remedy(N_("no delegate code"), N_("taken to be {after}")),
    ProblemKind.NAMED_BY_UNIT: Remedy(N_("which collective is not said"), N_("taken from the unit: {after}")),
    ProblemKind.AUTHORITY_ADDED: Remedy(N_("who decided is not said"), N_("taken from the catalogue: {after}")),
    ProblemKind.DIVIDED: Remedy(
        N_("{value} certificates without a batch"), N_("divided by rank and award, {after} batches of equal size")
    ),
    ProblemKind.PASSED_OVER: Remedy(N_("nobody who is honoured"), N_("passed over")),
}


def meaning(problem: Problem, language: str) -> str:
    return _filled(_remedy(problem).means, problem, language)


def advice(problem: Problem, language: str) -> str:
    return _filled(_remedy(problem).advice, problem, language)


def in_the_file(problem: Problem) -> str:
    return "" if problem.kind in _SAID_OTHERWISE else problem.value


def rows_of(problem: Problem) -> str:
    """3, 10–15, 60; of very many the first."""
    runs = [[row for _place, row in run] for _gap, run in groupby(enumerate(problem.rows), lambda one: one[1] - one[0])]
    named = [f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs]
    return ", ".join(named[:_MOST_RUNS]) + (" …" if len(named) > _MOST_RUNS else "")


def honours_problem_line(problem: Problem, language: str) -> str:
    """Dòng 4, 60 · Họ và tên · Huỳnh Hoàng Thắng lên sân khấu nhiều lần, …."""
    row = translate(N_("row {row}"), language).format(row=rows_of(problem)) if problem.rows else ""
    value = f"“{text}”" if (text := in_the_file(problem)) else ""
    sentence = f"{meaning(problem, language)}, {advice(problem, language)}"
    return " · ".join(part for part in (row, problem.column, value, sentence) if part)


def _remedy(problem: Problem) -> Remedy:
    kind = problem.kind
    return PROBLEMS[kind] if isinstance(kind, SheetProblem) else REMEDIES[kind]


def _filled(text: str, problem: Problem, language: str) -> str:
    after = problem.after
    if problem.kind is ProblemKind.MAY_NOT_ENTER:
        after = translate(STANDINGS[Standing(after)], language)
    return translate(text, language).format(value=problem.value, after=after, others="")


_SAID_OTHERWISE = (
    ProblemKind.NOT_ON_THE_LIST,
    ProblemKind.TRAY_TWICE,
    ProblemKind.TWICE_THE_SAME,
    ProblemKind.TWO_DATES,
    ProblemKind.TWO_AUTHORITIES,
    ProblemKind.CONFERRED,
    ProblemKind.BATCH_MIXED,
    ProblemKind.SECOND_CALL,
    ProblemKind.RANK_DISAGREES,
    ProblemKind.BATCH_LARGE,
    ProblemKind.SIZE_DISAGREES,
    ProblemKind.PLACES_ODD,
    ProblemKind.ORDER_TWICE,
    ProblemKind.DIVIDED,
)
