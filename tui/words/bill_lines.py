"""What is on a bill: a row for each of its lines, which can be thousands, and what they come to."""

from collections.abc import Iterator

import msgspec
from msgspec.structs import replace
from rich.cells import cell_len

from models.bills.bill import Bill
from models.bills.schedule import Line
from models.bills.status import Moment, Status, line_status
from models.channels.rules import Mode
from models.values import quantity
from models.values.message import Message, msg
from models.values.money import Fen, grouped, yuan
from tui.run.language import Language
from tui.terminal.cells import Cells, fit, right, wrap
from tui.words.corrected import beside_said
from tui.words.cost import UNKNOWN
from tui.words.in_every_row import in_every_row
from tui.words.present import STATUS_GLYPHS, STATUS_STYLES

APART = 49
"""Cells from which on principal and fee have columns."""
PERIOD, PRINCIPAL, FEE, AMOUNT = 7, 10, 8, 11
"""Cells of the columns behind the title, with the gap before each."""
MARK = 2
SOME = 200
"""Lines that are looked at for whether they all stand alike: there can be thousands, of which a screen shows few."""


class Block(msgspec.Struct, frozen=True):
    """The lines of a bill as rows, `width` cells wide.

    `marked`: they do not all stand alike, so each has a mark. `repaid`: nothing is owed any more, so it is shown what
    was paid. `apart`: principal and fee have columns. What is the same in every row stands beside the name of the
    block: the `period`, the `fee`, beside which the principal would say no more than the amount. `alone`: all are
    periods of one order, whose title stands below them. `periods`: the cells of the longest `12/12`.
    """

    bill: Bill
    width: int
    marked: bool
    repaid: bool
    apart: bool
    alone: bool = False
    period: str = ""
    fee: str = ""
    periods: int = 0

    def heading(self, t: Language) -> list[Cells]:
        """How many orders it has, and the names of the columns; in a line of its own where they leave it no room."""
        heads = right(t.t("repaid") if self.repaid else t.t("to pay"), AMOUNT)
        if self.apart:
            heads = _in_columns(t.t("principal"), t.t("fee")) + heads
        name, room = " · ".join(self._name(t)), self.width - cell_len(heads)
        if cell_len(name) <= room:
            return [((fit(name, room), "bold dim"), (heads, "dim"))]
        lines: list[Cells] = [((line, "bold dim"),) for line in wrap(name, self.width)]
        return [*lines, ((right(heads, self.width), "dim"),)]

    def _name(self, t: Language) -> Iterator[str]:
        """How many orders it has, and what is the same in every row."""
        yield t.say(_together(self.bill))
        if self.period:
            yield self.period
        if self.fee:
            yield t.t("fee {amount} each", amount=self.fee) if self.fee != UNKNOWN else t.t("fee not known")

    def row(self, line: Line, moment: Moment, t: Language) -> Cells:
        """What the line is for, of how many periods, and what is still owed of it."""
        stands = line_status(line, self.bill, moment)
        mark = fit(STATUS_GLYPHS[stands], MARK) if self.marked else ""
        title = line.order.title if line.order else t.say(beside_said(line, self.bill))
        # What is of no order has no period, and its words need the room.
        period = right(_period(line), PERIOD) if line.order and not self.period else ""
        if self.alone and line.order:
            title, period = _period(line), ""
            mark += " " * (self.periods - len(title))
        shares, ink = self._shares(line)
        amount = right(grouped(self._amount(line)), AMOUNT)
        room = max(1, self.width - cell_len(mark + period + shares + amount))
        past = "dim" if self.marked and stands is Status.SETTLED else ""
        return ((mark, STATUS_STYLES[stands]), (fit(title, room), past), (period, "dim"), (shares, ink), (amount, past))

    def named_total(self, t: Language) -> Cells:
        """What the lines come to, behind how many orders that is."""
        name, amount = t.say(_together(self.bill)), right(yuan(self.bill.outstanding), AMOUNT)
        return ((fit(name, max(1, self.width - cell_len(amount))), "bold dim"), (amount, "bold"))

    def more(self, since: int, t: Language) -> Cells:
        """How many lines there are from `since` on, and what they come to."""
        lines = self.bill.lines[since:]
        amount = right(grouped(sum(map(self._amount, lines))), AMOUNT)
        said = f"{' ' * MARK if self.marked else ''}{t.words(quantity.more(len(lines)))}"
        room = self.width - cell_len(amount)
        hint = f"  {t.t('⏎ open')}"
        named, key = (said, hint) if cell_len(said + hint) <= room else (fit(said, room), "")
        return ((named, "dim"), (key, "dim"), (" " * (room - cell_len(named + key)), ""), (amount, ""))

    def in_brief(self) -> "Block":
        """The same with nothing said beside its name, and without principal and fee."""
        return replace(self, apart=False, alone=False, period="", fee="")

    def total(self) -> Cells:
        """What the lines come to."""
        amount = right(grouped(self.bill.paid if self.repaid else self.bill.outstanding), AMOUNT)
        shares, lines = "", [_whole(line, self.bill) for line in self.bill.lines]
        if self.apart and all(line.order and line.fee_known for line in lines):
            parts = sum(line.owed_principal for line in lines), sum(line.owed_fee for line in lines)
            shares = _in_columns(*map(grouped, parts))
        return ((" " * max(0, self.width - cell_len(shares + amount)) + shares, "dim"), (amount, "bold"))

    def _shares(self, line: Line) -> tuple[str, str]:
        """Principal and fee of it in their columns, and their ink."""
        if not self.apart or line.order is None:
            return "", ""
        if not line.fee_known:
            return _in_columns(UNKNOWN, UNKNOWN), "accent"
        whole = _whole(line, self.bill)
        return _in_columns(grouped(whole.owed_principal), grouped(whole.owed_fee)), "dim"

    def _amount(self, line: Line) -> Fen:
        return line.paid if self.repaid else _whole(line, self.bill).outstanding


def block(bill: Bill, moment: Moment, width: int) -> Block:
    """The rows of that bill."""
    stands = {line_status(line, bill, moment) for line in bill.lines[:SOME]}
    repaid = not bill.outstanding and bool(bill.paid) and bill.over is None
    apart = width >= APART and not repaid
    # What is of no order has neither period nor fee, and of thousands of lines nobody sees that all are alike.
    orders = [line for line in bill.lines if line.order] if len(bill.lines) <= SOME else []
    fee = in_every_row([_fee(line, bill) for line in orders]) if apart else ""
    return Block(
        bill,
        width,
        marked=len(stands) > 1,
        repaid=repaid,
        apart=apart and not fee,
        alone=len({line.order_id for line in orders}) == 1 < len(orders),
        period=in_every_row([_period(line) for line in orders]),
        fee=fee,
        periods=max((len(_period(line)) for line in orders), default=0),
    )


def _period(line: Line) -> str:
    """Which of how many periods of its order it is."""
    return f"{line.number}/{line.order.plan.periods}" if line.order else ""


def _fee(line: Line, bill: Bill) -> str:
    """What is owed of it as a fee."""
    return grouped(_whole(line, bill).owed_fee) if line.fee_known else UNKNOWN


def _whole(line: Line, bill: Bill) -> Line:
    """What credit covers stands above the line of that credit, so that all lines come to what is to be paid."""
    return replace(line, carried=0) if line.carried and bill.over is None else line


def _in_columns(principal: str, fee: str) -> str:
    return right(principal, PRINCIPAL) + right(fee, FEE)


def _together(bill: Bill) -> Message:
    """How many orders the bill has, and whether they are repaid at once: in 订单制 each is, on its own. Of one that is
    settled early, how many periods."""
    if bill.settles:
        return msg("to be settled: {count} periods", count=sum(line.order is not None for line in bill.lines))
    count = len({line.order_id for line in bill.lines if line.order})
    if count <= 1:
        return msg("on this bill: {count}", count=count)
    if bill.channel.mode is Mode.ORDER:
        return msg("{count} orders, one by one", count=count)
    return msg("{count} orders together", count=count)
