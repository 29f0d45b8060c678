"""By what awards, decisions and certificates are known: the same words give the same id at each import.

What was corrected in the list since keeps the id it had.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.awards import AwardWords, DecisionWords, SlotWords
from domain.checkin import digest
from domain.directory import Directory
from domain.honours import Honours
from domain.names import fold


@dataclass(frozen=True, slots=True)
class Known:
    """Ids of the list there is: awards by folded name, decisions by number and year, slots by what makes them one."""

    awards: Mapping[str, str]
    decisions: Mapping[str, str]
    slots: Mapping[tuple[str, str, str], str]

    def award(self, name: str) -> str:
        return self.awards.get(fold(name)) or award_id(AwardWords("", name))

    def decision(self, decision: DecisionWords) -> str:
        return self.decisions.get(decision_id(decision)) or decision_id(decision)

    def slot(self, award: str, code: str, collective: str) -> str:
        return self.slots.get((award, code, fold(collective))) or slot_id(award, code, collective)


def known_ids(honours: Honours, directory: Directory) -> Known:
    batches = honours.batches
    awards = [directory.awards[batch.award] for batch in batches if batch.award in directory.awards]
    decisions = [directory.decisions[batch.decision] for batch in batches if batch.decision in directory.decisions]
    certificates = directory.certificates
    return Known(
        {fold(award.name): award.id for award in awards},
        {decision_id(decision): decision.id for decision in decisions},
        {
            (batch.award, slot.code, fold(certificates.get(slot.id, SlotWords("")).collective)): slot.id
            for batch in batches
            for slot in batch.slots
        },
    )


def award_id(award: AwardWords) -> str:
    return digest(fold(award.name))


def decision_id(decision: DecisionWords) -> str:
    """Numbers begin anew each year."""
    return f"{decision.number}/{decision.date[:4]}"


def slot_id(award: str, code: str, collective: str) -> str:
    return digest(f"{award} {code} {collective}")
