"""An office's list of honours as a sheet: read as offices write it, held against the list there is, written out."""

from domain.honours_list.compare import Change, Comparison, Kind, Move, compare
from domain.honours_list.draft import Draft, Field, Words
from domain.honours_list.export import table
from domain.honours_list.ids import award_id, decision_id, slot_id
from domain.honours_list.problems import Problem, ProblemKind
from domain.honours_list.read import read_honours

__all__ = [
    "Change",
    "Comparison",
    "Draft",
    "Field",
    "Kind",
    "Move",
    "Problem",
    "ProblemKind",
    "Words",
    "award_id",
    "compare",
    "decision_id",
    "read_honours",
    "slot_id",
    "table",
]
