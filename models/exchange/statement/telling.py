"""What the sources have in common in telling a repayment, a refund and a purchase of a payment app."""

import re

import msgspec

from models.exchange.statement.cells import Amount, label_in, periods_in
from models.exchange.statement.lenders import AUTOMATIC, Payee, lender_in, method_of, others_in
from models.exchange.statement.sheet import StatementRow
from models.exchange.statement.source import RowMeaning, UnderWay
from models.exchange.statement.status import PaymentOutcome
from models.ledger.statement import SightingKind, StatementLine
from models.values.message import Message, msg
from models.values.money import Fen
from models.values.text import clean

LONGEST = 120

REPAYS = re.compile("还款|结清")
"""What says that a lender is repaid."""


_OF_OTHERS = re.compile("(?:代|替|帮|为|给)(?:他人|别人|好友|朋友|亲友|家人|TA(?![a-z])|他(?!行)|她)", re.IGNORECASE)


def loan_left_out(name: str) -> Message:
    """Why what repays a loan is no line."""
    return msg("{name} is no instalment order; it is left out", name=name)


def repaid(
    row: StatementRow,
    when: tuple[str, ...],
    lender: Payee,
    outcome: PaymentOutcome,
    *,
    amount: Fen,
    says: str,
    paid_with: str,
    app: str = "",
    number: str,
    sent: Fen | None = None,
    owed: Fen | None = None,
    last4: str = "",
    why: Message | None = None,
) -> RowMeaning:
    """What a row tells that repays `lender`; `says` are its words, `paid_with` those of the method, in the `app`.

    `sent`: what was paid at first, where a part of it may have come back. `why`: what is said of one that is under way.
    """
    if lender.loan:
        return loan_left_out(lender.loan)
    if outcome is PaymentOutcome.NOTHING or amount <= 0:
        return None
    if _OF_OTHERS.search(says):
        return msg("{name} is of somebody else's debt; it is left out", name=clean(says, 40))
    at, timed = row.moment(*when)
    line = StatementLine(
        id="",
        row=row.number,
        kind=SightingKind.FAILED if outcome is PaymentOutcome.FAILED else SightingKind.REPAID,
        at=at,
        time_known=timed,
        amount=amount,
        came_back=0 if sent is None or outcome is PaymentOutcome.FAILED else max(0, sent - amount),
        owed=owed,
        channel=lender.channel,
        last4=last4,
        label=label_in(says, at.date()),
        method=method_of(lender.channel, paid_with, app),
        method_text=clean(paid_with, LONGEST),
        automatic=bool(AUTOMATIC.search(says)),
        others=others_in(says),
        reference=number,
        words=clean(says, LONGEST),
        text=row.as_read(),
    )
    if outcome is PaymentOutcome.OPEN:
        return UnderWay(line, why or msg("the repayment of {name} is still under way", name=clean(says, 40)))
    return line


def unless_returned(amount: Amount, outcome: PaymentOutcome) -> tuple[Fen, PaymentOutcome]:
    """The amount and the outcome of a payment: it failed where the note beside its amount says that all went back."""
    left = amount.kept()
    return (left, outcome) if left > 0 or amount.fen <= 0 else (amount.fen, PaymentOutcome.FAILED)


def came_back(
    row: StatementRow, when: tuple[str, ...], lender: Payee, *, amount: Fen, says: str, number: str, last4: str = ""
) -> RowMeaning:
    """What a row tells of money of a repayment that came back; `number` is that of the repayment, where it says it."""
    failed = PaymentOutcome.FAILED
    made = repaid(row, when, lender, failed, amount=amount, says=says, paid_with="", number=number, last4=last4)
    return msgspec.structs.replace(made, returned=True) if isinstance(made, StatementLine) else made


def of_goods(
    row: StatementRow,
    when: tuple[str, ...],
    kind: SightingKind,
    channel: str,
    *,
    amount: Fen,
    title: str,
    number: str,
    order_no: str,
    paid_with: str = "",
) -> RowMeaning:
    """What a row tells of a purchase on credit, or of money that came back for one; `paid_with` may name periods."""
    if amount <= 0:
        return None
    at, timed = row.moment(*when)
    return StatementLine(
        id="",
        row=row.number,
        kind=kind,
        at=at,
        time_known=timed,
        amount=amount,
        channel=channel,
        periods=periods_in(paid_with),
        title=clean(title, LONGEST),
        reference=number,
        order_no=order_no,
        text=row.as_read(),
    )


def on_credit(paid_with: str, channel: str) -> bool:
    """Whether what was paid with that was paid on the credit of the channel."""
    found = lender_in(paid_with)
    return found is not None and found.channel == channel


def mixed(paid_with: str) -> Message | None:
    """Why a purchase is left out that was paid with several things; None where it was paid with one."""
    if "&" not in paid_with and "＆" not in paid_with:
        return None
    return msg("it was paid with {method}, and no figure says how much with each", method=clean(paid_with, 40))
