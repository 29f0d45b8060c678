"""What each problem of a programme's sheet means and what to do about it; for the preview and the terminal."""

from collections.abc import Iterator

from domain.agenda_list import Change, Comparison, Problem, ProblemKind
from domain.roster.problems import ProblemKind as SheetProblem
from ui.problems import PROBLEMS, Remedy
from ui.programme_fields import field_label, named, shown
from ui.words import N_, translate

REMEDIES: dict[ProblemKind, Remedy] = {
    ProblemKind.NO_PROGRAMME: Remedy(
        N_("no header found in the first 15 rows"),
        N_("the programme needs a header row with “Nội dung” and at least two other columns, such as STT and Giờ"),
    ),
    ProblemKind.NO_ITEMS: Remedy(N_("no item stands under the header"), N_("choose the file that holds the programme")),
    ProblemKind.TITLE_MISSING: Remedy(N_("no title"), N_("write the title in the sheet and import again")),
    ProblemKind.ITEM_TWICE: Remedy(
        N_("item {value} stands there twice"), N_("correct the number of one of them and import again")
    ),
    ProblemKind.NO_PARENT: Remedy(
        N_("it is not said in which item this is"),
        N_("write the item's number under “Mục cha”, or a time if it is an item of its own, and import again"),
    ),
    ProblemKind.MINUTES_MISSING: Remedy(
        N_("how long it takes is not said"), N_("write its minutes in the sheet and import again")
    ),
    ProblemKind.TIME_UNREADABLE: Remedy(
        N_("cannot be read as a time"), N_("taken as empty: it follows the item before; write 07:30 or 7h30")
    ),
    ProblemKind.MINUTES_UNREADABLE: Remedy(
        N_("cannot be read as minutes"), N_("taken as empty: worked out from the times around it, please check")
    ),
    ProblemKind.END_DISAGREES: Remedy(
        N_("start and minutes give another end than the sheet"), N_("the minutes hold: until {after}")
    ),
    ProblemKind.BACKWARDS: Remedy(
        N_("starts before the item above it ({after})"), N_("kept as written, please check the time")
    ),
    ProblemKind.NOT_TEN: Remedy(
        N_("the programme does not have the plan's items 1 to 10; missing or too many: {after}"),
        N_("check the numbers; the introductions belong to item 2, the vote to item 9"),
    ),
    ProblemKind.START_DIFFERS: Remedy(
        N_("the first item starts at {value}, the conference at {after}"),
        N_("the programme keeps the sheet's times; change the conference's start if it is wrong"),
    ),
    ProblemKind.NOT_ON_THE_LIST: Remedy(
        N_("no delegate has this code"), N_("kept; the MC sees a gap until the list has this delegate")
    ),
    ProblemKind.TWO_OF_ONE_NAME: Remedy(
        N_("more than one delegate has this name: {after}"), N_("kept as text; write the delegate code to name one")
    ),
    ProblemKind.SORT_UNKNOWN: Remedy(
        N_("unknown kind of item"), N_("not used; write Chính thức, Ngoài 10 mục or Trong mục")
    ),
    ProblemKind.MINUTES_OF_PLAN: Remedy(N_("how long it takes is not said"), N_("{after} minutes taken, please check")),
    ProblemKind.MINUTES_SHARED: Remedy(
        N_("how long it takes is not said"), N_("given its share of its item: {after} minutes")
    ),
    ProblemKind.KNOWN_BY_NAME: Remedy(N_("a delegate's name"), N_("taken to be {after}")),
    ProblemKind.GAP: Remedy(N_("{after} minutes free before it"), N_("kept")),
    ProblemKind.OVERLAP: Remedy(
        N_("starts {after} minutes before the item above ends"), N_("kept; on the day it starts when that one is over")
    ),
    ProblemKind.SUBS_LONGER: Remedy(
        N_("what is inside takes {value} minutes, the item {after}"), N_("kept, please check")
    ),
    ProblemKind.PASSED_OVER: Remedy(N_("no item of the programme"), N_("passed over")),
}


def meaning(problem: Problem, language: str) -> str:
    return _filled(_remedy(problem).means, problem, language)


def advice(problem: Problem, language: str) -> str:
    return _filled(_remedy(problem).advice, problem, language)


def in_the_file(problem: Problem) -> str:
    return "" if problem.kind in _SAID_OTHERWISE else problem.value


def agenda_problem_line(problem: Problem, language: str) -> str:
    """Dòng 12 · “Giao lưu” · sớm hơn giờ kết thúc mục trên 5 phút, giữ nguyên."""
    row = translate(N_("row {row}"), language).format(row=problem.sheet_row) if problem.sheet_row else ""
    value = f"“{text}”" if (text := in_the_file(problem)) else ""
    sentence = f"{meaning(problem, language)}, {advice(problem, language)}"
    return " · ".join(part for part in (row, problem.column, value, sentence) if part)


def agenda_change_lines(comparison: Comparison, language: str) -> Iterator[str]:
    """One line a field, before and after; then what is new and what would be gone."""
    for change in comparison.changed:
        yield from _changed(change, language)
    for entry in comparison.added:
        yield translate(N_("new: {item}"), language).format(item=named(entry.item, entry.words, language))
    for item, words in comparison.removed:
        yield translate(N_("no longer in the programme: {item}"), language).format(item=named(item, words, language))
    if comparison.is_reordered:
        yield translate(N_("The order of the items changes."), language)


def _changed(change: Change, language: str) -> Iterator[str]:
    item = named(change.entry.item, change.entry.words, language)
    for field, values in change.fields.items():
        before, after = (shown(value, language) for value in values)
        yield f"{item} · {field_label(field, language)} · {before} → {after}"


def _remedy(problem: Problem) -> Remedy:
    kind = problem.kind
    return PROBLEMS[kind] if isinstance(kind, SheetProblem) else REMEDIES[kind]


def _filled(text: str, problem: Problem, language: str) -> str:
    return translate(text, language).format(value=problem.value, after=problem.after, others="")


_SAID_OTHERWISE = (ProblemKind.NOT_TEN, ProblemKind.START_DIFFERS, ProblemKind.SUBS_LONGER, ProblemKind.ITEM_TWICE)
