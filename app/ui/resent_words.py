"""Words for what desks send again: which act it was, why it could not be taken, what became of it."""

from collections.abc import Mapping

from domain.facts import Kind, Refusal
from domain.resent import STALE, TAKEN, Resending, What
from ui.words import N_

ACTS: Mapping[str, str] = {
    What.ADMIT: N_("check-in"),
    What.WALK_IN: N_("somebody on no list let in"),
    What.SUBSTITUTE: N_("attendance by a substitute"),
    What.IN_PERSON: N_("in person instead of the substitute"),
    What.UNDO: N_("taking a check-in back"),
    What.LEAVE: N_("leaving for good"),
}
WHYS: Mapping[str, str] = {
    Kind.ALREADY: N_("is in already"),
    Kind.FULL: N_("no room left"),
    Kind.WITHDRAWN: N_("does not attend by the list"),
    Kind.UNKNOWN: N_("is not on this list"),
    STALE: N_("something later was recorded meanwhile"),
    TAKEN: N_("the delegate code belongs to somebody else now"),
    Refusal.NOT_PRESENT: N_("is not in"),
    Refusal.NOT_A_SUBSTITUTE: N_("no substitute is in"),
}
RESENT: Mapping[Resending, str] = {
    Resending.KNOWN: N_("The ledger has it already."),
    Resending.RECORDED: N_("Recorded again, with its own time."),
    Resending.SET_ASIDE: N_("Could not simply be recorded: see the cases to settle."),
    Resending.WAITS: N_(
        "This server runs a copy from before the day was opened. It waits until the organiser opens it."
    ),
}
