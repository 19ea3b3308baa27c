"""Early settlement: what paying an order's remaining periods at once costs and saves, and the bill that it makes.

The charge follows the channel's rule, which sources disagree about everywhere: it is an estimate, beside which the
figure that the app quotes is asked for.
"""

from collections.abc import Iterable
from datetime import date, datetime

import msgspec

from models.bills.bill import Bill
from models.bills.book import Book
from models.bills.contracts import contracts
from models.bills.correcting import corrected
from models.bills.early_charge import charge_to_come, is_free, known_rule
from models.bills.schedule import Line
from models.bills.standing import kept
from models.bills.stood_on import is_billed
from models.bills.unsaid import unsaid_of
from models.channels.channel import Catalogue, Channel
from models.channels.effective import channel_of
from models.channels.rules import EarlyRule, Switch
from models.ledger.closing import Closing, Covered
from models.ledger.ids import early_id
from models.ledger.ledger import Ledger, drop, open_checklists, order_of, put
from models.ledger.order import Order
from models.ledger.paid_by import paid_by
from models.ledger.repayment import Repayment
from models.plans.plan import fee_known
from models.values.dates import END_OF_DAY, instant_said, today
from models.values.message import Problem
from models.values.money import Fen, yuan


class EarlyQuote(msgspec.Struct, frozen=True, kw_only=True):
    """What is left of an order counted to `day`, in fen: `principal`, the `fees` of all remaining periods, the `charge`
    instead of them. `billed` is all of the periods that are billed already, `billed_fees` their fees: both are due in
    any case. `rule` is None where the channel's is not known, or lacks its figure: then the charge is that of all fees,
    the most to count with until the institution's own quote is there. Without `fee_known` the fees are in `principal`.
    Whether the charge can be claimed, and what is saved, is known only with both.
    """

    day: date
    first: int
    periods: int
    principal: Fen
    fees: Fen
    charge: Fen
    billed: Fen
    billed_fees: Fen
    rule: EarlyRule | None
    fee_known: bool = True
    unsaid: int = 0
    """Of so many of the periods nobody said whether they were repaid before the order was entered."""
    free: bool = False
    """Nothing is charged because it is settled so soon after the purchase."""

    @property
    def is_known(self) -> bool:
        """Whether the charge follows from what is known."""
        return self.rule is not None and self.fee_known

    @property
    def total(self) -> Fen:
        """What is to be paid; the most that it can be where the charge is not known."""
        return self.principal + self.charge

    @property
    def charge_to_come(self) -> Fen:
        """What is charged for the periods that are not billed yet."""
        return self.charge - self.billed_fees

    @property
    def principal_to_come(self) -> Fen:
        """The principal of the periods that are not billed yet."""
        return self.total - self.billed - self.charge_to_come

    @property
    def saved(self) -> Fen | None:
        """What of the fees is not charged; None where that is not known."""
        return self.fees - self.charge if self.is_known else None


def early_quote(order: Order, book: Book, channel: Channel, now: datetime) -> EarlyQuote:
    """What settling the order now would cost by the channel's rule; Problem where nothing is left of it."""
    lines, known = _left(order, book), fee_known(order.plan)
    day = today(now, channel.zone)
    billed = _billed(lines, book, day)
    billed_fees = sum(line.owed_fee for line in billed)
    to_come = charge_to_come(book.schedules[order.id], billed, channel, day) if known else 0
    return EarlyQuote(
        day=day,
        first=lines[0].number,
        periods=len(lines),
        principal=sum(line.owed_principal for line in lines),
        fees=sum(line.owed_fee for line in lines),
        charge=billed_fees + to_come,
        billed=sum(line.outstanding for line in billed),
        billed_fees=billed_fees,
        rule=known_rule(channel),
        free=known and is_free(order, channel, day),
        fee_known=known,
        unsaid=len(unsaid_of(order.id, book)),
    )


def _left(order: Order, book: Book) -> list[Line]:
    lines = [line for line in book.schedules[order.id] if line.outstanding > 0]
    if not lines:
        raise Problem("nothing is left of {title}", title=order.title)
    return lines


def _billed(lines: Iterable[Line], book: Book, day: date) -> list[Line]:
    """Those of the lines whose bill is out by that day."""
    return [line for line in lines if is_billed(line, book, day)]


def early_bill(ledger: Ledger, book: Book, catalogue: Catalogue, ident: str, now: datetime) -> Bill:
    """The bill that settles an order early: its remaining principal by period, and the charge as a line of its own.

    A period that is billed already has its fee. It has the same checklist as any bill, and is due at the end of the
    day that it is counted to: that of the amount step while it holds, else today. No auto-debit takes it. Problem where
    nothing is left of the order: of one that was settled early, when and how.
    """
    order = order_of(ledger, ident)
    channel = _settling(channel_of(contracts(ledger, catalogue), order.account_id))
    _check_open(ledger, order, channel)
    progress = open_checklists(ledger).get(early_id(ident))
    verified = kept(progress, channel.zone, now) if progress else None
    if verified is not None:
        bill = _counted(ledger, book, order, channel, verified.at)
        if bill.outstanding == verified.owed:
            return bill
    return _counted(ledger, book, order, channel, now)


def _check_open(ledger: Ledger, order: Order, channel: Channel) -> None:
    made = next((each for each in ledger.repayments.values() if each.order == order.id), None)
    if made is not None:
        raise Problem(
            "{title} has been settled early: {amount} on {when} by {method}",
            title=order.title,
            amount=yuan(made.amount),
            when=instant_said(made.paid_at, channel.zone),
            method=paid_by(made, channel),
        )


def _counted(ledger: Ledger, book: Book, order: Order, channel: Channel, at: datetime) -> Bill:
    """The bill of early settlement counted to the institution's day `at`, for which alone the app's quote counts."""
    quote = early_quote(order, book, channel, at)
    left = _left(order, book)
    billed = _billed(left, book, quote.day)
    lines = [
        Line(
            order=msgspec.structs.replace(order, auto_debit=None, debited_before=()),
            number=line.number,
            due=line.due,
            principal=line.owed_principal,
            fee=line.owed_fee if line in billed else 0,
        )
        for line in left
    ]
    if quote.charge_to_come:
        lines.append(Line(order=None, number=0, due=quote.day, principal=quote.charge_to_come, fee=0))
    bill = Bill(
        id=early_id(order.id),
        settles=order.id,
        channel=channel,
        due=quote.day,
        cutoff=END_OF_DAY,
        lines=tuple(lines),
        ordinary=tuple(book.bill_of(line) for line in left),
        elsewhere=tuple(Covered(line.number, line.carried) for line in left if line.carried > 0),
    )
    quoted = ledger.corrections.get(bill.id)
    return corrected(bill, quoted) if quoted and today(quoted.at, channel.zone) == quote.day else bill


def _settling(channel: Channel) -> Channel:
    """The channel as it settles early: with the payment methods that it takes for that, and never by itself."""
    wanted = channel.early.methods if channel.early else ()
    return msgspec.structs.replace(
        channel,
        methods=tuple(each for each in channel.methods if not wanted or each.id in wanted),
        auto_debit=msgspec.structs.replace(channel.auto_debit, default=Switch.OFF),
    )


def close(ledger: Ledger, bill: Bill, repayment: Repayment) -> Ledger:
    """The ledger where the repayment of a bill of early settlement closes its order; any other as it is."""
    ident = bill.settles
    if not ident:
        return ledger
    taken = {line.number for line in bill.lines if line.order}
    first = min(taken)
    closing = Closing(
        id=ident,
        first=first,
        at=repayment.paid_at,
        estimate=bill.amount - bill.corrected if _charge_known(ledger, bill) else None,
        figure=repayment.amount,
        stands=tuple(each for each in range(first, order_of(ledger, ident).plan.periods + 1) if each not in taken),
        covered=bill.elsewhere,
    )
    return msgspec.structs.replace(
        ledger, closings=put(ledger.closings, ident, closing), corrections=drop(ledger.corrections, bill.id)
    )


def _charge_known(ledger: Ledger, bill: Bill) -> bool:
    """Whether what settling the order early costs follows from what is known."""
    return known_rule(bill.channel) is not None and fee_known(order_of(ledger, bill.settles).plan)
