"""The door's routes: scan, undo, search, and what else a desk does. Thin: parse, ask a service, write the answer."""

import asyncio
from concurrent.futures import Future
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse

import clock
from domain.checkin import BadTime, IdReused, Ruling, Scan
from domain.delegates import Admission, Category, Person
from domain.door import Act, Substitute
from domain.facts import Kind, Refusal, Refused, Role, Way
from domain.names import tidy
from domain.parts import attention_of
from domain.resent import What
from services import access, checkin
from services.honour_views import honours_of
from services.house import house
from services.live import venue_time
from store.engine import Receipt, State, StoreUnavailable
from ui import messages
from ui.words import translate
from web.guard import whose
from web.wire import LARGEST_BODY, LARGEST_CODE, Body, WireError, answer, language, read_body

MOST_FOUND = 100
FOUND = 20


async def scan(request: Request) -> JSONResponse:
    body = await read_body(request)
    return await decided(request, _scan(body))


async def decided(request: Request, wanted: Scan) -> JSONResponse:
    """A scan's answer, however its code was read."""
    session = whose(request)
    access.note_seen(session, desk=wanted.desk, now=clock.now())
    receipt = await settled(checkin.scan(house(), wanted, role=session.role, now=clock.now()), "scan_id_reused")
    return answer(_scan_answer(receipt, lang=language(request)))


async def undo(request: Request) -> JSONResponse:
    body = await read_body(request)
    act = _act(request, body)
    if not act.reason:
        raise WireError(400, "reason_needed")
    receipt = await settled(checkin.undo(house(), act, now=clock.now()))
    undone = not isinstance(receipt.answer, Refused)
    if not undone and receipt.answer.reason is Refusal.UNKNOWN_DELEGATE:
        raise WireError(404, "unknown_delegate")
    message = _said(receipt, messages.UNDONE, lang=language(request))
    return answer({"undone": undone, "present": receipt.figures.present, "message": message})


async def substitute(request: Request) -> JSONResponse:
    body = await read_body(request)
    act = _act(request, body)
    person = Substitute(act.delegate, tidy(body.text("name", longest=200)), tidy(body.text("position", default="")))
    return await _acted(request, checkin.substitute(house(), act, person, now=clock.now()))


async def in_person(request: Request) -> JSONResponse:
    return await _acted(request, checkin.in_person(house(), _act(request, await read_body(request)), now=clock.now()))


async def leave(request: Request) -> JSONResponse:
    return await _acted(request, checkin.leave(house(), _act(request, await read_body(request)), now=clock.now()))


async def walk_in(request: Request) -> JSONResponse:
    body = await read_body(request)
    name, position, unit = (tidy(body.text(field, longest=200, default="")) for field in ("name", "position", "unit"))
    if not name:
        raise WireError(400, "name_needed")
    person = Person("", name, _category(body), position=position, unit=unit)
    act = Act(body.id("action_id"), "", known_desk(body.text("desk", longest=100)), whose(request).role)
    receipt = await settled(checkin.walk_in(house(), act, person, now=clock.now()))
    return answer(_scan_answer(receipt, lang=language(request)))


async def close_case(request: Request) -> JSONResponse:
    body = await read_body(request)
    role = whose(request).role
    act = Act(body.id("action_id"), "", _place(body, role), role, tidy(body.text("reason")))
    receipt = await settled(checkin.close_case(house(), act, body.whole("case"), now=clock.now()))
    closed = not isinstance(receipt.answer, Refused)
    return answer({"closed": closed, "message": _said(receipt, messages.CLOSED, lang=language(request))})


async def search(request: Request) -> JSONResponse:
    limit = request.query_params.get("limit", str(FOUND))
    if not limit.isascii() or not limit.isdigit() or len(limit) > 6:
        raise WireError(400, "bad_field")
    text = request.query_params.get("q", "")
    if len(text) > 500:
        raise WireError(400, "text_too_long")
    state = house().state
    found = checkin.search(state, text)
    shown = found[: min(int(limit), MOST_FOUND)]
    return answer({"items": [_found(state, person) for person in shown], "total": len(found)})


async def delegate(request: Request) -> JSONResponse:
    state, code = house().state, request.query_params.get("code", "")
    known = state.day.delegates.get(code)
    if not known:
        raise WireError(404, "unknown_delegate")
    desk, role = request.query_params.get("desk", ""), whose(request).role
    if desk:
        known_desk(desk)
    substitute = checkin.substitute_for(state, code)
    moves = checkin.allowed_moves(known, desk=desk, role=role, now=clock.now())
    return answer(
        {
            "delegate": _delegate(state, code),
            "standing": known.standing,
            "presence": known.presence,
            "first": _first(known.admission),
            "substitute": {"name": substitute.name, "position": substitute.position} if substitute else None,
            "moves": moves,
        }
    )


async def cases(_request: Request) -> JSONResponse:
    state = house().state
    texts = checkin.case_texts(house())
    items = [
        {
            "case": case.seq,
            "reason": case.reason,
            "verdict": case.verdict,
            "happened_at": venue_time(case.happened_at),
            "recorded_at": venue_time(case.recorded_at),
            "desk": case.desk,
            "way": case.way,
            "delegate": None if case.what == What.WALK_IN else _named(state, case.subject),
            "text": texts.get(case.seq, "") or (case.subject if case.subject not in state.directory.people else ""),
            "what": case.what,
            "why": case.why,
        }
        for case in sorted(state.day.cases.values(), key=lambda case: case.seq)
    ]
    return answer({"items": items, "total": len(items)})


async def settled(future: "Future[Receipt]", reused: str = "action_id_reused") -> Receipt:
    """A turn's receipt; what the store raised as the error a client is told."""
    try:
        return await asyncio.wrap_future(future)
    except IdReused as error:
        raise WireError(409, reused) from error
    except BadTime as error:
        raise WireError(400, "bad_time") from error
    except StoreUnavailable as error:
        raise WireError(503, "unavailable") from error


async def _acted(request: Request, future: "Future[Receipt]") -> JSONResponse:
    receipt = await settled(future)
    refused = isinstance(receipt.answer, Refused)
    if refused and receipt.answer.reason is Refusal.UNKNOWN_DELEGATE:
        raise WireError(404, "unknown_delegate")
    verdict = None if refused else receipt.answer.verdict
    accepted = verdict is Kind.WELCOME and (receipt.answer.standing or not receipt.answer.replayed)
    figures, lang = receipt.figures, language(request)
    done = translate(messages.DONE, lang) if accepted else ""
    return answer(
        {
            "accepted": accepted,
            "verdict": verdict,
            "present": figures.present,
            "held": figures.held(clock.now()),
            "seats": figures.seats,
            "message": done or _said_of(receipt.answer, figures.seats, lang=lang),
        }
    )


def _scan(body: Body) -> Scan:
    if body.has("code") == body.has("delegate"):
        raise WireError(400, "code_or_delegate")
    code = body.text("code", longest=LARGEST_BODY) if body.has("code") else None
    if code is not None and len(code.encode()) > LARGEST_CODE:
        raise WireError(413, "too_large")
    found = body.text("delegate", longest=100) if code is None else None
    way = body.text("way")
    if way not in set(Way):
        raise WireError(400, "bad_way")
    return Scan(
        body.id("scan_id"),
        known_desk(body.text("desk", longest=100)),
        Way(way),
        code,
        found,
        body.moment("happened_at"),
    )


def _act(request: Request, body: Body) -> Act:
    role = whose(request).role
    reason = tidy(body.text("reason", default=""))
    return Act(body.id("action_id"), body.text("delegate", longest=100), _place(body, role), role, reason)


def _place(body: Body, role: Role) -> str:
    """Where it is done: at a desk, or by the organiser anywhere."""
    desk = body.text("desk", longest=100, default="")
    return known_desk(desk) if desk or role is not Role.ORGANISER else ""


def known_desk(desk: str) -> str:
    settings = house().state.day.conference
    if not settings:
        raise WireError(409, "not_set_up")
    if desk not in settings.desks:
        raise WireError(400, "unknown_desk")
    return desk


def _category(body: Body) -> Category:
    category = body.text("category", default=Category.GUEST)
    if category not in set(Category):
        raise WireError(400, "bad_category")
    return Category(category)


def _scan_answer(receipt: Receipt, *, lang: str) -> dict[str, Any]:
    state, ruling, figures = house().state, receipt.answer, receipt.figures
    if isinstance(ruling, Refused):
        raise WireError(400, "name_needed")
    return {
        "verdict": ruling.verdict,
        "seq": receipt.seq or ruling.seq,
        "replayed": ruling.replayed,
        "repeat": ruling.repeat,
        "standing": ruling.standing,
        "delegate": _delegate(state, ruling.code) if ruling.code else None,
        "first": _first(ruling.first),
        "present": figures.present,
        "held": figures.held(clock.now()),
        "seats": figures.seats,
        "release_at": venue_time(figures.release_at),
        "message": _said_of(ruling, figures.seats, lang=lang),
    }


def _said(receipt: Receipt, done: str, *, lang: str) -> str:
    if isinstance(receipt.answer, Refused):
        return messages.refusal_message(receipt.answer, lang=lang)
    return translate(done, lang)


def _said_of(ruling: Ruling | Refused, seats: int, *, lang: str) -> str:
    if isinstance(ruling, Refused):
        return messages.refusal_message(ruling, lang=lang)
    state, code = house().state, ruling.code
    standing = state.day.delegates[code].standing if code else None
    names_other = ruling.by_substitute or ruling.verdict is Kind.WITHDRAWN
    other = checkin.instead_of(state, code) if names_other else ""
    return messages.scan_message(ruling, seats=seats, standing=standing, other=other, lang=lang)


def _delegate(state: State, code: str) -> dict[str, Any]:
    person, homonyms = state.directory.people[code], state.directory.homonyms_of(code)
    delegate = {
        "code": code,
        "name": person.name,
        "honorific": person.honorific,
        "position": person.position,
        "unit": person.unit,
        "category": person.category,
        "seat": person.seat,
        "attention": attention_of(person.awards, person.note),
        "homonyms": [_homonym(state, other) for other in homonyms],
        "honours": honours_of(state, code),
    }
    return delegate | ({"birth_year": person.birth_year} if homonyms else {})


def _homonym(state: State, person: Person) -> dict[str, Any]:
    return {
        "code": person.code,
        "name": person.name,
        "unit": person.unit,
        "birth_year": person.birth_year,
        "seat": person.seat,
        "present": state.day.delegates[person.code].is_present,
    }


def _found(state: State, person: Person) -> dict[str, Any]:
    found = {
        "code": person.code,
        "name": person.name,
        "position": person.position,
        "unit": person.unit,
        "seat": person.seat,
        "category": person.category,
        "present": state.day.delegates[person.code].is_present,
    }
    is_homonym = bool(state.directory.homonyms_of(person.code))
    return found | ({"birth_year": person.birth_year} if is_homonym else {})


def _named(state: State, code: str) -> dict[str, str] | None:
    person = state.directory.people.get(code)
    return {"code": code, "name": person.name, "unit": person.unit} if person else None


def _first(admission: Admission | None) -> dict[str, str | None] | None:
    return {"happened_at": venue_time(admission.happened_at), "desk": admission.desk} if admission else None
