"""An office's list of delegates: read as offices keep it, held against what is stored, written out again."""

from domain.roster.compare import Change, Comparison, compare
from domain.roster.draft import Cell, Column, Draft, DraftRow, Field, Sheet, Span, Value
from domain.roster.export import ExportRow
from domain.roster.problems import LEVELS, Level, Problem, ProblemKind
from domain.roster.read import read_roster
from domain.roster.units import short_unit

__all__ = [
    "LEVELS",
    "Cell",
    "Change",
    "Column",
    "Comparison",
    "Draft",
    "DraftRow",
    "ExportRow",
    "Field",
    "Level",
    "Problem",
    "ProblemKind",
    "Sheet",
    "Span",
    "Value",
    "compare",
    "read_roster",
    "short_unit",
]
