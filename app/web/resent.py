"""What a desk sends again to a server that started anew, one entry a request."""

from starlette.requests import Request
from starlette.responses import JSONResponse

import clock
from domain.resent import DataRemoved, Resending
from services import access, resendings, resent
from services.house import house
from ui.resent_words import RESENT
from ui.words import translate
from web.door import settled
from web.guard import whose
from web.wire import WireError, answer, language, read_body


async def resend(request: Request) -> JSONResponse:
    body = await read_body(request)
    try:
        entry = resent.read_entry(body.fields)
    except ValueError as error:
        raise WireError(400, "bad_time" if str(error) == "happened_at" else "bad_field") from error
    session = whose(request)
    access.note_seen(session, desk=entry.desk, now=clock.now())
    try:
        receipt = await settled(resent.resend(house(), entry, role=session.role, now=clock.now()))
    except DataRemoved as error:
        raise WireError(410, "data_removed") from error
    outcome, figures = receipt.answer, receipt.figures
    resendings.note(entry.desk, entry.id, outcome)
    return answer(
        {
            "outcome": outcome,
            "seq": receipt.seq,
            "present": figures.present,
            "held": figures.held(clock.now()),
            "seats": figures.seats,
            "message": translate(RESENT[Resending(outcome)], language(request)),
        }
    )
