"""What a statement says of repaying: who handed it out, which days it covers, and its lines.

Values of what was read, not records: of a line only what `Sighting` has is kept.
"""

from datetime import date, datetime
from enum import StrEnum

import msgspec

from models.values.message import Message
from models.values.money import Fen


class SightingKind(StrEnum):
    """What a line of a statement tells."""

    REPAID = "repaid"
    """Money went to an institution, and it is said that it arrived."""
    FAILED = "failed"
    """A try to repay that did not go through."""
    REFUNDED = "refunded"
    """Money came back for goods, to the credit line or the card."""
    INSTALMENT = "instalment"
    """Period k of n was charged to a card."""
    BOUGHT = "bought"
    """Something was bought on credit."""
    BILL = "bill"
    """The institution's own figure: what it asks for a bill, and until when."""
    MONEY_IN = "money_in"
    """Money came onto a card, and nothing says what for: a repayment, a refund or a gift."""


class StatementLine(msgspec.Struct, frozen=True, kw_only=True):
    """A line of a statement that concerns repaying. Amounts are fen above zero, that of a bill perhaps none;
    instants have the institution's zone.

    `id`: what tells it from all other lines, as 12 hexadecimal digits; a line that was read twice has it twice.
    `row`: where it stands in the file. `at` is midnight where the time of day is not known; `posted`: it is
    the day on which the bank had the money, and it was paid then or some days before. `owed`: what was owed,
    where the source says that beside the amount. `channel`: the institution's id in the catalogue, "" where the
    line does not say it; `last4`: of its card. `label`: the first day of the month that it says the bill is of.
    `period` of `periods`, of an instalment, and the day on which that was `bought`, where the bank says another
    than its own; `fee_alone`: it is the fee of that, without the principal. `method`: an id of a method of the
    channel, or "" where it names none that fenqi knows; `method_text`: its words. `automatic`: the institution took
    it. `returned`: it failed after the money had gone, which came back; `came_back`: a part of it that did, which
    is not in the amount. `others`: what else was paid in the same amount, by name (信用购). `reference`: the number of
    the payment. `title` and `order_no` are of a purchase or a refund. `due` and `minimum` are of a bill. `words`:
    what it says that it is of, and `text`: the line as it was read, to be shown and never kept.
    """

    id: str
    row: int
    kind: SightingKind
    at: datetime
    time_known: bool = True
    posted: bool = False
    amount: Fen
    owed: Fen | None = None
    channel: str = ""
    last4: str = ""
    label: date | None = None
    period: int | None = None
    periods: int | None = None
    bought: date | None = None
    fee_alone: bool = False
    method: str = ""
    method_text: str = ""
    automatic: bool = False
    returned: bool = False
    came_back: Fen = 0
    others: tuple[str, ...] = ()
    reference: str = ""
    title: str = ""
    order_no: str = ""
    due: date | None = None
    minimum: Fen | None = None
    words: str = ""
    text: str = ""

    @property
    def sent(self) -> Fen:
        """What was paid at first, a part that came back later with it."""
        return self.amount + self.came_back

    @property
    def counts(self) -> Fen:
        """What it settles: what was owed where the source says that less was paid of it, else what was paid."""
        return self.amount if self.owed is None else max(self.owed, self.amount)


class LineProblem(msgspec.Struct, frozen=True):
    """A row of a statement that could not be read, and why; or one that was left out. `column`: where in it."""

    row: int
    message: Message
    column: str = ""


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """What a file that an institution or a payment app handed out says of repaying.

    `source`: the id of who handed it out, like `alipay`. `under_way`: repayments that are left out, as nobody knows yet
    what came of them; what seems to be missing may be one of these. `covers`: the first and the last day it is about;
    None where it does not say them. `own`: the channels whose every repayment stands in it, so that what is missing was
    not repaid that way. `card`: the last four digits of the card it is of, "" where it does not say them. `lacks`: why
    it has not all of its days, as it says itself. `rows`: how many it has. `left_out` names the first rows that
    somebody may look for in it, with the reason; `more_left_out` counts all others that concern no repaying.
    `unreadable` names the first, and `more_unreadable` counts the others.
    """

    source: str
    lines: tuple[StatementLine, ...] = ()
    under_way: tuple[StatementLine, ...] = ()
    covers: tuple[date, date] | None = None
    own: frozenset[str] = frozenset()
    card: str = ""
    lacks: Message | None = None
    rows: int = 0
    left_out: tuple[LineProblem, ...] = ()
    more_left_out: int = 0
    unreadable: tuple[LineProblem, ...] = ()
    more_unreadable: int = 0
    remarks: tuple[Message, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether it has every row and each was read: another may be what seems to be missing."""
        return not (self.unreadable or self.more_unreadable or self.lacks)

    @property
    def is_unreadable(self) -> bool:
        """Whether it has rows, and none of them could be read."""
        return not self.lines and 0 < self.rows <= len(self.unreadable) + self.more_unreadable
