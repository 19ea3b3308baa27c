"""Messages that people paste: what an institution says, read out of its words and never more than it says."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import pairwise

from msgspec.structs import replace

from models.bills.overview import HOME_ZONE
from models.channels.builtin import builtin
from models.channels.channel import Catalogue
from models.exchange.statement import message_words as phrase
from models.exchange.statement.message_bills import several_bills
from models.exchange.statement.message_english import in_chinese
from models.exchange.statement.message_parts import parts_of
from models.exchange.statement.message_says import notice_of
from models.exchange.statement.message_text import MessageText, paragraphs, text_of
from models.ledger.notice import Notice
from models.values.dates import today

MOST = 200
"""Messages in one text; what has more parts than that is one that only looks so."""


def read_messages(text: str, now: datetime, channels: Catalogue | None = None) -> tuple[Notice, ...]:
    """What each message of a text says; one that says nothing of repaying has no kind.

    Blank lines and signs part messages where two of them or more say something; else it is one. `channels` are the
    institutions that may be named. A text of any length takes time in proportion to it.
    """
    known = builtin() if channels is None else channels
    day = today(now, HOME_ZONE)
    parts = [text_of(in_chinese(each)) for each in paragraphs(text)]
    if len(parts) > 1:
        found = _each(parts, day, known)
        if found:
            return found
    whole = text_of(in_chinese(text))
    signed = _signed(whole)
    return (_each(signed, day, known) if len(signed) > 1 else ()) or _one(whole, day, known)


def _each(parts: Sequence[MessageText], day: date, channels: Catalogue) -> tuple[Notice, ...]:
    """What each of the parts says; nothing where fewer than two of them say something."""
    if len(parts) > MOST:
        return ()
    found: list[Notice] = []
    telling = 0
    for part in parts:
        signed = _signed(part)
        mine = (_each(signed, day, channels) if len(signed) > 1 else ()) or _one(part, day, channels)
        telling += any(each.kind for each in mine)
        found += mine
    return tuple(found) if telling > 1 else ()


def _signed(text: MessageText) -> list[MessageText]:
    """The messages of a text that begin, or end, with the sign of who sent them."""
    signs = list(phrase.SIGN.finditer(text.small))
    if len(signs) < 2:
        return [text]
    if signs[0].start() == 0:
        cuts = [each.start() for each in signs] + [len(text.small)]
    elif signs[-1].end() == len(text.small):
        cuts = [0] + [each.end() for each in signs]
    else:
        return [text]
    return [text.part(start, end) for start, end in pairwise(cuts)]


def _one(text: MessageText, day: date, channels: Catalogue) -> tuple[Notice, ...]:
    """What one message says: of one bill, or of each that it names with an amount of its own."""
    read = parts_of(text, day, channels)
    several = several_bills(read)
    if several is not None and len(several.parts) < MOST:
        for parts in (several.parts, tuple(several.with_all())):
            found = [notice_of(parts_of(part, day, channels), channels) for part in parts]
            if all(each.kind for each in found):
                return tuple(_inherited(found))
    return (notice_of(read, channels),)


def _inherited(found: Sequence[Notice]) -> Iterator[Notice]:
    """Each with the lender of the one before it, where it names none itself."""
    before: Notice | None = None
    for each in found:
        if before and not (each.channel or each.product or each.bank):
            before = replace(each, channel=before.channel, bank=before.bank, product=before.product)
        else:
            before = each
        yield before
