"""Returned goods: what a refund takes off an order, and what of it stays as credit with the channel."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, time

import msgspec

from models.actions.refundable import no_purchase, refunded
from models.bills.all_credits import all_credits
from models.bills.before_closing import ledger_before
from models.bills.bill import Bill
from models.bills.book import Book
from models.bills.converting import may_have_been_turned
from models.bills.correcting import taken_off
from models.bills.derive import derive
from models.bills.gone_over import gone_over
from models.bills.schedule import Line
from models.bills.stood_on import is_billed, stood_on
from models.channels.channel import Catalogue
from models.channels.effective import channel_of
from models.ledger.closing import Refund
from models.ledger.correction import Correction
from models.ledger.ledger import Ledger, order_of, put
from models.ledger.order import Order
from models.ledger.reduction import Target
from models.values.dates import instant, today
from models.values.message import Problem
from models.values.money import Fen, yuan


class Effect(msgspec.Struct, frozen=True):
    """Where a refund goes, in fen: `taken` off `periods`, of it `principal` and `fees`, and `credit` with the channel.

    `stands` are the periods that are owed as before, wherever, although there is credit: they are billed already.
    Where the order's fee is not known, neither is what of it is principal, nor what are fees: None.
    """

    periods: tuple[int, ...]
    taken: Fen
    principal: Fen | None
    fees: Fen | None
    credit: Fen
    stands: tuple[int, ...] = ()


def effect_on(order: str, was: Book, now: Book, credit: Fen) -> Effect:
    """What a refund of the order did, by the books before and after it; `credit` is what more lies with the channel."""
    rows = now.schedules[order]
    left = gone_over(rows, now.bills)
    return effect(was.schedules[order], rows, credit, left.periods if left else ())


def effect(before: Sequence[Line], after: Sequence[Line], credit: Fen, over: Collection[int] = ()) -> Effect:
    """An order's lines `before` a refund and `after` it; of the periods `over` the rest is owed on another bill."""
    # What credit covers of a line is no business of the refund's.
    pairs = tuple(zip(map(_uncovered, before), map(_uncovered, after), strict=True))
    known = all(was.fee_known for was in before)
    unchanged = [now.number for was, now in pairs if was.outstanding == now.outstanding > 0]
    owed = {row.number: row.outstanding for row in after}
    return Effect(
        periods=tuple(was.number for was, now in pairs if now.outstanding < was.outstanding),
        taken=sum(was.outstanding - now.outstanding for was, now in pairs),
        principal=sum(was.owed_principal - now.owed_principal for was, now in pairs) if known else None,
        fees=sum(was.owed_fee - now.owed_fee for was, now in pairs) if known else None,
        credit=credit,
        stands=tuple(number for number in unchanged if credit and (owed[number] > 0 or number in over)),
    )


def _uncovered(line: Line) -> Line:
    return msgspec.structs.replace(line, carried=0) if line.carried else line


def refund_time(order: Order, day: date, zone: str, now: datetime) -> datetime:
    """The instant to record for a refund on `day` in the institution's `zone`: now, or noon of an earlier day.

    Raises Problem for a day that is yet to come or before the purchase.
    """
    if day > today(now, zone):
        raise Problem("{day} is in the future", field="day", day=day.isoformat())
    bought = order.bought_at.date()
    if day < bought:
        raise Problem(
            "{day} is before the purchase on {bought}", field="day", day=day.isoformat(), bought=bought.isoformat()
        )
    return now if day == today(now, zone) else instant(day, time(12), zone)


def refund(ledger: Ledger, book: Book, ident: str, amount: Fen, at: datetime, *, full: bool) -> Ledger:
    """With a refund of `amount` to the institution; `full` where the whole purchase was returned.

    What reaches the price, alone or with the parts before it, is a full one. `book` is the ledger's.

    It repays principal from the last period up. A full one ends the fees of what is left, too. What is billed is taken
    in any case, so a period whose bill is out stays as it is, and what is too much is credit. Should the institution
    go on billing the order all the same, its bills are corrected to what it really bills.
    """
    order = order_of(ledger, ident)
    bought = no_purchase(order)
    if bought:
        raise Problem.of(bought)
    most = order.plan.principal - refunded(ledger, ident)
    if most <= 0 or any(each.full for each in ledger.refunds.values() if each.order == ident):
        raise Problem("{title} was refunded in full already", title=order.title)
    if not 0 < amount <= most:
        raise Problem("the refund can be ¥0.01 to {most}", field="amount", most=yuan(most))
    number = 1
    while f"{ident}~{number}" in ledger.refunds:
        number += 1
    stands = standing(ledger, book, order, at)
    record = Refund(
        id=f"{ident}~{number}",
        order=ident,
        amount=amount,
        at=at,
        full=full or amount == most,
        stands=stands,
        waived=waived(ledger, book, order, stands),
    )
    return msgspec.structs.replace(ledger, refunds=put(ledger.refunds, record.id, record))


def standing(ledger: Ledger, book: Book, order: Order, at: datetime) -> tuple[int, ...]:
    """The periods that a refund at that moment leaves as they are: their bill is out by then, or nothing is owed.

    Credit that lies ready and was not used yet is free again; instalments that a bill was turned into run on.
    """
    day = today(at, channel_of(book.channels, order.account_id).zone)
    rows = book.schedules[order.id]
    return tuple(row.number for row in rows if is_billed(row, book, day) or _done(row, book, ledger))


def _done(row: Line, book: Book, ledger: Ledger) -> bool:
    if may_have_been_turned(row, book.bills.values()):
        return True
    if row.outstanding > 0:
        return False
    bill = book.bill_of(row)
    used = bill.repayments or bill.over or any(each.bill == bill.id for each in ledger.credits.values())
    return bool(used) or not bill.credited


def waived(ledger: Ledger, book: Book, order: Order, stands: Collection[int]) -> Fen:
    """What of the principal of those periods nobody paid: the institution took it off, or settled early for less."""
    closing = ledger.closings.get(order.id)
    if closing is None:
        return _lowered(ledger, book, order, stands)
    before = ledger_before(ledger, book, closing)
    then, ended = derive(before, book.channels), set(filter(closing.ends, stands))
    owed = sum(row.owed_principal for row in then.schedules[order.id] if row.number in ended)
    others = _lowered(ledger, book, order, set(stands) - ended)
    return others + _lowered(before, then, order, ended) + max(0, owed - closing.figure)


def _lowered(ledger: Ledger, book: Book, order: Order, periods: Collection[int]) -> Fen:
    """What coupons took off the principal of those periods. Where nobody said off what, one was off the fee first."""
    found = 0
    for row in book.schedules[order.id]:
        off_price = off_any = 0
        for bill in stood_on(row, book) if row.number in periods else ():
            off = _taken_off(row, bill, ledger.corrections.get(bill.id))
            of_principal = bill.lowered is not None and bill.lowered.target is Target.PRINCIPAL
            off_price, off_any = off_price + off * of_principal, off_any + off * (not of_principal)
        found += off_price + max(0, off_any - row.fee)
    return found


def _taken_off(row: Line, bill: Bill, correction: Correction | None) -> Fen:
    """What of the order's line its correction took off it on that bill, beside what was turned into instalments."""
    if correction is None or bill.corrected >= 0:
        return 0
    return max(0, taken_off(bill).get((row.order_id, row.number), 0))


def credit_with(ledger: Ledger, catalogue: Catalogue) -> Mapping[str, Fen]:
    """By account: what was repaid beyond the bills, and refunded beyond what could be taken off them, used or not."""
    found = all_credits(ledger, catalogue)
    return {account: sum(each.amount for each in mine) for account, mine in found.items()}
