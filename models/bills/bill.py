"""Bills: what is owed to each channel on each due date, derived from the ledger and never stored."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta

import msgspec
from pendulum import DateTime

from models.bills.beside_lines import Credited, Guess, WentOver
from models.bills.line_kind import LineKind
from models.bills.own_auto_debit import own_auto_debit, own_pay_account
from models.bills.schedule import Line, outstanding_of
from models.channels.channel import Channel
from models.channels.rules import RUNS, Mode, Switch
from models.ledger.auto_debit import AutoDebitSeen, Outcome
from models.ledger.closing import Covered
from models.ledger.conversion import Conversion
from models.ledger.correction import CorrectedLine
from models.ledger.reduction import Reduction
from models.ledger.repayment import Repayment
from models.values.dates import A_DAY_ANYWHERE, days_between, instant, today
from models.values.made_once import MadeOnce
from models.values.money import Fen


class Bill(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """What is owed to `channel` by `due_at`, the end of `due` in its own zone; `lines` oldest purchase first.

    `repayments` are those made for it, and those that settled one of its orders early. `auto_debit` is what was seen
    around its auto-debit. `conversions` are the parts of it that were turned into instalments. `corrected` is what a
    correction changed the sum of its lines by, `reason` the correction's, `grown_late` whether what it added is late
    interest, `lowered` what of the bill it lowered, where that was said; `uncorrected` are the lines without any of
    these. `over` is what it left to a later bill, `guesses` the estimates of interest on it.

    Of credit: `credited` is what went to it, `unused` what of that the institution did not take off. `again` is credit
    because the bill has it in spite of a refund; `spent` are the lines of that which was used as credit: no new total
    takes them off. `spare` lay there when it fell due, or is of its goods. `beyond` is credit, too, by the repayment:
    what was repaid beyond what earlier bills left to it.

    `settles` is the order that the bill settles early, "" for an ordinary bill; `ordinary` are the bills of which it
    takes the lines then, `elsewhere` what of their periods is owed there no more. `undecided`: a part of it was repaid
    in time that may have been the minimum, and since it fell due nobody saw what became of the rest. `moved_from` is
    the id that it had on another date, if any: it answers to both.
    """

    id: str
    channel: Channel
    due: date
    cutoff: time
    lines: tuple[Line, ...]
    repayments: tuple[Repayment, ...] = ()
    auto_debit: AutoDebitSeen | None = None
    corrected: Fen = 0
    reason: str = ""
    grown_late: bool = False
    lowered: Reduction | None = None
    conversions: tuple[Conversion, ...] = ()
    uncorrected: tuple[Line, ...] = ()
    over: WentOver | None = None
    guesses: tuple[Guess, ...] = ()
    credited: tuple[Credited, ...] = ()
    unused: tuple[Credited, ...] = ()
    again: tuple[Credited, ...] = ()
    spent: tuple[CorrectedLine, ...] = ()
    spare: tuple[Credited, ...] = ()
    beyond: tuple[Credited, ...] = ()
    ordinary: tuple["Bill", ...] = ()
    settles: str = ""
    elsewhere: tuple[Covered, ...] = ()
    undecided: bool = False
    moved_from: str | None = None

    # Each is made once a bill, and only where it is asked for: most bills of a large ledger are long settled. What is
    # asked of every line but does not hang on it belongs here, or a bill costs the square of its lines. Sums of lines
    # are written out: a bill may have ten thousand.

    @MadeOnce
    def due_at(self) -> DateTime:
        """The instant by which it is to be repaid: `cutoff` on the due date, in the institution's zone."""
        return instant(self.due, self.cutoff, self.channel.zone)

    @MadeOnce
    def amount(self) -> Fen:
        return sum([line.principal + line.fee - line.reduced for line in self.lines])

    @MadeOnce
    def covered(self) -> Fen:
        """What of it credit with the institution paid."""
        return sum(each.amount for each in self.credited)

    @MadeOnce
    def paid(self) -> Fen:
        return sum([line.paid_principal + line.paid_fee for line in self.lines])

    @MadeOnce
    def outstanding(self) -> Fen:
        return sum(outstanding_of(self.lines))

    @MadeOnce
    def owing(self) -> Mapping[str, Fen]:
        """What is owed on it of each order, by its id, in the order of its lines."""
        owed: dict[str, Fen] = {}
        for line in self.lines:
            if line.order is not None and (left := line.outstanding) > 0:
                ident = line.order_id
                owed[ident] = owed.get(ident, 0) + left
        return owed

    @MadeOnce
    def takeable(self) -> tuple[Line, ...]:
        """The lines with something left that auto-debit may take."""
        return tuple(line for line in self.lines if line.outstanding > 0 and may_be_taken(line, self.channel))

    @MadeOnce
    def periods(self) -> frozenset[tuple[str, int]]:
        """The periods that are on it, by the order's id and the number."""
        return frozenset((line.order_id, line.number) for line in self.lines)

    @MadeOnce
    def estimated(self) -> Fen:
        """What of it is interest that nobody has seen yet."""
        return sum(each.left for each in self.guesses)

    @MadeOnce
    def carried(self) -> Fen:
        """What of it is owed on a later bill instead."""
        return sum([line.carried for line in self.lines])

    @MadeOnce
    def certain(self) -> Fen:
        """What is owed for certain: without the periods of which nobody said whether they were repaid."""
        return self.outstanding - sum(line.outstanding for line in self.lines if is_unsaid(line, self))

    @property
    def unsaid(self) -> bool:
        """Whether something is owed on it, but nothing for certain."""
        return self.outstanding > 0 and self.certain <= 0

    @MadeOnce
    def confirmed(self) -> bool:
        """Whether the institution was seen to show every repayment."""
        return all(repayment.confirmed for repayment in self.repayments)

    @MadeOnce
    def window(self) -> "Window | None":
        """The bill's auto-debit, as if it took all that is left: see `auto_debit_window`."""
        return _window(self)

    @MadeOnce
    def unseen(self) -> frozenset[tuple[str, int]]:
        """The lines, by order and period, of which the institution was not yet seen to show some repayment."""
        left = () if self.confirmed else self.repayments
        shares = (share for each in left if not each.confirmed for share in each.allocations)
        return frozenset((share.order, share.number) for share in shares)

    @MadeOnce
    def not_taken(self) -> bool:
        """Whether it is known that auto-debit did not take all that is left of it.

        Somebody looked, or said of the past of one of its orders that it was not repaid: 账单制 takes all orders at
        once, 订单制 each by itself.
        """
        return _not_taken(self)


def kind_on(line: Line, bill: Bill) -> LineKind:
    """What the line is on its bill; what a correction added may be late interest."""
    return LineKind.LATE if line.kind is LineKind.CORRECTION and bill.grown_late else line.kind


def grew(line: Line, bill: Bill) -> bool:
    """Whether it is what the bill has grown by because it is late; interest that it had before it fell due is not."""
    return line.kind is LineKind.CORRECTION and kind_on(line, bill) is LineKind.LATE


def seen(line: Line, bill: Bill) -> bool:
    """Whether the institution was seen to show every repayment of the bill that went to that line."""
    return (line.order_id, line.number) not in bill.unseen


class Window(msgspec.Struct, frozen=True):
    """When the institution takes `amount` itself, and from which `pay_account` (a label, "" where it is not known).

    `known`: auto-debit is known to be on; else nobody said it of some of the amount, and it may be taken.
    """

    start: DateTime
    end: DateTime
    amount: Fen
    pay_account: str
    always: bool
    known: bool = True


def _window(bill: Bill) -> Window | None:
    rule, taken = bill.channel.auto_debit, bill.takeable
    if not taken:
        return None
    start, end = auto_debit_hours(bill)
    own = next(filter(None, (own_pay_account(line, bill.channel) for line in taken)), "")
    return Window(
        start=start,
        end=end,
        amount=sum(line.outstanding for line in taken),
        pay_account=own or rule.pay_account,
        always=rule.default is Switch.ALWAYS,
        known=all(is_taken(line, bill.channel) for line in taken),
    )


def auto_debit_hours(bill: Bill) -> tuple[DateTime, DateTime]:
    """From when until when auto-debit takes the bill's money, where it does."""
    rule, zone = bill.channel.auto_debit, bill.channel.zone
    start = instant(bill.due - timedelta(days=rule.days_before), time(), zone)
    return start, min(instant(bill.due, rule.until, zone), bill.due_at) if rule.until else bill.due_at


def has_begun(bill: Bill, now: datetime) -> bool:
    """Whether the hours have begun in which auto-debit takes the bill's money, where it does."""
    return now.timestamp() >= auto_debit_hours(bill)[0].timestamp()


def is_taken(line: Line, channel: Channel) -> bool:
    """Whether auto-debit is known to be on for that line."""
    return _switch(line, channel, channel.auto_debit.default) in RUNS


def may_be_taken(line: Line, channel: Channel) -> bool:
    """Whether auto-debit may be on for that line: it is, or nobody has said that it is off."""
    return _switch(line, channel, channel.auto_debit.default) is not Switch.OFF


def auto_debit_of(bill: Bill) -> Switch:
    """The bill's auto-debit: on where it takes any of its lines, off where it is known to take none."""
    found = {_switch(line, bill.channel, bill.channel.known_auto_debit) for line in bill.lines}
    return next((each for each in (Switch.ALWAYS, Switch.ON, Switch.UNKNOWN) if each in found), Switch.OFF)


def _switch(line: Line, channel: Channel, rule: Switch) -> Switch:
    """A line's auto-debit: by its order's own setting, where the channel lets it have one; else by `rule`."""
    own = own_auto_debit(line, channel)
    return rule if own is None or channel.auto_debit.default is Switch.ALWAYS else own


def is_unsaid(line: Line, bill: Bill) -> bool:
    """Whether nobody said if that line was repaid before its order was entered, nor saw that auto-debit left it."""
    seen = bill.auto_debit.outcome if bill.auto_debit else None
    return line.unsaid and (line.since or seen in {None, Outcome.TAKEN})


def _not_taken(bill: Bill) -> bool:
    if bill.auto_debit is not None and bill.auto_debit.outcome is not None:
        return True
    denied = [line.denied for line in bill.takeable]
    return any(denied) if bill.channel.mode is Mode.STATEMENT else bool(denied) and all(denied)


def auto_debit_unseen(bill: Bill, now: datetime) -> bool:
    """Whether an auto-debit's window has passed and nobody has looked yet whether the money was taken."""
    if bill.outstanding <= 0:
        return False
    if days_left(bill, now) > 1:  # spares most bills the making of a window that ends on the due date
        return False
    if bill.not_taken:
        return False
    window = bill.window
    return window is not None and now > window.end.astimezone(UTC)


def days_left(bill: Bill, now: datetime) -> int:
    """Calendar days until the due date, counted in the institution's zone; negative when it has passed."""
    return days_between(today(now, bill.channel.zone), bill.due)


def past_due(bill: Bill, now: datetime) -> bool:
    """Whether the due instant has passed."""
    apart = days_between(now, bill.due)
    if abs(apart) > A_DAY_ANYWHERE:  # most: no instant is made for them
        return apart < 0
    # By the instant, because two times of one zone compare by the wall clock, which repeats an hour in autumn.
    return now.timestamp() > bill.due_at.timestamp()


def is_late(bill: Bill, now: datetime) -> bool:
    """Whether the due instant has passed of something that is owed for certain."""
    return past_due(bill, now) and not bill.unsaid


def unconfirmed(bill: Bill) -> Repayment | None:
    """The bill's repayment that the institution was not yet seen to show; of several the one paid first."""
    return next((each for each in bill.repayments if not each.confirmed), None)
