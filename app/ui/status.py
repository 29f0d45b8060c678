"""The organiser's status page: what is wrong, worst first; the house's figures; each desk and screen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape

import streamlit as st

import clock
import settings
from domain.status import Finding, Level, What, worst
from services import status
from services.connected import Connected
from services.status import Condition, Room
from ui.address import is_secure
from ui.assets import joined
from ui.backups import show_copy_now
from ui.formats import NOTHING, clock_time, day, number
from ui.session import language, store
from ui.status_words import LEVELS, said, screen_name, sentence, size, span
from ui.words import N_

_EVERY = "5s"
_HEADS = (N_("Screen"), N_("State"), N_("Last heard"), N_("Waiting scans"), N_("Clock"), N_("Address"))
_SIGNS: Mapping[Level, str] = {Level.BAD: "–", Level.WARNING: "!", Level.WELL: "✓"}  # st.html takes no drawings


@dataclass(frozen=True, slots=True)
class Figure:
    """One of the house's figures; its level is that of the worst that is `about` it, None: it is never wrong."""

    title: str
    value: str
    note: str = ""
    about: frozenset[What] | None = None
    drawing: str = ""


@st.fragment(run_every=_EVERY)
def show_status() -> None:
    """Below it other sections may follow: it draws nothing of theirs again."""
    now, lang = clock.now(), language()
    now_is = status.condition(store(), is_secure=is_secure(), now=now)
    found = status.findings(now_is, now)
    st.html(f"<style>{joined('status.css')}</style>{house(now_is, found, now, lang)}")
    show_copy_now("status.backup")
    st.html(screens(now_is, found, now, lang))


def house(now_is: Condition, found: Sequence[Finding], now: datetime, lang: str) -> str:
    told = "".join(_wrong(one, now_is, lang) for one in found)
    wrong = f'<ol class="wrong">{told}</ol>' if told else ""
    figures = "".join(_figure(one, found, lang) for one in _figures(now_is, now, lang))
    return f'<div class="km-status">{_headline(found, now, lang)}{wrong}<dl class="figures">{figures}</dl></div>'


def _headline(found: Sequence[Finding], now: datetime, lang: str) -> str:
    level = worst(found)
    counts = [(one, sum(finding.level is one for finding in found)) for one in (Level.BAD, Level.WARNING)]
    told = [f"{said(LEVELS[one], lang)}: {number(count, lang)}" for one, count in counts if count]
    text = " · ".join(told) or said(N_("All is well"), lang)
    seen = said(N_("as of {time}"), lang, time=f"{now.astimezone(clock.VENUE):%H:%M:%S}")
    return (
        f'<p class="headline {level}" role="status">{_sign(level)}<b>{escape(text)}</b><span>{escape(seen)}</span></p>'
    )


def _wrong(finding: Finding, now_is: Condition, lang: str) -> str:
    text = sentence(finding, now_is.backup, now_is.last_fact, lang)
    return (
        f'<li class="{finding.level}">{_marked(finding.level, LEVELS[finding.level], lang)}<p>{escape(text)}</p></li>'
    )


def _figures(now_is: Condition, now: datetime, lang: str) -> list[Figure]:
    return [
        _server(now_is, now, lang), _facts(now_is, lang), _cases(now_is, lang), _backup(now_is, lang),
        *_rooms(now_is, lang), _certificate(now_is, now, lang), _connected(now_is, lang),
    ]  # fmt: skip


def _server(now_is: Condition, now: datetime, lang: str) -> Figure:
    title, about = said(N_("Server"), lang), frozenset({What.SERVER_AHEAD, What.SERVER_BEHIND})
    notes = [said(N_("version {version}"), lang, version=settings.VERSION)]
    if now_is.memory:
        notes.append(said(N_("memory {size}"), lang, size=size(now_is.memory, lang)))
    if not now_is.since:
        return Figure(title, NOTHING, " · ".join(notes), about)
    notes.insert(0, said(N_("since {time}"), lang, time=clock_time(now_is.since)))
    return Figure(
        title, said(N_("running for {time}"), lang, time=span(now - now_is.since, lang)), " · ".join(notes), about
    )


def _facts(now_is: Condition, lang: str) -> Figure:
    value = said(N_("{count} in the last minute"), lang, count=number(now_is.facts[-1], lang))
    counts = {"count": number(sum(now_is.facts), lang), "all": number(now_is.last_fact, lang)}
    note = said(N_("{count} in the last ten minutes, {all} in all"), lang, **counts)
    return Figure(said(N_("Entries in the ledger"), lang), value, note, drawing=_bars(now_is.facts, lang))


def _cases(now_is: Condition, lang: str) -> Figure:
    title = said(N_("Cases to settle"), lang)
    return Figure(title, number(now_is.cases, lang), "", frozenset({What.CASES}))


def _backup(now_is: Condition, lang: str) -> Figure:
    backup, title = now_is.backup, said(N_("Last backup"), lang)
    about = frozenset({What.BACKUP_FAILS, What.BACKUP_OVERDUE, What.NO_BACKUP, What.SAME_DISK})
    if not backup.good_at:
        return Figure(title, said(N_("none yet"), lang), str(backup.target or ""), about)
    later = number(max(now_is.last_fact - backup.seq, 0), lang)
    note = said(N_("entries since then: {count}"), lang, count=later)
    return Figure(title, clock_time(backup.good_at), f"{note} · {backup.target}", about)


def _rooms(now_is: Condition, lang: str) -> list[Figure]:
    """One figure for one disk."""
    titles = [(now_is.data, N_("Disk of the data")), (now_is.copies, N_("Disk of the backups"))]
    if now_is.is_same_disk:
        titles = [(now_is.data, N_("Disk of the data and the backups"))]
    return [_room(room, said(title, lang), lang) for room, title in titles if room]


def _room(room: Room, title: str, lang: str) -> Figure:
    value = said(N_("{size} left"), lang, size=size(room.free, lang))
    return Figure(title, value, str(room.folder), frozenset({What.ROOM}))


def _certificate(now_is: Condition, now: datetime, lang: str) -> Figure:
    title, about = said(N_("Certificate"), lang), frozenset({What.CERTIFICATE, What.CERTIFICATE_ENDED})
    ends = now_is.certificate
    if not ends:
        return Figure(title, said(N_("not in use"), lang), said(N_("plain http"), lang))
    note = said(N_("{time} left"), lang, time=span(ends - now, lang)) if ends > now else ""
    return Figure(title, said(N_("until {date}"), lang, date=day(ends, lang)), note, about)


def _connected(now_is: Condition, lang: str) -> Figure:
    here = sum(who.left_at is None for who in now_is.screens)
    note = said(N_("phones with the programme: {count}"), lang, count=number(now_is.phones, lang))
    about = frozenset({What.DESK_GONE, What.DESK_GONE_WAITING, What.SCREEN_GONE, What.SILENT})
    value = said(N_("{count} connected"), lang, count=number(here, lang))
    return Figure(said(N_("Desks and screens"), lang), value, note, about if now_is.screens else None)


def _figure(figure: Figure, found: Sequence[Finding], lang: str) -> str:
    level = None if figure.about is None else worst(one for one in found if one.what in figure.about)
    mark = _marked(level, LEVELS[level], lang) if level else ""
    return (
        f'<div class="{level or "plain"}"><dt>{escape(figure.title)}{mark}</dt>'
        f"<dd>{figure.drawing}<b>{escape(figure.value)}</b><span>{escape(figure.note)}</span></dd></div>"
    )


def _bars(facts: Sequence[int], lang: str) -> str:
    title = escape(said(N_("Entries a minute, the last ten minutes"), lang) + f": {', '.join(map(str, facts))}")
    bars = "".join(f'<i style="height:{100 * count / max(*facts, 1):.0f}%"></i>' for count in facts)
    return f'<div class="minutes" role="img" aria-label="{title}" title="{title}">{bars}</div>'


def screens(now_is: Condition, found: Sequence[Finding], now: datetime, lang: str) -> str:
    if not now_is.screens:
        nobody = escape(said(N_("No desk and no screen is connected."), lang))
        return f'<div class="km-status"><p class="nobody">{nobody}</p></div>'
    heads = [escape(said(text, lang)) for text in _HEADS]
    head = "".join(f"<th>{text}</th>" for text in heads)
    about = {who.place: [one for one in found if one.place == who.place] for who in now_is.screens}
    rows = "".join(_row(_cells(who, about[who.place], now, lang), heads) for who in now_is.screens)
    table = f'<table class="screens"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'
    return f'<div class="km-status">{table}</div>'


def _cells(who: Connected, found: Sequence[Finding], now: datetime, lang: str) -> tuple[Level, tuple[str, ...]]:
    level = worst(found)
    return level, (
        escape(screen_name(who, lang)), _marked(level, _state(who), lang, who.left_at), _heard(who, now, lang),
        escape(_queue(who, lang)), escape(_clock(who, lang)), escape(who.address),
    )  # fmt: skip


def _row(cells: tuple[Level, tuple[str, ...]], heads: Sequence[str]) -> str:
    """On a phone each cell says what it is."""
    level, texts = cells
    told = "".join(f'<td data-head="{head}">{text}</td>' for head, text in zip(heads, texts, strict=True))
    return f'<tr class="{level}">{told}</tr>'


def _state(who: Connected) -> str:
    return N_("no connection since {time}") if who.left_at else N_("connected")


def _heard(who: Connected, now: datetime, lang: str) -> str:
    return said(N_("{time} ago"), lang, time=span(now - who.heard_at, lang))


def _queue(who: Connected, lang: str) -> str:
    if who.view != "desk":
        return NOTHING
    counts = [
        (N_("waiting: {count}"), who.report.waiting), (N_("put aside: {count}"), who.report.parked),
        (N_("kept for the day: {count}"), who.report.kept),
    ]  # fmt: skip
    told = [said(text, lang, count=number(count, lang)) for text, count in counts if count]
    return " · ".join(told) or said(N_("none"), lang)


def _clock(who: Connected, lang: str) -> str:
    seconds = round(who.report.ahead.total_seconds())
    if abs(seconds) <= 1:
        return said(N_("right"), lang)
    text = N_("{time} fast") if seconds > 0 else N_("{time} slow")
    return said(text, lang, time=span(who.report.ahead, lang))


def _marked(level: Level, word: str, lang: str, moment: datetime | None = None) -> str:
    text = said(word, lang, time=clock_time(moment)) if moment else said(word, lang)
    return f'<span class="mark">{_sign(level)}{escape(text)}</span>'


def _sign(level: Level) -> str:
    return f'<em class="sign {level}" aria-hidden="true">{_SIGNS[level]}</em>'
