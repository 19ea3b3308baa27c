"""What a line of a statement comes to beside the ledger, and what may be answered to it."""

from collections.abc import Mapping
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any

import msgspec

from models.ledger.ledger import Ledger
from models.ledger.statement import Statement, StatementLine
from models.values.message import Message
from models.values.money import Fen


class FindingKind(StrEnum):
    """What was found; its words are in `tui/words`."""

    RECORD = "record"
    """A repayment that is not on record."""
    CONFIRM = "confirm"
    """A repayment that is on record, of which the statement says more."""
    SEEN = "seen"
    """A repayment that is on record as the statement has it."""
    PART = "part"
    DISCOUNT = "discount"
    """Less was paid than was owed, and the source says that nothing is left."""
    DIFFERS = "differs"
    """The institution has another amount than what is owed here."""
    AMEND = "amend"
    """The record has another amount than the statement has for the same bill."""
    CONTRADICTION = "contradiction"
    """Recorded as taken; the statement says that it failed."""
    RECORDED_ONLY = "recorded_only"
    """Recorded, and not in the statement that has every repayment of that time."""
    NO_REPAYMENT = "no_repayment"
    """A bill fell due in that time, and no repayment of it is in the statement or on record."""
    ORDER = "order"
    """Something was bought by instalments, or may have been, that no order has."""
    AGREES = "agrees"
    REFUND = "refund"
    UNPLACED = "unplaced"
    """Which account or bill it is about is not known, or it is about none."""


class Sureness(StrEnum):
    """How sure it is: what is sure is taken by `--yes`, all else is answered; an alarm is looked at first."""

    SURE = "sure"
    ASK = "ask"
    ALARM = "alarm"


LEAVE = "leave"
"""The answer that changes nothing: it is asked again with the next statement."""
IGNORE = "ignore"
"""The answer that the line concerns no repayment here: it is asked no more."""
RECORD = "record"
TOGETHER = "+"
"""Between the ids of bills that a payment is of together."""


class LineChoice(msgspec.Struct, frozen=True):
    """An answer by its id, and its words. The id of a bill means: it is of that bill; several: of them together."""

    id: str
    words: Message

    @property
    def bills(self) -> tuple[str, ...]:
        """The bills that it names."""
        return tuple(self.id.split(TOGETHER)) if "/" in self.id else ()


class OrderOffer(msgspec.Struct, frozen=True, kw_only=True):
    """What a statement tells of a purchase that no order has, for the form of an order; None and "" for the rest.

    `bought_at` is the shop's local time, midnight where only its day is known. `period`: which of the `periods` the
    line is.
    """

    account_id: str
    title: str = ""
    bought_at: datetime | None = None
    principal: Fen | None = None
    order_no: str = ""
    periods: int | None = None
    amount_per_period: Fen | None = None
    first_due: date | None = None
    period: int | None = None

    @property
    def bought_said(self) -> str:
        """When it was bought, as it is typed: `2026-11-03 20:11`, or the day; "" where it is not known."""
        if self.bought_at is None:
            return ""
        return f"{self.bought_at:%Y-%m-%d %H:%M}" if self.bought_at.time() != time() else f"{self.bought_at:%Y-%m-%d}"


class BillPart(msgspec.Struct, frozen=True):
    """What of a payment goes to a bill, in fen; `discount` is what was taken off the bill besides."""

    bill: str
    amount: Fen
    discount: Fen = 0


class LineFinding(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that a statement says beside the ledger. Amounts are fen.

    `key` names it to whoever answers: the id of its line, or `bill:…`, `repayment:…`, `account:…`. `shares`: to which
    bills the money goes, the proposed one first where it is asked. `parts`: all lines that it is about, where those are
    several. `repayment` is the one on record that it is about;
    `also` are others that go with it; `recorded`: what that has, where it differs. `order` is the order that it is
    about. `difference`: by how much the statement has more than what is owed here. `late_days`: how many days after
    the due date it was paid. `tries`: when the institution tried in vain. `reasons` explain a difference, or why
    nothing can be done. `offers` are orders that
    may be entered. `choices` are the answers, `chosen` the one that was given. `writes`: whether taking it
    changes the ledger. `known`: it was read before.
    """

    key: str
    kind: FindingKind
    level: Sureness
    account_id: str = ""
    shares: tuple[BillPart, ...] = ()
    amount: Fen = 0
    at: datetime | None = None
    time_known: bool = True
    method: str = ""
    line: StatementLine | None = None
    parts: tuple[StatementLine, ...] = ()
    repayment: str = ""
    also: tuple[str, ...] = ()
    order: str = ""
    recorded: Fen | None = None
    difference: Fen | None = None
    late_days: int = 0
    tries: tuple[datetime, ...] = ()
    reasons: tuple[Message, ...] = ()
    offers: tuple[OrderOffer, ...] = ()
    choices: tuple[LineChoice, ...] = ()
    chosen: str = ""
    writes: bool = False
    known: bool = False

    @property
    def bills(self) -> tuple[str, ...]:
        return tuple(each.bill for each in self.shares)

    @property
    def bill(self) -> str:
        """The bill that it is about, or that is proposed; "" for none."""
        return self.shares[0].bill if self.shares else ""

    @property
    def discount(self) -> Fen:
        return sum(each.discount for each in self.shares)

    @property
    def concerns_nothing(self) -> bool:
        """Whether it is about no account or bill that is here, so that nothing is to be done."""
        return self.kind is FindingKind.UNPLACED and self.level is Sureness.SURE and not self.writes

    @property
    def asks(self) -> bool:
        """Whether it waits for an answer; one that an answer left as it is waits on."""
        return self.level is not Sureness.SURE and not self.known and not (self.chosen and self.writes)


def of_line(line: StatementLine, kind: FindingKind, level: Sureness, **rest: Any) -> LineFinding:
    """What a line comes to: under its id, with its amount and its instant."""
    return LineFinding(
        key=line.id,
        kind=kind,
        level=level,
        amount=line.amount,
        at=line.at,
        time_known=line.time_known,
        line=line,
        **rest,
    )


LineAnswers = Mapping[str, str]
"""The answers, by the keys of what they answer."""


class Reconciled(msgspec.Struct, frozen=True, kw_only=True):
    """A statement beside the ledger: the findings, trouble first, and the ledger with all that is sure or answered.

    `taken`: how many repayments are recorded or confirmed by it. `kept`: how many lines are kept in mind that change
    nothing: a try that failed, a payment that waits for room, or was asked about. `changes`: whether it does more.
    `figure`: the bill of which the statement's own figure is on record by now and was not; "" for none. `unused`: the
    keys of answers to what is not asked by now; `nameless`: those of them that name nothing of file or ledger.
    """

    statement: Statement
    findings: tuple[LineFinding, ...]
    ledger: Ledger
    taken: int = 0
    kept: int = 0
    changes: bool = False
    figure: str = ""
    unused: frozenset[str] = frozenset()
    nameless: frozenset[str] = frozenset()

    @property
    def alarm(self) -> bool:
        return any(each.level is Sureness.ALARM and each.asks for each in self.findings)

    @property
    def asks(self) -> bool:
        return any(each.asks for each in self.findings)

    @property
    def records(self) -> bool:
        """Whether something is to be taken of it: more than that another source shows what is on record, or agrees."""
        taken = (each for each in self.findings if each.writes and not each.known and not each.asks)
        return any(each.kind not in {FindingKind.SEEN, FindingKind.AGREES} for each in taken)
