"""What is wrong between the rows of a sheet of honours: trays and people twice, decisions that disagree, the roster."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import TypeVar

from domain.catalogue import recognised
from domain.ceremony import ceremony
from domain.delegates import Delegate, Person
from domain.honours import Honours, RecipientType
from domain.honours_list.draft import Certificate, Field
from domain.honours_list.problems import ProblemKind
from domain.names import fold

Tell = Callable[..., None]
_K = TypeVar("_K", bound=Hashable)


def check_certificates(certificates: Sequence[Certificate], people: Mapping[str, Person], tell: Tell) -> None:
    for tray, same in _shared(certificates, lambda one: one.slot.tray or None):
        tell(same, ProblemKind.TRAY_TWICE, Field.TRAY, str(tray))
    for (_award, code), same in _shared(certificates, _person):
        tell(same, ProblemKind.TWICE_THE_SAME, Field.NAME, people[code].name, same[0].award.name)
    for _key, same in _shared(certificates, _collective):
        tell(same, ProblemKind.COLLECTIVE_TWICE, Field.COLLECTIVE, same[0].words.collective, same[0].award.name)
    for code, same in _shared(certificates, lambda one: one.slot.code):
        if len({one.award.id for one in same}) > 1:
            tell(same, ProblemKind.SECOND_CALL, Field.NAME, people[code].name, code)


def check_ranks(certificates: Sequence[Certificate], tell: Tell) -> None:
    for _key, same in _shared(certificates, lambda one: (one.award.id, one.slot.type)):
        if len(ranks := {one.rank for one in same}) > 1:
            tell(same, ProblemKind.RANK_DISAGREES, Field.RANK, same[0].award.name, _listed(ranks))


def check_decisions(certificates: Sequence[Certificate], present: Honours, tell: Tell) -> None:
    """A decision has one day and one giver, and is announced and conferred once."""
    finished = ceremony(present).finished
    for number, same in _by(certificates, lambda one: one.decision.id).items():
        decided = same[0].decision.number
        if len(days := {one.decision.date for one in same}) > 1:
            tell(same, ProblemKind.TWO_DATES, Field.DATE, decided, _listed(days))
        if len({fold(one.decision.authority) for one in same}) > 1:
            tell(same, ProblemKind.TWO_AUTHORITIES, Field.AUTHORITY, decided, _listed(_authorities(same)))
        if more := [one for one in same if number in finished and one.slot.id not in present.slots]:
            tell(more, ProblemKind.CONFERRED, Field.NUMBER, decided)


def check_roster(
    certificates: Sequence[Certificate],
    people: Mapping[str, Person],
    delegates: Mapping[str, Delegate],
    tell: Tell,
) -> None:
    """The award column of the roster says the same, where it is filled in at all."""
    told = {
        (code, recognised(name)): name.strip()
        for code, person in people.items()
        if delegates[code].standing.may_enter
        for name in person.awards.split(";")
        if name.strip()
    }
    listed = {(one.slot.code, recognised(one.award.name)): one for one in certificates}
    for name, codes in _by(told.keys() - listed.keys(), lambda key: key[1]).items():
        whole = next(told[key] for key in codes if key[1] == name)
        tell((), ProblemKind.ROSTER_ALONE, Field.AWARD, whole, _listed(code for code, _award in codes))
    alone = [one for key, one in listed.items() if key not in told] if told else []
    for same in _by(alone, lambda one: one.award.id).values():
        tell(same, ProblemKind.SHEET_ALONE, Field.AWARD, same[0].award.name, _listed(one.slot.code for one in same))


def _person(one: Certificate) -> tuple[str, str] | None:
    return (one.award.id, one.slot.code) if one.slot.type is RecipientType.INDIVIDUAL else None


def _collective(one: Certificate) -> tuple[str, str] | None:
    return (one.award.id, fold(one.words.collective)) if one.words.collective else None


def _authorities(same: Iterable[Certificate]) -> set[str]:
    return {one.decision.authority for one in same}


def _listed(values: Iterable[object]) -> str:
    return ", ".join(sorted(map(str, values)))


def _shared(
    certificates: Iterable[Certificate], key: Callable[[Certificate], _K | None]
) -> list[tuple[_K, list[Certificate]]]:  # fmt: skip
    groups = _by(certificates, key)
    return [(found, same) for found, same in groups.items() if found is not None and len(same) > 1]


_T = TypeVar("_T")


def _by(values: Iterable[_T], key: Callable[[_T], _K]) -> dict[_K, list[_T]]:
    groups: dict[_K, list[_T]] = defaultdict(list)
    for value in values:
        groups[key(value)].append(value)
    return groups
