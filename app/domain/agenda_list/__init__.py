"""An office's programme as a sheet: read as offices write it, held against the plan there is, written out again."""

from domain.agenda_list.compare import Change, Comparison, compare
from domain.agenda_list.draft import Draft, Entry, Field
from domain.agenda_list.export import table
from domain.agenda_list.problems import Problem, ProblemKind
from domain.agenda_list.read import read_agenda

__all__ = [
    "Change",
    "Comparison",
    "Draft",
    "Entry",
    "Field",
    "Problem",
    "ProblemKind",
    "compare",
    "read_agenda",
    "table",
]
