"""What of a bill was turned into instalments (账单分期), taken off its lines."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date

import msgspec

from models.bills.bill import Bill, past_due
from models.bills.billed_again import with_spent
from models.bills.line_kind import LineKind
from models.bills.schedule import Line
from models.channels.rules import Convertible
from models.ledger.conversion import Conversion
from models.ledger.ledger import Ledger
from models.values.dates import today
from models.values.money import Fen


def conversions_of(ledger: Ledger, bill: str) -> tuple[Conversion, ...]:
    """The parts of the bill with that id that were turned into instalments."""
    # They are few: somebody does it some times in a life. Most have none at all, and it is asked for every bill.
    if not ledger.conversions:
        return ()
    return tuple(each for each in ledger.conversions.values() if each.bill == bill)


def convertible(bill: Bill) -> Fen:
    """The most of the bill that can be turned into instalments: all that is owed, or what of it is no instalment.

    Interest that is only an estimate is on no bill of the institution's.
    """
    return sum(line.outstanding for line in bill.lines if may_be_turned(line, bill)) - still_estimated(bill)


def still_estimated(bill: Bill) -> Fen:
    """What is owed of the bill as an estimate alone; a total that somebody read is that of the institution's bill."""
    return (
        0
        if bill.corrected
        else min(bill.estimated, sum(line.outstanding for line in bill.lines if line.kind is LineKind.LATE))
    )


def may_be_turned(line: Line, bill: Bill) -> bool:
    """Whether the institution turns what is owed of the line into instalments."""
    return bill.channel.convertible is not Convertible.OTHER or not line.in_instalments


def converted(bill: Bill) -> Bill:
    """The bill without what was turned into instalments: off what is no instalment first, then from the last line up.
    Of orders that were entered since nothing was turned.

    What was paid stays paid. The instalments run on whatever becomes of an order that was turned: what is no longer
    there to be turned is taken off nothing else.
    """
    if not bill.conversions:
        return bill
    parts = [(each, each.amount) for each in sorted(bill.conversions, key=lambda each: each.at.timestamp())]
    return msgspec.structs.replace(
        bill, lines=tuple(turned(bill, bill.lines, parts)), uncorrected=bill.uncorrected or bill.lines
    )


def which_lines(made: Conversion, lines: Sequence[Line], zone: str) -> tuple[frozenset[int], frozenset[int]]:
    """The lines that it is off, by their index, and those that it is off where they are not enough.

    It is off none but those that the bill had then. Where an older version did not say which, orders that were entered
    on a later day come after the others.
    """
    every = frozenset(range(len(lines)))
    if made.had is None:
        day = today(made.at, zone)
        there = frozenset(index for index in every if not _entered_after(lines[index], day))
        return there, every - there
    had = {(each.order, each.number) for each in made.had}
    return frozenset(
        index for index in every if lines[index].order is None or (lines[index].order_id, lines[index].number) in had
    ), frozenset()


def _entered_after(line: Line, day: date) -> bool:
    entered = line.order.entered_on if line.order else None
    return entered is not None and entered > day


class Instead(msgspec.Struct, frozen=True):
    """Lines, by their index, of orders that were entered since and stand for `most` of what no order did."""

    lines: frozenset[int] = frozenset()
    most: Fen = 0


NOTHING = Instead()


def turned(
    bill: Bill,
    lines: Sequence[Line],
    parts: Iterable[tuple[Conversion, Fen]],
    first: Sequence[Collection[int]] = (),
    instead: Instead = NOTHING,
) -> list[Line]:
    """The lines of the bill with so much of each conversion turned into instalments, as far as they have it.

    `first` are those, by their index, that it is off before all others; `instead` those that it is off at last.
    """
    made, most = list(lines), instead.most
    for each, amount in parts:
        left = amount
        for which in which_lines(each, made, bill.channel.zone):
            left -= _turn(bill, made, which, left, first)
        most -= _turn(bill, made, instead.lines, min(left, most), first)
    return made


def _turn(bill: Bill, lines: list[Line], which: Collection[int], amount: Fen, first: Sequence[Collection[int]]) -> Fen:
    """Turn so much of those of the lines into instalments, and say how much they had of it."""
    left, turn = amount, [index for index in _in_turn(lines) if index in which] if amount else []
    turn.sort(key=lambda index: next((at for at, some in enumerate(first) if index in some), len(first)))
    for index in turn:
        line = lines[index]
        cut = min(left, line.outstanding) if may_be_turned(line, bill) else 0
        if cut > 0:
            left -= cut
            lines[index] = msgspec.structs.replace(line, reduced=line.reduced + cut, turned=line.turned + cut)
    return amount - left


def as_it_fell_due(bill: Bill) -> Bill:
    """The bill with what was turned into instalments after its due instant still on it: its minimum counted that."""
    since = sum(each.amount for each in bill.conversions if past_due(bill, each.at))
    if not since:
        return bill
    lines = list(bill.lines)
    for index in reversed(_in_turn(lines)):
        line = lines[index]
        back = min(since, line.turned)
        since -= back
        lines[index] = msgspec.structs.replace(line, reduced=line.reduced - back, turned=line.turned - back)
    return msgspec.structs.replace(bill, lines=tuple(lines))


def _in_turn(lines: Sequence[Line]) -> list[int]:
    """By their index, what is turned of them first."""
    return sorted(range(len(lines)), key=lambda index: (*_turned_late(lines[index]), -index))


def _turned_late(line: Line) -> tuple[bool, bool]:
    """What sorts the lines by what is turned: interest comes last, before it what is in instalments."""
    return line.kind is LineKind.LATE, line.in_instalments


def without_correction(bill: Bill) -> Bill:
    """The bill as no correction has changed it; what was turned into instalments is off it all the same.

    What it has in spite of refunds is on it where that credit was used.
    """
    before = with_spent(bill.uncorrected or bill.lines, bill.spent)
    return converted(msgspec.structs.replace(bill, lines=before, uncorrected=()))


def may_have_been_turned(row: Line, bills: Iterable[Bill]) -> bool:
    """Whether one of the bills that has, or had before it was deferred, the order's period was turned with it."""
    for each in bills:
        for index, line in enumerate(each.lines) if each.conversions else ():
            if (line.order_id, line.number) == (row.order_id, row.number) and may_be_turned(line, each):
                zone = each.channel.zone
                if any(index in some for made in each.conversions for some in which_lines(made, each.lines, zone)):
                    return True
    return False


def in_instalments(bill: Bill) -> bool:
    """Whether turning it into instalments left nothing of it to repay: no repayment came after that."""
    last = max((each.at.timestamp() for each in bill.conversions), default=None)
    return (
        last is not None and bill.outstanding <= 0 and all(each.paid_at.timestamp() <= last for each in bill.repayments)
    )


def is_turned(line: Line, bill: Bill) -> bool:
    """Whether nothing is left of the bill's line because its rest was turned into instalments, or all of it."""
    if line.outstanding > 0 or not line.turned or not bill.conversions:
        return False
    return not line.paid or in_instalments(bill)
