"""The MC's line filled with the conference's live facts: who speaks and who follows, how many are here, the vote.

Who is named is named whether or not they are here: presence is shown beside the line, not in it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from domain.agenda import ARRIVALS, Line, Progress, Timeline
from domain.attendance import percent
from domain.ceremony import ceremony
from domain.delegates import Person, addressed
from domain.names import without_honorific
from domain.programme import INTRODUCTIONS, ItemWords
from domain.script import Piece, asked, pieces, without_next
from domain.votes import Count, Vote
from services.announcing import batch_words
from services.introductions import introduced, introduction
from services.votes import congresses, may_vote_now
from store.engine import State

_MINUTE = timedelta(minutes=1)
_CHANGING = {"so_phut", "so_co_mat"}


@dataclass(frozen=True)
class _Scene:
    """What a value is looked up in: `line` is the item or sub-item whose words are spoken."""

    state: State
    timeline: Timeline
    line: Line
    now: datetime

    @cached_property
    def candidates(self) -> Mapping[str, Sequence[Person]]:
        return congresses(self.state)

    @cached_property
    def congress(self) -> str:
        """The first that is not counted yet, at the end the last one."""
        votes, named = self.state.day.votes, list(self.candidates)
        uncounted = [congress for congress in named if congress not in votes or not votes[congress].counts]
        return next(iter(uncounted or named[-1:]), "")

    @property
    def vote(self) -> Vote | None:
        return self.state.day.votes.get(self.congress)


def filled(state: State, timeline: Timeline, line: Line, *, now: datetime) -> tuple[Piece, ...]:
    """What the MC says for this item, or for this sub-item; its own line, else its parent's."""
    return _said(_Scene(state, timeline, line, now), values_for(state, line, now=now, timeline=timeline))


def printed(state: State, timeline: Timeline, line: Line, *, now: datetime) -> tuple[Piece, ...]:
    """The same for paper: figures that go on changing are left to be written in."""
    known = values_for(state, line, now=now, timeline=timeline)
    changing = _CHANGING if "so_dong_y" in known else {*_CHANGING, "so_bieu_quyet"}
    values = {name: value for name, value in known.items() if name not in changing}
    return _said(_Scene(state, timeline, line, now), values)


def _said(scene: _Scene, values: Mapping[str, str]) -> tuple[Piece, ...]:
    text = spoken_line(scene.state, scene.line)
    return pieces(text if _following(scene) else without_next(text), values)


def spoken_line(state: State, line: Line) -> str:
    """As it was written, placeholders and all."""
    own = _words(state, line.item.id).mc_line
    return own or (_words(state, line.item.parent).mc_line if line.item.parent else "")


def values_for(state: State, line: Line, *, now: datetime, timeline: Timeline) -> dict[str, str]:
    """What is known of what its line asks for."""
    scene, names = _Scene(state, timeline, line, now), asked(spoken_line(state, line)) & _VALUES.keys()
    return {name: value for name in names if (value := _VALUES[name](scene))}


def _words(state: State, item: str) -> ItemWords:
    return state.directory.items.get(item) or ItemWords(item, "")


# --- who speaks ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Speaker:
    name: str = ""
    address: str = ""
    title: str = ""
    position: str = ""
    unit: str = ""

    @property
    def addressed(self) -> str:
        return f"{self.address} {self.name}".strip()

    @property
    def titled(self) -> str:
        return f"{self.title} {self.name}" if self.title else self.addressed


NOBODY = _Speaker()


def _speaking(scene: _Scene) -> Line:
    """Inside an item with papers the one that runs, else the first to come; an item without has itself."""
    subs = scene.timeline.subs(scene.line.item.id)
    of_the_moment = [sub for sub in subs if sub.is_on] or [sub for sub in subs if sub.is_upcoming] or subs
    return of_the_moment[0] if of_the_moment else scene.line


def _following(scene: _Scene) -> Line | None:
    line = _speaking(scene)
    siblings = scene.timeline.subs(line.item.parent) if line.item.parent else []
    ids = [sub.item.id for sub in siblings]
    after = siblings[ids.index(line.item.id) + 1 :] if line.item.id in ids else []
    return next((sub for sub in after if sub.progress is not Progress.SKIPPED), None)


def _speaker(scene: _Scene) -> _Speaker:
    if scene.line.item.number == INTRODUCTIONS:
        return _first_introduced(scene)
    own = _speaker_of(scene.state, _speaking(scene))
    return own if own.name else _speaker_of(scene.state, scene.line)


def _speaker_of(state: State, line: Line | None) -> _Speaker:
    """Somebody of the list, else a person whom the programme names; the description of a role is nobody."""
    if not line:
        return NOBODY
    if person := state.directory.people.get(line.item.speaker):
        return _person(state, person)
    honorific, name = without_honorific(_words(state, line.item.id).presenter)
    is_person = honorific or line.item.parent
    return _Speaker(name, _lowered(honorific)) if is_person else NOBODY


def _person(state: State, person: Person) -> _Speaker:
    """With the title that the office reads out; one that names the person is no title to go before the name."""
    address = addressed(person).removesuffix(person.name).strip()
    written = introduction(state, person.code).title
    title = written if written and person.name not in written else person.position
    return _Speaker(person.name, _lowered(address), title, person.position, person.unit)


def _lowered(honorific: str) -> str:
    """*ông*, *bà* inside a sentence; an academic title keeps its capitals."""
    first = honorific.split(" ")[0]
    return honorific if first.isupper() or first == "ThS" else honorific[:1].lower() + honorific[1:]


def _first_introduced(scene: _Scene) -> _Speaker:
    """Of those who are here."""
    here = (one.person for one in introduced(scene.state, now=scene.now) if one.is_here)
    first = next(here, None)
    return _person(scene.state, first) if first else NOBODY


def _item_speaker(scene: _Scene) -> str:
    """Who does what the item as a whole is about: opens, announces."""
    line = scene.timeline.line(scene.line.item.parent) or scene.line
    return _speaker_of(scene.state, line).titled


def _presenter(scene: _Scene) -> str:
    """Who hands over: to the batch on stage, else to the one on deck."""
    shown = ceremony(scene.state.day.honours)
    run = shown.on_stage or shown.on_deck
    return batch_words(scene.state, run.batch).presenter if run else ""


def _exchange_guests(scene: _Scene) -> str:
    """*ông A, bà B và bà C*."""
    item = scene.line.item.parent or scene.line.item.id
    names = [_speaker_of(scene.state, sub).addressed for sub in scene.timeline.subs(item)]
    *before, last = [name for name in names if name] or [""]
    return f"{', '.join(before)} và {last}" if before else last


# --- figures ---------------------------------------------------------------------------------------------------------


def _minutes_left(scene: _Scene) -> str:
    """Until the first item is planned to start, a minute begun counted in full."""
    tops = [line.item for line in scene.timeline.lines if not line.item.parent and line.item.number != ARRIVALS]
    return str(max(0, -((scene.now - tops[0].planned_start) // _MINUTE))) if tops else ""


def _candidates(scene: _Scene) -> str:
    return str(len(scene.candidates[scene.congress])) if scene.congress else ""


def _may_vote(scene: _Scene) -> str:
    return str(scene.vote.base if scene.vote else may_vote_now(scene.state))


def _result(scene: _Scene) -> Count | None:
    return scene.vote.result if scene.vote else None


def _agreed(scene: _Scene) -> str:
    result = _result(scene)
    return str(result.agree) if result else ""


def _agreed_share(scene: _Scene) -> str:
    result = _result(scene)
    share = percent(result.agree, result.base) if result else None
    return "" if share is None else f"{share:.1f}".replace(".", ",")


_VALUES: Mapping[str, Callable[[_Scene], str]] = {
    "so_phut": _minutes_left,
    "ten_hoi_nghi": lambda scene: scene.state.directory.words.name,
    "so_co_mat": lambda scene: str(scene.state.day.figures.present),
    "so_trieu_tap": lambda scene: str(scene.state.day.invited),
    "chuc_danh": lambda scene: _speaker(scene).title,
    "chuc_vu": lambda scene: _speaker(scene).position,
    "don_vi": lambda scene: _speaker(scene).unit,
    "ong_ba": lambda scene: _speaker(scene).address,
    "ho_ten": lambda scene: _speaker(scene).name,
    "chu_de": lambda scene: _words(scene.state, _speaking(scene).item.id).topic,
    "ong_ba_ke_tiep": lambda scene: _speaker_of(scene.state, _following(scene)).address,
    "ho_ten_ke_tiep": lambda scene: _speaker_of(scene.state, _following(scene)).name,
    "danh_sach_khach_giao_luu": _exchange_guests,
    "nguoi_khai_mac": _item_speaker,
    "nguoi_cong_bo": _item_speaker,
    "nguoi_trao": _presenter,
    "so_nguoi": _candidates,
    "ten_dai_hoi": lambda scene: scene.congress,
    "so_bieu_quyet": _may_vote,
    "so_dong_y": _agreed,
    "ty_le": _agreed_share,
}
