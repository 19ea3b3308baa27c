"""A message beside the ledger: which bill it is about, whether the two agree, and what is to be done next.

Nothing here changes a ledger: a message is never a payment.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import StrEnum

import msgspec

from models.actions.comparison import compare
from models.actions.notice_account import NoticedAccount, account_of
from models.actions.notice_bill import bill_of, on_record, several_of
from models.actions.noticed_figure import keeps_figure, notice_apart
from models.actions.refundable import refunded
from models.actions.together import pays
from models.bills.bill import Bill
from models.bills.book import Book
from models.bills.overview import HOME_ZONE
from models.bills.terms_apart import NOT_APART, TermsApart
from models.channels.channel import AUTO_DEBIT
from models.ledger.ledger import Ledger
from models.ledger.notice import Notice, NoticeKind
from models.ledger.order import Order
from models.values.dates import instant_said, today
from models.values.identity import key_of
from models.values.message import Message
from models.values.money import Fen, plain


class NextStep(StrEnum):
    """What a message leads to: never more than a step that the user takes."""

    AGREES = "agrees"
    """It says what the ledger says."""
    COMPARE = "compare"
    """Its figure is another: to be compared, as a figure in the app is."""
    RECORD = "record"
    """It tells of a repayment that is not on record."""
    ALARM = "alarm"
    """A debit failed, or took too little."""
    ORDER = "order"
    """It tells of a purchase that is not entered."""
    ASK = "ask"
    """Something is missing that only the user can say."""
    NONE = "none"


class ToRecord(msgspec.Struct, frozen=True, kw_only=True):
    """The record step of a bill, filled in. `method`: "" where it is to be chosen; `paid_at`: None for now."""

    bill: str
    amount: Fen
    method: str = ""
    paid_at: datetime | None = None
    confirmed: bool = True


class ToCompare(msgspec.Struct, frozen=True):
    """The amount step of a bill, with the institution's figure typed in."""

    bill: str
    figure: Fen


class ToOrder(msgspec.Struct, frozen=True):
    """The form of a new order, with these columns filled in."""

    cells: Mapping[str, str]


class ToRefund(msgspec.Struct, frozen=True):
    """Goods of an order that were returned, with what came back; whether that is all of it is the user's to say."""

    order: str
    amount: Fen


class ToAlarm(msgspec.Struct, frozen=True):
    """A bill whose debit failed or took `taken`; "" where it is not known. That it did, is the user's to say."""

    bill: str
    taken: Fen


WayOn = ToRecord | ToCompare | ToOrder | ToRefund | ToAlarm | None


class Noticed(msgspec.Struct, frozen=True, kw_only=True):
    """What a message comes to here.

    `bill`: the one that it is about, as far as that can be said. `several`: those that it may be of, where only the
    user can say of which. `derived`: what is owed on the bill, or was where nothing is any more. `difference`: by how
    much the message's amount is more; `explanations`: what that is or may be. `apart`: what of the due date and the
    minimum is another than here. `order`: the purchase that is entered already, or of which goods were returned.
    """

    notice: Notice
    account: NoticedAccount
    bill: Bill | None = None
    several: tuple[Bill, ...] = ()
    derived: Fen | None = None
    difference: Fen | None = None
    explanations: tuple[Message, ...] = ()
    apart: TermsApart = NOT_APART
    order: Order | None = None
    next: NextStep = NextStep.NONE
    leads: WayOn = None

    @property
    def keeps(self) -> bool:
        """Whether the institution's figure is kept of it, once somebody goes on from it."""
        return self.bill is not None and keeps_figure(self.notice, agrees=self.next is NextStep.AGREES)


def noticed(notice: Notice, ledger: Ledger, book: Book, now: datetime) -> Noticed:
    """The message beside the ledger."""
    account = account_of(notice, ledger)
    if notice.kind is None or notice.product:
        return Noticed(notice=notice, account=account)
    if notice.kind in {NoticeKind.PURCHASE, NoticeKind.ORDER}:
        return _bought(notice, account, ledger, now)
    if notice.kind is NoticeKind.REFUND:
        return _refunded(notice, account, ledger)
    on = today(now, HOME_ZONE)
    bill = bill_of(notice, account.id, book, on) if account.id else None
    derived = None if bill is None else bill.outstanding if bill.outstanding > 0 else bill.amount
    compared = notice.kind in {NoticeKind.DUE, NoticeKind.SCHEDULED, NoticeKind.REPAID}
    difference = notice.amount - derived if compared and notice.amount is not None and derived is not None else None
    step = _next(notice, account, bill, book, now)
    return Noticed(
        notice=notice,
        account=account,
        bill=bill,
        several=() if bill or not account.id else several_of(notice, account.id, book, on),
        derived=derived,
        difference=difference,
        explanations=_explained(notice, bill, ledger, book, now) if step is NextStep.COMPARE else (),
        apart=notice_apart(notice, bill, now, agrees=step is NextStep.AGREES),
        next=step,
        leads=_leads(notice, bill, step),
    )


def _next(notice: Notice, account: NoticedAccount, bill: Bill | None, book: Book, now: datetime) -> NextStep:
    if notice.kind in {NoticeKind.FAILED, NoticeKind.PART}:
        return NextStep.ALARM
    if not account.id:
        return NextStep.ASK if account.among or not notice.channel else NextStep.NONE
    if bill is None:
        return NextStep.ASK
    if notice.kind is NoticeKind.SETTLED:
        return NextStep.ASK if bill.outstanding > 0 else NextStep.AGREES
    if notice.amount is None:
        return NextStep.ASK if notice.kind is NoticeKind.REPAID else NextStep.NONE
    if notice.kind is NoticeKind.REPAID:
        return _repaid(notice, notice.amount, bill, book, now)
    return NextStep.AGREES if notice.amount in _figures(bill) else NextStep.COMPARE


def _repaid(notice: Notice, amount: Fen, bill: Bill, book: Book, now: datetime) -> NextStep:
    """Recorded where it is not on record; more than is owed is looked at first, unless it pays several bills."""
    settled = bill.outstanding <= 0 and amount == bill.amount
    if settled or on_record(notice, bill, today(notice.at or now, HOME_ZONE)):
        return NextStep.AGREES
    fits = amount <= bill.outstanding or bool(pays(bill, amount, book, now))
    return NextStep.RECORD if fits else NextStep.COMPARE


def _explained(notice: Notice, bill: Bill | None, ledger: Ledger, book: Book, now: datetime) -> tuple[Message, ...]:
    """What a figure that is another may come from, as where it was read in the app."""
    if bill is None or notice.amount is None:
        return ()
    return compare(bill, notice.amount, book, now, ledger).explanations


def _figures(bill: Bill) -> frozenset[Fen]:
    """What the institution may have said of a bill: what is owed now, or was before something of it was repaid."""
    return frozenset({bill.outstanding, bill.amount - bill.covered} if bill.repayments else {bill.outstanding})


def _leads(notice: Notice, bill: Bill | None, step: NextStep) -> WayOn:
    if step is NextStep.ALARM:
        return ToAlarm(bill.id if bill else "", (notice.amount or 0) if notice.kind is NoticeKind.PART else 0)
    if bill is None or notice.amount is None:
        return None
    if step is NextStep.COMPARE:
        return ToCompare(bill.id, notice.amount)
    if step is NextStep.RECORD:
        return ToRecord(
            bill=bill.id,
            amount=notice.amount,
            method=_method(notice, bill),
            paid_at=notice.at,
            confirmed=notice.confirmed,
        )
    return None


def _method(notice: Notice, bill: Bill) -> str:
    """How it was paid, where the channel takes that."""
    if notice.automatic:
        return AUTO_DEBIT
    return notice.method if any(each.id == notice.method for each in bill.channel.methods) else ""


def _refunded(notice: Notice, account: NoticedAccount, ledger: Ledger) -> Noticed:
    """Of which order it is, its number says, else the user; it is of none where the account has none."""
    here = [each for each in ledger.orders.values() if each.account_id == account.id]
    order = _entered(notice, here)
    fits = order and notice.amount and notice.amount <= order.plan.principal - refunded(ledger, order.id)
    leads = ToRefund(order.id, notice.amount) if fits and order and notice.amount else None
    asks = bool(here if account.id else account.among)
    step = NextStep.ASK if asks else NextStep.NONE
    return Noticed(notice=notice, account=account, order=order, next=step, leads=leads)


def _entered(notice: Notice, orders: Iterable[Order]) -> Order | None:
    """The order that has the number of the message."""
    number = key_of(notice.order_no)
    return next((each for each in orders if number and key_of(each.order_no) == number), None)


def _bought(notice: Notice, account: NoticedAccount, ledger: Ledger, now: datetime) -> Noticed:
    """The purchase, as an order that is there already, or as the columns of one to be entered."""
    known = _entered(notice, ledger.orders.values())
    if notice.of_bill:
        return Noticed(notice=notice, account=account, next=NextStep.ASK if account.id else NextStep.NONE)
    if known:
        return Noticed(notice=notice, account=account, order=known, next=NextStep.AGREES)
    day = today(notice.at or now, HOME_ZONE).isoformat()
    bought = instant_said(notice.at, HOME_ZONE) if notice.at and notice.time_known else day
    cells = {
        "order_no": notice.order_no,
        "title": notice.title,
        "bought_at": bought,
        "channel": account.id or notice.channel,
        "principal": _cell(notice.amount),
        "periods": str(notice.periods or ""),
        "amount_per_period": _cell(notice.per_period),
        "fee_per_period": _cell(notice.fee),
        "first_due": notice.first_due.isoformat() if notice.first_due else "",
    }
    filled = {name: text for name, text in cells.items() if text}
    return Noticed(notice=notice, account=account, next=NextStep.ORDER, leads=ToOrder(filled))


def _cell(amount: Fen | None) -> str:
    return "" if amount is None else plain(amount)
