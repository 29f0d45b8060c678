"""Any conference day: small happenings, picked by number, played through the services on a real or a memory-only store.

After each of them the promises of the door are held against a plain recount of the delegates.
"""

from collections import ChainMap, Counter
from concurrent.futures import Future
from dataclasses import replace
from datetime import datetime, timedelta

from days import DESK, NINE, ORGANISER, START, badge, entry, person
from hypothesis import strategies as st

from domain import enrolment, office
from domain.agenda import Move, go
from domain.awards import BatchWords, SlotWords, StandIn
from domain.ceremony import late
from domain.checkin import BadTime, Scan
from domain.conference import Conference, Words
from domain.conferring import StepRequest, decide_list
from domain.day import Day
from domain.delegates import Category, Delegate, Part, Presence, Standing
from domain.directory import Directory
from domain.door import Act, Substitute
from domain.facts import Kind
from domain.honours import Batch, Entitled, Protocol, Receiver, ReceiverMode, RecipientType, Slot, Step, divided
from domain.programme import ItemWords, planned_programme
from domain.resent import Entry, Resending, What
from domain.running import CueRequest, decide_plan, running
from services import checkin as desk_services
from services import honours as honour_services
from services import resent as resent_services
from services import running as stage_services
from store.engine import Receipt, State, Turn

MINUTE = timedelta(minutes=1)
DESKS = "ABC"
PERSONAL = "Riêng Tư"  # in each name and reason below; must never stand in the ledger
WORDS = Words("Hội nghị")


class Memory:
    """The store's one writer, without a thread and without a disk."""

    def __init__(self) -> None:
        self.state, self.facts, self._answered, self._sightings = State(Day(), Directory()), [], {}, {}

    def submit(self, decide) -> Future:
        future = Future()
        turn = Turn(self.state.day.copy(), self.state.directory, self._answered, ChainMap({}, self._sightings))
        try:
            outcome = decide(turn)
        except Exception as error:
            future.set_exception(error)
            return future
        seq = turn.append(outcome) if outcome.fact else None
        self.facts += [fact for fact, _ in turn.facts]
        self._answered.update(turn.new_ids)
        self._sightings.update(turn.sightings.maps[0])
        if turn.facts:
            self.state = State(turn.day, turn.directory)
        future.set_result(Receipt(outcome.answer, seq, turn.day.figures))
        return future

    def turn(self, decide) -> Receipt:
        return self.submit(decide).result()


class World:
    """A store, the time, and what was asked so far."""

    def __init__(self, store, *, seats: int = 6, expected: int = 4) -> None:
        self.store, self.now, self.number = store, NINE, 0
        self.scans: list[tuple[Scan, Kind]] = []
        self.presence: dict[str, Presence] = {}
        self.came_from: dict[str, Presence] = {}
        conference = Conference(START, START + 30 * MINUTE, seats)
        programme = planned_programme(START)
        store.turn(lambda turn: office.decide_set_up(turn.day, conference, WORDS, programme, role=ORGANISER, now=NINE))
        self.enrol(*(entry(f"DB{n:03}", category=CATEGORIES[n % 2], part=PARTS[n % 2]) for n in range(1, expected + 1)))
        self.enrol(entry("DB050", category=Category.STAFF), entry("DB051", category=Category.PRESS))
        self.enrol(*(entry(f"DK{n:02}", standing=Standing.RESERVE) for n in (1, 2)))

    @property
    def day(self) -> Day:
        return self.store.state.day

    def next(self) -> int:
        self.number += 1
        return self.number

    def pick(self, who: int) -> Delegate:
        return self.day.delegates[sorted(self.day.delegates)[who % len(self.day.delegates)]]

    def pick_present(self, who: int) -> Delegate:
        """Somebody who is here, if anybody is."""
        here = [code for code, delegate in sorted(self.day.delegates.items()) if delegate.is_present]
        return self.day.delegates[here[who % len(here)]] if here else self.pick(who)

    def act(self, delegate: Delegate, desk: str) -> Act:
        role = DESK if desk else ORGANISER
        return Act(f"act-{self.next()}", delegate.code, desk, role, f"lý do {PERSONAL}")

    def decide(self, decide, *rest, **more) -> Receipt:
        """One of the office's decisions."""
        return self.store.turn(lambda turn: decide(turn.day, *rest, role=ORGANISER, now=self.now, **more))

    def enrol(self, *entries) -> Receipt:
        named = [replace(one, person=replace(one.person, name=f"{one.person.name} {PERSONAL}")) for one in entries]
        return self.decide(enrolment.decide_enrol, named, kind=Kind.IMPORTED, seen=None)

    def settle(self, **changes) -> None:
        conference = replace(self.day.conference, **changes)
        self.decide(office.decide_settings, conference, WORDS, reason=f"vì {PERSONAL}")

    def ask(self, scan: Scan) -> None:
        """Scan, and hold the verdict against what the design says of seats."""
        before = self.day
        try:
            receipt = desk_services.scan(self.store, scan, role=DESK, now=self.now).result()
        except BadTime:
            assert self.day is before
            return
        ruling = receipt.answer
        self.scans.append((scan, ruling.verdict))
        assert self.day.seq - before.seq == (receipt.seq is not None)
        if ruling.replayed and ruling.verdict is Kind.WELCOME:
            assert self.day is before
        elif ruling.code and ruling.verdict in (Kind.WELCOME, Kind.FULL):
            is_full = blocked(before, before.delegates[ruling.code], self.now)
            assert (ruling.verdict is Kind.FULL) == is_full


def held_places(day: Day) -> tuple[int, int]:
    """Places of people expected and not here: with a part in the programme, and without. A plain recount."""
    held = [
        d for d in day.delegates.values()
        if d.takes_seat and d.standing is Standing.EXPECTED and d.presence is Presence.AWAY and not d.place_released
    ]  # fmt: skip
    return sum(has_part(day, d) for d in held), sum(not has_part(day, d) for d in held)


def has_part(day: Day, delegate: Delegate) -> bool:
    speaks = any(item.speaker == delegate.code for item in day.agenda.plan)
    honoured = any(slot.code == delegate.code for batch in day.honours.batches for slot in batch.slots)
    return bool(delegate.part) or speaks or honoured


def blocked(day: Day, delegate: Delegate, now: datetime) -> bool:
    """Whether the house is full for this delegate, in the words of the design's *Seats*."""
    if not delegate.takes_seat:
        return False
    with_part, without_part = held_places(day)
    released = now >= day.conference.release_at
    holds_one = (
        delegate.standing is Standing.EXPECTED and delegate.presence is Presence.AWAY and not delegate.place_released
    )
    if holds_one and has_part(day, delegate):
        against = 0
    elif holds_one and not released:
        against = with_part
    else:
        against = with_part + (0 if released else without_part)
    return seated(day) + against >= day.conference.seats


def seated(day: Day) -> int:
    return sum(d.takes_seat and d.presence in (Presence.IN_PERSON, Presence.SUBSTITUTE) for d in day.delegates.values())


def recounted(day: Day) -> Counter:
    """What the tally must hold, counted from the delegates alone."""
    counts: Counter = Counter()
    for delegate in day.delegates.values():
        here = delegate.presence in (Presence.IN_PERSON, Presence.SUBSTITUTE)
        invited = delegate.standing in (Standing.EXPECTED, Standing.CALLED_UP)
        counts["here"] += here
        counts["present", delegate.category] += here
        counts["invited", delegate.category] += invited
        counts["invited"] += invited and delegate.takes_seat
    counts["present"] = seated(day)
    counts["with_part"], counts["without_part"] = held_places(day)
    return counts


def hold_promises(world: World) -> None:
    day = world.day
    remember(world)
    figures = day.figures
    assert figures.present == seated(day) <= figures.seats
    assert 0 <= figures.held(world.now) <= figures.seats - figures.present
    assert +day.tally == +recounted(day)
    assert sum(line.is_on for line in running(day, now=world.now).lines if line.item.number) <= 1


def remember(world: World) -> None:
    """What each was before coming in: an undo must bring just that back."""
    for code, delegate in world.day.delegates.items():
        was = world.presence.get(code, Presence.AWAY)
        if delegate.is_present and was in (Presence.AWAY, Presence.LEFT):
            world.came_from[code] = was
        world.presence[code] = delegate.presence


# --- what can happen -------------------------------------------------------------------------------------------------


def badge_scanned(world: World, who: int, how: int) -> None:
    world.ask(Scan(f"s{world.next()}", DESKS[how % 3], "scanner", world.pick(who).badge))


def found_by_name(world: World, who: int, how: int) -> None:
    world.ask(Scan(f"s{world.next()}", DESKS[how % 3], "search", None, world.pick(who).code))


def waited_scan(world: World, who: int, how: int) -> None:
    happened_at = world.now - (how - 5) * MINUTE
    world.ask(Scan(f"s{world.next()}", DESKS[how % 3], "scanner", world.pick(who).badge, None, happened_at))


def paper_entry(world: World, who: int, how: int) -> None:
    world.ask(Scan(f"s{world.next()}", DESKS[who % 3], "paper", None, world.pick(who).code, world.now - how * MINUTE))


def old_badge_scanned(world: World, who: int, how: int) -> None:
    dead = sorted(code for code, whose in world.day.badges.items() if world.day.delegates[whose].badge != code)
    if dead:
        world.ask(Scan(f"s{world.next()}", DESKS[how % 3], "scanner", dead[who % len(dead)]))


def nonsense_scanned(world: World, who: int, how: int) -> None:
    world.ask(Scan(f"s{world.next()}", DESKS[how % 3], "scanner", badge(9_000 + who) if who % 2 else f"nguyễn {who}"))


def asked_again(world: World, who: int, how: int) -> None:
    if world.scans:
        scan, _ = world.scans[who % len(world.scans)]
        world.ask(replace(scan, happened_at=world.now - how * MINUTE))


def undone(world: World, who: int, how: int) -> None:
    before = world.pick_present(who) if how < 12 else world.pick(who)
    act = world.act(before, ["", *DESKS][how % 4])
    refused = desk_services.undo(world.store, act, now=world.now).result().answer
    after = world.day.delegates[before.code]
    if refused is None:
        assert after.presence is world.came_from[before.code]
    else:
        assert after == before


def substituted(world: World, who: int, how: int) -> None:
    act = world.act(world.pick(who), DESKS[how % 3])
    before = world.day
    answer = desk_services.substitute(world.store, act, Substitute(act.delegate, f"Thay {PERSONAL}"), now=world.now)
    verdict = getattr(answer.result().answer, "verdict", None)
    if verdict in (Kind.WELCOME, Kind.FULL) and not before.delegates[act.delegate].is_present:
        assert (verdict is Kind.FULL) == blocked(before, before.delegates[act.delegate], world.now)


def came_after_all(world: World, who: int, how: int) -> None:
    present = seated(world.day)
    desk_services.in_person(world.store, world.act(world.pick_present(who), DESKS[how % 3]), now=world.now).result()
    assert seated(world.day) == present


def left(world: World, who: int, how: int) -> None:
    desk_services.leave(world.store, world.act(world.pick_present(who), DESKS[how % 3]), now=world.now).result()


def walked_in(world: World, who: int, how: int) -> None:
    act = Act(f"act-{world.next()}", "", DESKS[how % 3], DESK)
    before, newcomer = world.day, person("", list(Category)[who % 5], name=f"Khách {world.number} {PERSONAL}")
    ruling = desk_services.walk_in(world.store, act, newcomer, now=world.now).result().answer
    no_place = newcomer.category.takes_seat and seated(before) + before.figures.held(world.now) >= before.figures.seats
    assert (ruling.verdict is Kind.FULL) == no_place


def sent_again(world: World, who: int, how: int) -> None:
    """Of a desk that remembers more than this ledger does: taken only where there is room."""
    before, what = world.day, list(What)[how % len(What)]
    code = f"DB{700 + world.next()}" if what is What.WALK_IN else world.pick(who).code
    name, at = f"Gửi lại {PERSONAL}", world.now - (how % 7) * MINUTE
    kept = Entry(f"k{world.next()}", what, code, DESKS[who % 3], at, name=name, reason=f"vì {PERSONAL}")
    outcome = resent_services.resend(world.store, kept, role=DESK, now=world.now).result().answer
    assert (world.day is before) == (outcome is Resending.WAITS) == before.is_rehearsal
    if outcome is Resending.SET_ASIDE:
        assert [(d.presence, d.admission) for d in world.day.delegates.values()] == [
            (d.presence, d.admission) for d in before.delegates.values()
        ]
        assert world.day.tally == before.tally


def day_ended(world: World, _who: int, how: int) -> None:
    if how % 2:
        world.decide(office.decide_end)
    else:
        world.decide(office.decide_go_on, reason="còn khách")


def withdrawn(world: World, who: int, _how: int) -> None:
    world.decide(enrolment.decide_withdraw, world.pick(who).code, reason="ốm")


def replaced(world: World, who: int, how: int) -> None:
    world.decide(enrolment.decide_replace, world.pick(who).code, world.pick(how).code, reason="ốm")


def called_up(world: World, who: int, _how: int) -> None:
    world.decide(enrolment.decide_call_up, world.pick(who).code, reason="gọi")


def place_released(world: World, who: int, _how: int) -> None:
    world.decide(enrolment.decide_release, world.pick(who).code, reason="báo vắng")


def badge_reissued(world: World, who: int, _how: int) -> None:
    code = badge(7_000 + world.next())
    world.decide(enrolment.decide_reissue, world.pick(who).code, badge=code, reason="mất thẻ")


def edited(world: World, who: int, how: int) -> None:
    delegate = world.pick(who)
    changed = entry(delegate.code, category=list(Category)[how % 5], part=PARTS[how % 2])
    world.decide(enrolment.decide_enrol, [changed], kind=Kind.DELEGATE_EDITED, seen=None)


def added(world: World, who: int, how: int) -> None:
    new = entry("", category=CATEGORIES[how % 2], part=PARTS[who % 2])
    world.enrol(replace(new, badge=badge(8_000 + world.next())))


def seats_changed(world: World, who: int, _how: int) -> None:
    world.settle(seats=1 + who % 9)


def release_moved(world: World, _who: int, how: int) -> None:
    world.settle(release_at=world.now + (how - 8) * 5 * MINUTE)


def day_opened(world: World, _who: int, how: int) -> None:
    world.decide(office.decide_open_day, keep=how % 2 == 0, reason="mở lại")


def figure_frozen(world: World, _who: int, how: int) -> None:
    if how % 2:
        world.decide(office.decide_freeze)
    else:
        world.decide(office.decide_thaw, reason="nhầm")


def case_closed(world: World, who: int, _how: int) -> None:
    if world.day.cases:
        case = sorted(world.day.cases)[who % len(world.day.cases)]
        act = Act(f"act-{world.next()}", "", "A", DESK, "đã gọi")
        assert desk_services.close_case(world.store, act, case, now=world.now).result().answer is None


def cue_given(world: World, who: int, how: int) -> None:
    give(world, list(Move)[how % len(Move)], who)


def gone_on(world: World, who: int, _how: int) -> None:
    give(world, go(running(world.day, now=world.now)) or Move.UNDO, who)


def jumped(world: World, who: int, _how: int) -> None:
    give(world, Move.JUMP, who)


def cue_taken_back(world: World, who: int, _how: int) -> None:
    give(world, Move.UNDO, who)


def cue_too_late(world: World, who: int, _how: int) -> None:
    """Given to a running order that has moved since."""
    before = world.day
    give(world, Move.JUMP, who, seen=before.agenda.seq - 1)
    assert world.day is before


def give(world: World, move: Move, who: int, *, seen: int | None = None) -> None:
    """A cue, which is a fact or changes nothing."""
    before, item = world.day, world.day.agenda.plan[who % len(world.day.agenda.plan)]
    seen = before.agenda.seq if seen is None else seen
    request = CueRequest(f"cue-{world.next()}", move, seen, item.id, 60 * (who - 5), f"máy {who}")
    refused = stage_services.cue(world.store, request, role=ORGANISER, now=world.now).result().answer
    assert (world.day is before) if refused else (world.day.agenda.cues[:-1] == before.agenda.cues)


def moved_up(world: World, who: int, _how: int) -> None:
    item, seen = world.day.agenda.plan[who % len(world.day.agenda.plan)].id, world.day.agenda.seq
    act = {"seen": seen, "action_id": f"up-{world.next()}", "role": ORGANISER, "now": world.now}
    stage_services.move_up(world.store, item, **act).result()


def plan_edited(world: World, who: int, how: int) -> None:
    """An item goes or comes, changes places or minutes, or somebody is named in it."""
    plan, place = list(world.day.agenda.plan), who % len(world.day.agenda.plan)
    if how < 3:
        del plan[place]
    elif how < 6:
        plan.insert(place, replace(plan[place], id=f"new-{world.next()}", number=None))
    elif how < 9:
        plan.append(plan.pop(place))
    elif how < 12:
        plan[place] = replace(plan[place], planned_duration=how * MINUTE)
    else:
        plan[place] = replace(plan[place], speaker=world.pick(who).code)
    words = ItemWords(plan[-1].id, f"Mục {PERSONAL}", presenter=f"Ông {PERSONAL}")
    world.decide(decide_plan, plan, (words,), seen=world.day.agenda.seq)


def honours_listed(world: World, who: int, how: int) -> None:
    """Everybody's certificate, two for some of them, in batches of a few people; now and then in another order."""
    codes = sorted(world.day.delegates)
    codes = codes[how % len(codes) :] + codes[: how % len(codes)]
    entitled = [_entitled(code, award, tray) for tray, (code, award) in enumerate(_certificates(codes, who), start=1)]
    groups = divided(entitled, limit=2 + who % 3)
    batches = [_batch(f"H{number}", group) for number, group in enumerate(groups, start=1)]
    words = (BatchWords("H1", f"Ông {PERSONAL}"), SlotWords(f"A:{codes[0]}", pronunciation=PERSONAL))
    world.decide(decide_list, batches, words, seen=world.day.honours.seq, note=PERSONAL)


def _certificates(codes: list[str], who: int) -> list[tuple[str, str]]:
    return [(code, "A") for code in codes] + [(code, "B") for code in codes[: who % 3]]


def _entitled(code: str, award: str, tray: int) -> Entitled:
    kind = list(RecipientType)[code < "DB003"]
    protocol = list(Protocol)[award == "A"]
    return Entitled(Slot(f"{award}:{code}", code, kind, tray), award, f"d{award}", "", protocol, rank=10)


def _batch(name: str, group: tuple[Entitled, ...]) -> Batch:
    first = group[0]
    return Batch(name, first.award, first.decision, first.protocol, tuple(one.slot for one in group))


def step_taken(world: World, _who: int, _how: int) -> None:
    """What the one button does. It warns of nothing but a decision that is finished."""
    shown = honour_services.shown_now(world.store.state)
    if going := honour_services.going(world.store.state, shown):
        assert honour(world, going.step, going.batch, despite="decision_finished") is None


def step_undone(world: World, _who: int, _how: int) -> None:
    had, before = world.day.honours.steps, world.day
    assert (honour(world, Step.UNDO) is None) == bool(had)
    assert (world.day.honours.steps == had[:-1]) if had else (world.day is before)


def any_step_asked(world: World, who: int, how: int) -> None:
    """In turn or not; with a mark, of somebody."""
    if batches := world.day.honours.batches:
        batch = batches[who % len(batches)]
        slots = tuple(slot.id for slot in batch.slots[:1])
        honour(world, list(Step)[how % len(Step)], batch.id, slots, despite="out_of_order")


def step_too_late(world: World, _who: int, _how: int) -> None:
    """Asked of honours that have moved since."""
    before = world.day
    assert honour(world, Step.UNDO, seen=before.honours.seq - 1) is not None
    assert world.day is before


def honour(world: World, step: Step, batch: str = "", slots: tuple[str, ...] = (), *, seen=None, despite=""):
    """A step, which is a fact or changes nothing; why it was refused."""
    before, seen = world.day, world.day.honours.seq if seen is None else seen
    request = StepRequest(f"honour-{world.next()}", step, batch, seen, slots, despite, "máy MC")
    refused = honour_services.take_step(world.store, request, role=ORGANISER, now=world.now).result().answer
    assert (world.day is before) == bool(refused)
    return refused


def batches_locked(world: World, who: int, how: int) -> None:
    batches = () if how % 3 == 0 else (f"H{1 + who % 5}",)
    honour_services.lock(world.store, batches, **named_act(world)).result()


def batch_unlocked(world: World, who: int, _how: int) -> None:
    honour_services.unlock(world.store, f"H{1 + who % 5}", reason=f"vì {PERSONAL}", **named_act(world)).result()


def receiver_set(world: World, who: int, how: int) -> None:
    code = world.pick(who).code
    stand_in = StandIn(f"A:{code}", "" if how % 5 == 0 else f"Bà {PERSONAL}", f"vợ {PERSONAL}")
    receiver = Receiver(list(ReceiverMode)[how % len(ReceiverMode)], "" if how % 2 else world.pick(who + how).code)
    asked = {"action_id": f"receiver-{world.next()}", "role": ORGANISER, "now": world.now}
    honour_services.set_receiver(world.store, stand_in, receiver, reason=f"vì {PERSONAL}", **asked).result()


def seen_at_wings(world: World, who: int, how: int) -> None:
    asked = {"action_id": f"wings-{world.next()}", "role": ORGANISER, "now": world.now}
    slot = f"A:{world.pick(who).code}"
    honour_services.see_at_wings(world.store, slot, staged=how % 3 != 0, **asked).result()


def late_placed(world: World, who: int, how: int) -> None:
    """Where whoever came late may go, or into an extra batch."""
    day = world.day
    found = late(honour_services.shown_now(world.store.state), day.honours, day.roll)
    if found:
        batch = "" if how % 2 else f"H{1 + how % 5}"
        honour_services.place_late(world.store, found[who % len(found)][1].id, batch, **named_act(world)).result()


def list_printed(world: World, _who: int, _how: int) -> None:
    version = honour_services.record_print(world.store, role=ORGANISER, now=world.now).answer
    assert version == world.day.honours.printed == world.day.honours.version


def named_act(world: World) -> dict:
    seen = world.day.honours.seq
    return {"seen": seen, "action_id": f"act-{world.next()}", "role": ORGANISER, "now": world.now}


def time_passed(world: World, who: int, how: int) -> None:
    world.now += timedelta(seconds=1 + who) if how % 2 else how * MINUTE


AT_THE_DOOR = (
    badge_scanned, badge_scanned, badge_scanned, found_by_name, waited_scan, paper_entry, old_badge_scanned,
    nonsense_scanned, asked_again, undone, substituted, came_after_all, left, walked_in, case_closed, time_passed,
    sent_again,
)  # fmt: skip
OF_STANDING = (withdrawn, replaced, called_up, badge_reissued)
OF_THE_OFFICE = (
    place_released, edited, added, seats_changed, release_moved, day_opened, figure_frozen, day_ended,
)  # fmt: skip
ON_STAGE = (cue_given, gone_on, gone_on, jumped, cue_taken_back, cue_too_late, moved_up, plan_edited)
OF_HONOURS = (
    honours_listed, *[step_taken] * 4, step_undone, any_step_asked, step_too_late, batches_locked, batch_unlocked,
    receiver_set, seen_at_wings, late_placed, list_printed,
)  # fmt: skip
CATEGORIES = (Category.EXEMPLARY, Category.GUEST)
PARTS = ((), (Part.PAPER,))


def nothing(_world: World, _who: int, _how: int) -> None:
    """What a long course shrinks to, so that a failing one is read easily."""


def play(world: World, course) -> None:
    for what, who, how in course:
        what(world, who, how)
        hold_promises(world)


def happenings(kinds, length: int = 60):
    """Lists of (what, who, how)."""
    one = st.tuples(st.sampled_from((nothing, *kinds)), st.integers(0, 12), st.integers(0, 15))
    return st.lists(one, min_size=length, max_size=length)
