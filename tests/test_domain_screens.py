"""What the stage manager says to screens: each act from each picture, the message, what a held hall stays at."""

from datetime import timedelta

import pytest
from days import START, Ledger

from domain import checkin, running, showing
from domain.agenda import Move
from domain.day import fold
from domain.facts import Refusal, Refused, Role
from domain.programme import planned_programme
from domain.running import CueRequest
from domain.screens import HallPicture, ScreenAct, Screens, StageMessage
from domain.showing import ScreenRequest

ONCE = "screens-1"


def turned(ledger, act, text="", *, message="", action_id=ONCE, now=START):
    request = ScreenRequest(action_id, act, text)
    earlier = ledger.ids.get(action_id)
    return ledger.take(
        showing.decide_screens(ledger.day, request, message=message, earlier=earlier, role=Role.MC, now=now)
    )


def planned(ledger):
    plan, words = planned_programme(START)
    ledger.take(
        running.decide_plan(ledger.day, plan, words, seen=ledger.day.agenda.seq, role=Role.ORGANISER, now=START)
    )


def cued(ledger, move, *, now=START):
    request = CueRequest(f"cue-{ledger.day.seq}", move, ledger.day.agenda.seq)
    outcome = running.decide_cue(ledger.day, request, earlier=None, role=Role.MC, now=now)
    assert not ledger.take(outcome).answer


@pytest.mark.parametrize(
    ("acts", "screens"),
    [
        ([], Screens()),
        ([ScreenAct.SHOW_MESSAGE], Screens(message_shown=True)),
        ([ScreenAct.SHOW_MESSAGE, ScreenAct.HIDE_MESSAGE], Screens()),
        ([ScreenAct.FLASH_MESSAGE, ScreenAct.FLASH_MESSAGE], Screens(message_shown=True, flashes=2)),
        ([ScreenAct.BLACK_OUT], Screens(black=True)),
        ([ScreenAct.BLACK_OUT, ScreenAct.LIGHT_UP], Screens()),
        ([ScreenAct.BLACK_OUT, ScreenAct.SHOW_MESSAGE], Screens(message_shown=True, black=True)),
        ([ScreenAct.BLANK_HALL], Screens(hall=HallPicture.BLANK)),
        ([ScreenAct.BLANK_HALL, ScreenAct.SHOW_HALL], Screens()),
        ([ScreenAct.HOLD_HALL], Screens(hall=HallPicture.HELD)),
    ],
)
def test_each_act_changes_its_own_screen_and_no_other(acts, screens):
    ledger = Ledger()
    for place, act in enumerate(acts):
        turned(ledger, act, message="Còn 5 phút", action_id=f"screens-{place}")

    assert ledger.day.screens == screens
    assert fold(ledger.facts).screens == screens


@pytest.mark.parametrize(
    ("act", "text", "message", "rows"),
    [
        (ScreenAct.SHOW_MESSAGE, "Xin kết thúc", "", (StageMessage("Xin kết thúc"),)),
        (ScreenAct.SHOW_MESSAGE, "Xin kết thúc", "Còn 5 phút", (StageMessage("Xin kết thúc"),)),
        (ScreenAct.SHOW_MESSAGE, "", "Còn 5 phút", ()),  # the one kept is shown again
        (ScreenAct.FLASH_MESSAGE, "Xin kết thúc", "", (StageMessage("Xin kết thúc"),)),
        (ScreenAct.HIDE_MESSAGE, "Xin kết thúc", "Còn 5 phút", ()),
    ],
)
def test_a_text_takes_the_place_of_the_message(act, text, message, rows):
    outcome = turned(Ledger(), act, text, message=message)

    assert (outcome.answer, outcome.rows, outcome.note) == (None, rows, rows[0].text if rows else "")
    assert "Xin" not in str(outcome.fact.detail), "a free text stands in the note, not in the ledger's detail"


@pytest.mark.parametrize("act", [ScreenAct.SHOW_MESSAGE, ScreenAct.FLASH_MESSAGE])
def test_nothing_to_show_is_refused(act):
    outcome = turned(Ledger(), act)

    assert (outcome.answer, outcome.fact) == (Refused(Refusal.NO_MESSAGE), None)


def test_a_held_hall_stays_at_what_it_showed_also_when_held_again():
    ledger = Ledger()
    planned(ledger)
    cued(ledger, Move.START)
    turned(ledger, ScreenAct.HOLD_HALL)
    held = Screens(hall=HallPicture.HELD, held_item="1")
    assert ledger.day.screens == held

    cued(ledger, Move.NEXT, now=START + timedelta(minutes=5))
    turned(ledger, ScreenAct.HOLD_HALL, action_id="screens-2", now=START + timedelta(minutes=6))
    assert ledger.day.screens == held
    turned(ledger, ScreenAct.SHOW_HALL, action_id="screens-3")
    turned(ledger, ScreenAct.HOLD_HALL, action_id="screens-4", now=START + timedelta(minutes=6))
    assert ledger.day.screens == Screens(hall=HallPicture.HELD, held_item="2")


def test_asked_again_with_the_same_id_nothing_flashes_twice():
    ledger = Ledger()
    turned(ledger, ScreenAct.FLASH_MESSAGE, "Xin kết thúc")

    assert turned(ledger, ScreenAct.FLASH_MESSAGE, "Xin kết thúc").answer is None
    assert ledger.day.screens == Screens(message_shown=True, flashes=1)
    with pytest.raises(checkin.IdReused):
        turned(ledger, ScreenAct.FLASH_MESSAGE, "Còn 1 phút")
