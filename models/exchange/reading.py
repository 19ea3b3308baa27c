"""A file of orders, as bytes from anywhere, becomes a `Reading`. Nothing in it makes reading raise."""

import msgspec

from models.channels.channel import Catalogue
from models.channels.names import channel_names
from models.exchange.format_names import FORMAT_NAMES
from models.exchange.formats import FORMATS
from models.exchange.row import Reading, RowProblem
from models.exchange.statement_sources import SOURCES, no_orders
from models.values.message import Message, Problem


def read_orders(data: bytes, form: str, held: Catalogue, institutions: Catalogue | None = None) -> Reading:
    """The orders in a file of the format of that name, all that is wrong with it at once, and remarks.

    `held`: the channels as accounts have them; `institutions`: as they are themselves, see `channel_names`.
    """
    try:
        found = FORMATS[form].read(data, channel_names(held, institutions))
    except Problem as problem:
        found = Reading(problems=(RowProblem(0, "", _with_names(problem.message)),))
    mailed = _of_mail(data) if found.problems and not found.orders else None
    return Reading(problems=(RowProblem(0, "", mailed),)) if mailed else found


def _of_mail(data: bytes) -> Message | None:
    """Whose statement is in the mail, or the saved page of one, and what reads it; None where it is none."""
    from models.exchange.statement.read import mailed_by  # noqa: PLC0415  # few of the files without orders are mails

    try:
        ident = mailed_by(data)
    except Problem:
        return None
    return next((no_orders(each) for each in SOURCES if each.id == ident), None)


def _with_names(message: Message) -> Message:
    """With the names of all formats where it speaks of them; no format knows the others."""
    if "{formats}" not in message.template:
        return message
    return msgspec.structs.replace(message, params={**message.params, "formats": FORMAT_NAMES})
