"""The batches a sheet of honours makes: its own as they are, the rest divided; trays, and what is odd about them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count, pairwise

from domain.awards import BatchWords
from domain.honours import BATCH_SECONDS, LIMIT, RECEIVER_SECONDS, Batch, Entitled, Honours, divided
from domain.honours_list.draft import Certificate, Field
from domain.honours_list.problems import ProblemKind
from domain.honours_list.values import PROTOCOLS

Draw = Callable[[Sequence[Batch]], str]
Tell = Callable[..., None]
_ONE_OF_A_BATCH: dict[Field, Callable[[Certificate], tuple[object, str]]] = {
    Field.AWARD: lambda one: (one.award.id, one.award.name),
    Field.NUMBER: lambda one: (one.decision.id, one.decision.number),
    Field.PRESENTER: lambda one: (one.presenter, one.presenter),
    Field.PROTOCOL: lambda one: (one.protocol, PROTOCOLS[one.protocol]),
}


@dataclass(frozen=True, slots=True)
class Group:
    """Who goes on stage together, in the order of the row; without words where the stored ones stay."""

    batch: Batch
    words: BatchWords | None
    certificates: tuple[Certificate, ...]

    @property
    def rank(self) -> int:
        return min(one.rank for one in self.certificates)


def grouped(certificates: Sequence[Certificate], present: Honours, draw: Draw, tell: Tell) -> list[Group]:
    """In the order of the ceremony. What the sheet leaves to us comes where its rank belongs."""
    groups = _written(certificates, present, tell)
    taken = [*present.batches, *(group.batch for group in groups)]
    for together in _divided(certificates, tell):
        group = _drawn(together, present, taken, draw)
        taken.append(group.batch)
        later = (place for place, one in enumerate(groups) if one.rank > group.rank)
        groups.insert(next(later, len(groups)), group)
    return _with_empty(groups, present)


def _with_empty(groups: list[Group], present: Honours) -> list[Group]:
    """A sheet has no row for a batch that nobody is in; it stays where it is."""
    named = {group.batch.id for group in groups}
    for place, batch in enumerate(present.batches):
        if not batch.slots and batch.id not in named:
            groups.insert(place, Group(replace(batch, row=(), is_locked=False), None, ()))
    return groups


def with_trays(groups: Sequence[Group], present: Honours) -> list[Group]:
    """What has no number gets the next free one; once a list is on paper or a row is settled, numbers stay."""
    is_settled = bool(present.printed or present.steps or any(batch.is_locked for batch in present.batches))
    slots = [slot for group in groups for slot in group.batch.slots]
    kept = {slot.id: present.slots[slot.id].tray for slot in slots if is_settled and slot.id in present.slots}
    trays = kept | {slot.id: slot.tray for slot in slots if slot.tray}
    taken = frozenset(trays.values())
    free = (tray for tray in count(1) if tray not in taken)
    return [_traying(group, trays, free) for group in groups]


def _traying(group: Group, trays: Mapping[str, int], free: Iterator[int]) -> Group:
    slots = tuple(replace(slot, tray=trays.get(slot.id) or next(free)) for slot in group.batch.slots)
    return replace(group, batch=replace(group.batch, slots=slots))


def _written(certificates: Sequence[Certificate], present: Honours, tell: Tell) -> list[Group]:
    """By the order the sheet gives its batches, else as they stand in it."""
    rows: dict[str, list[Certificate]] = defaultdict(list)
    for one in certificates:
        if one.batch:
            rows[one.batch].append(one)
    ordered = sorted(rows.values(), key=_order)
    _tell_same_order(ordered, tell)
    for together in ordered:
        _tell_of(together, tell)
    return [_group(batch[0].batch, sorted(batch, key=_place), present) for batch in ordered]


def _divided(certificates: Iterable[Certificate], tell: Tell) -> list[list[Certificate]]:
    free = {one.slot.id: one for one in certificates if not one.batch}
    batches = [[free[one.slot.id] for one in together] for together in divided(map(_entitled, free.values()))]
    if free:
        tell(tuple(free.values()), ProblemKind.DIVIDED, Field.BATCH, str(len(free)), str(len(batches)))
    return batches


def _entitled(one: Certificate) -> Entitled:
    return Entitled(one.slot, one.award.id, one.decision.id, one.presenter, one.protocol, one.rank)


def _drawn(together: Sequence[Certificate], present: Honours, taken: Sequence[Batch], draw: Draw) -> Group:
    """Under the name of the batch that most of them are in already, if nobody else has it."""
    others = {batch.id for batch in taken[len(present.batches) :]}
    known = [present.batch_of[one.slot.id].id for one in together if one.slot.id in present.batch_of]
    free = [batch for batch in known if batch not in others]
    return _group(max(free, key=free.count) if free else draw(taken), together, present)


def _group(batch: str, together: Sequence[Certificate], present: Honours) -> Group:
    first, stored = together[0], present.batch(batch)
    made = Batch(
        batch,
        first.award.id,
        first.decision.id,
        first.protocol,
        tuple(one.slot for one in together),
        _base_seconds(first, together, stored),
        max(stored.limit if stored else LIMIT, len(together)),
    )
    return Group(made, BatchWords(batch, first.presenter, first.note), tuple(together))


def _base_seconds(first: Certificate, together: Sequence[Certificate], stored: Batch | None) -> int:
    """The sheet's seconds were reckoned with the number of receivers that it tells."""
    if first.seconds is None:
        return stored.base_seconds if stored else BATCH_SECONDS
    size = len(together) if first.size is None else first.size
    return max(0, first.seconds - RECEIVER_SECONDS * size)


def _order(together: Sequence[Certificate]) -> tuple[float, int]:
    order = next((one.order for one in together if one.order is not None), None)
    return (float("inf") if order is None else order, together[0].sheet_row)


def _place(one: Certificate) -> tuple[float, int]:
    return (float("inf") if one.place is None else one.place, one.sheet_row)


def _tell_same_order(ordered: Sequence[Sequence[Certificate]], tell: Tell) -> None:
    for before, after in pairwise(ordered):
        order = after[0].order
        if order is not None and order == before[0].order:
            value = f"{before[0].batch}, {after[0].batch}"
            tell((before[0], after[0]), ProblemKind.ORDER_TWICE, Field.ORDER, value, str(order))


def _tell_of(together: Sequence[Certificate], tell: Tell) -> None:
    first = together[0]
    for field, told in _mixed(together):
        tell(together, ProblemKind.BATCH_MIXED, field, first.batch, told)
    if len(together) > LIMIT:
        tell(together, ProblemKind.BATCH_LARGE, Field.BATCH, first.batch, str(len(together)))
    if first.size is not None and first.size != len(together):
        tell(together, ProblemKind.SIZE_DISAGREES, Field.SIZE, str(first.size), str(len(together)))
    places = [one.place for one in together if one.place is not None]
    if places and sorted(places) != list(range(1, len(together) + 1)):
        tell(together, ProblemKind.PLACES_ODD, Field.PLACE, ", ".join(map(str, sorted(places))), first.batch)


def _mixed(together: Sequence[Certificate]) -> Iterator[tuple[Field, str]]:
    for field, of in _ONE_OF_A_BATCH.items():
        told = dict(of(one) for one in _readable(together, field))
        if len(told) > 1:
            yield field, " / ".join(dict.fromkeys(told.values()))


def _readable(together: Sequence[Certificate], field: Field) -> Sequence[Certificate]:
    """A decision whose date cannot be read is told for that, and may be the same as the others'."""
    dated = [one for one in together if one.decision.date]
    return dated if field is Field.NUMBER and dated else together
