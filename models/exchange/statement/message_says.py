"""What a message says, out of its parts: one notice."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from msgspec.structs import replace

from models.bills.overview import HOME_ZONE
from models.channels.channel import Catalogue
from models.exchange.statement import message_words as phrase
from models.exchange.statement.message_amounts import For, SaidAmount
from models.exchange.statement.message_dates import DateRole, SaidDay, due_of, happened_at, past_of
from models.exchange.statement.message_kind import MessageSays, given
from models.exchange.statement.message_links import belongs
from models.exchange.statement.message_parts import MessageParts
from models.exchange.statement.message_sender import creditor_of
from models.ledger.notice import Doubt, Link, Notice, NoticeKind
from models.values.text import MAX_TITLE, clean

_BILLS = frozenset({NoticeKind.DUE, NoticeKind.SCHEDULED, NoticeKind.SETTLED})
_TAKEN = frozenset({NoticeKind.REPAID, NoticeKind.PART, NoticeKind.FAILED})
_MOVED = _TAKEN | {NoticeKind.REFUND}
"""Kinds that tell of money that moved, and so of a day that is over."""
_GONE_BY = timedelta(90)
_BOUGHT = frozenset({NoticeKind.PURCHASE, NoticeKind.ORDER})


def notice_of(read: MessageParts, channels: Catalogue) -> Notice:
    """What the message says."""
    lender = creditor_of(read, channels)
    said = given(read, lender)
    links = _links(read, lender.official, asks=said.kind is not None or read.says(phrase.CREDIT_TALK))
    if said.kind is None:
        return Notice(doubt=said.doubt, channel=lender.channel, bank=lender.bank, product=lender.product, links=links)
    happened = _when(read, said.kind)
    if happened and said.kind in _MOVED and _is_to_come(happened, read):
        at = happened_at(happened, read.today, HOME_ZONE)
        return Notice(doubt=Doubt.FUTURE, channel=lender.channel, bank=lender.bank, at=at, links=links)
    at = happened_at(happened, read.today, HOME_ZONE) if happened and said.kind not in _BILLS else None
    left = _first(read.amounts, For.LEFT) if said.kind in _TAKEN else None
    owed_of = _of(read, said, left)
    taken = said.kind in {NoticeKind.PART, NoticeKind.FAILED}
    notice = Notice(
        kind=said.kind,
        channel=lender.channel,
        bank=lender.bank,
        product=lender.product,
        tail=read.cards[0][1] if read.cards else "",
        amount=said.amount.fen if said.amount and said.amount.fen else None,
        minimum=_first(read.amounts, For.MINIMUM),
        of=owed_of if taken else None,
        left=left if left is not None or not taken else _rest(owed_of, said),
        due=_due(read, said.kind),
        due_day=next((each.day for each in read.days if each.every and each.role is DateRole.DUE), None),
        label=read.label or _month_gone_by(read, said.kind),
        at=at,
        time_known=bool(at and happened and happened.clock),
        confirmed=phrase.UNSURE.search(read.text.small) is None,
        automatic=read.says(phrase.BY_ITSELF),
        overdue=said.kind is NoticeKind.DUE and read.says(phrase.OVERDUE),
        method=_method(read),
        links=links,
    )
    if said.kind is NoticeKind.REFUND:
        return replace(notice, order_no=clean(read.order_no, 40), title=_title(read))
    return _with_plan(notice, read) if said.kind in _BOUGHT else notice


def _when(read: MessageParts, kind: NoticeKind) -> SaidDay | None:
    """The day on which it happened, as far as it is said. What has moved did so by today: another day is of something
    else, and `tomorrow` is the day on which it is to arrive."""
    days = [each for each in read.days if each.role is DateRole.HAPPENED]
    if kind not in _MOVED:
        return next(iter(days), None)
    over = [each for each in days if not _is_to_come(each, read)]
    return next(iter(over), None) or next((each for each in days if each.away is None), None)


def _is_to_come(day: SaidDay, read: MessageParts) -> bool:
    on = past_of(day, read.today)
    return on is not None and on > read.today


def _links(read: MessageParts, official: frozenset[str], *, asks: bool) -> tuple[Link, ...]:
    """Each link once. Where the message names no institution, only one that is about money is held against it."""
    claimed = bool(read.who)
    found = dict[str, Link]()
    for each in read.links:
        is_official = belongs(each.host, official)
        found[each.host] = Link(each.host, None if not (claimed or asks or is_official) else is_official)
    return tuple(found.values())


def _of(read: MessageParts, said: MessageSays, left: int | None) -> int | None:
    """What a debit was to take."""
    should = _first(read.amounts, For.SHOULD) or _first(read.amounts, For.OWED)
    if should is None and said.kind is NoticeKind.PART and left is not None and said.amount:
        return said.amount.fen + left
    return should


def _rest(owed: int | None, said: MessageSays) -> int | None:
    """What a debit left of what it was to take."""
    taken = said.amount.fen if said.amount and said.kind is NoticeKind.PART else 0
    return owed - taken if owed is not None and owed >= taken else None


def _first(amounts: Sequence[SaidAmount], role: For) -> int | None:
    return next((each.fen for each in amounts if each.role is role), None)


def _due(read: MessageParts, kind: NoticeKind) -> date | None:
    """The due date that is given; of what is to come also a date of which nothing else is said."""
    dues = [each for each in read.days if each.role is DateRole.DUE]
    if not dues and kind in {NoticeKind.DUE, NoticeKind.SCHEDULED}:
        dues = [each for each in read.days if each.role is DateRole.HAPPENED]
    late = past_of if read.says(phrase.OVERDUE) else due_of  # of a bill that is late the day lies behind
    found = (due_of(each, read.today) or late(each, read.today) for each in dues)
    return next((each for each in found if each is not None), None)


def _month_gone_by(read: MessageParts, kind: NoticeKind) -> date | None:
    """The month of a due date that lies too far behind to be one that is announced: it is that bill all the same."""
    days = [each for each in read.days if each.role is DateRole.DUE and each.month and not each.year]
    if kind not in _BILLS or not days or _due(read, kind):
        return None
    on = past_of(days[0], read.today)
    return on.replace(day=1) if on and read.today - on <= _GONE_BY else None


def _method(read: MessageParts) -> str:
    """How it was paid, as far as the message says it: an id that some channel may have."""
    return next((ident for pattern, ident in phrase.METHODS if pattern.search(read.words)), "")


def _with_plan(notice: Notice, read: MessageParts) -> Notice:
    """With what a purchase says of itself: number, title, periods, what each is and its fee."""
    found = phrase.PERIODS.search(read.words)
    number = int(found[found.lastgroup]) if found and found.lastgroup else 0
    fee = _fee(read)
    first = next((each for each in read.days if each.role is DateRole.FIRST_DUE), None)
    return replace(
        notice,
        periods=number if 2 <= number <= 60 else None,
        of_bill=read.says(phrase.OF_A_BILL),
        per_period=_per_period(read, fee),
        fee=fee,
        first_due=due_of(first, read.today) if first else None,
        order_no=clean(read.order_no, 40),
        title=_title(read),
    )


def _per_period(read: MessageParts, fee: int | None) -> int | None:
    """What a period comes to with its fee; None where only its principal is said, and nothing of the fee."""
    found = next((each for each in read.amounts if each.role is For.PER_PERIOD), None)
    if found is None or "本金" not in found.label:
        return found.fen if found else None
    if fee is None:
        return found.fen if read.says(phrase.FREE) else None
    return found.fen + fee


def _fee(read: MessageParts) -> int | None:
    """The fee of a period: one that is said to be, or stands right behind what a period comes to."""
    before: SaidAmount | None = None
    for each in read.amounts:
        if each.role is For.FEE:
            between = read.text.small[before.end : each.start] if before else ""
            adjoining = before is not None and before.role is For.PER_PERIOD and len(between) <= 8
            behind = read.text.small[max(0, each.start - 12) : each.start]
            if (adjoining and not re.search("总|共", between)) or re.search("(?:每|各)期", behind):
                return each.fen
        before = each
    return None


def _title(read: MessageParts) -> str:
    """The goods: what is called that, or else a part of the sentence that says nothing else."""
    small, stated = read.text.small, read.text.stated
    found = phrase.TITLE.search(small)
    if found and found.lastgroup:
        return clean(stated[slice(*found.span(found.lastgroup))], MAX_TITLE)
    ordered = phrase.ORDERED.search(small)
    if ordered is None:
        return ""
    for part in re.finditer("[^,，。;；!！]{2,60}", read.rest):
        if part.start() >= ordered.end() and not phrase.NO_TITLE.search(part[0]):
            return clean(stated[part.start() : part.end()], MAX_TITLE)
    return ""
