"""When auto-debit takes a bill's money, and how much of it."""

import msgspec

from models.bills.bill import Bill, Window
from models.bills.minimum import minimum_of, minimum_range
from models.channels.rules import Extent
from models.values.money import Fen


def auto_debit_window(bill: Bill) -> Window | None:
    """The bill's auto-debit, also one of which nobody said whether it is on; None where it is off for all that is left.

    An order's own setting wins. Where it was set up for the minimum, that is what it takes, as far as it is known; once
    as much was repaid, the rest may be taken or not.
    """
    window = bill.window
    if window is None or bill.channel.auto_debit.extent is not Extent.MINIMUM:
        return window
    least = (minimum_of(bill) or 0) - bill.paid
    return msgspec.structs.replace(window, amount=least) if 0 < least < window.amount else window


def hours_of(window: Window) -> dict[str, str]:
    """The `start` and the `end` of the hours in which it is taken, by the institution's clock: the day once, where it
    is one."""
    begins, ends = f"{window.start:%m-%d} ", f"{window.end:%m-%d} "
    return {
        "start": f"{begins}{window.start:%H:%M}",
        "end": f"{'' if begins == ends else ends}{window.end:%H:%M}",
    }


def takes_unknown(bill: Bill) -> bool:
    """Whether it takes the minimum, and that is not known, or only inferred: its window has a guess then, and a rest is
    to be expected."""
    if bill.channel.auto_debit.extent is not Extent.MINIMUM or bill.outstanding <= 0 or bill.window is None:
        return False
    rule = bill.channel.minimum
    return minimum_of(bill) is None or (rule is not None and rule.inferred)


def auto_debit_range(bill: Bill) -> tuple[Fen, Fen]:
    """The least and the most that it takes, where it is on.

    Of a minimum that is not known it takes what is sure of it, at least; of one that was repaid before, perhaps
    nothing. Whatever was inferred bounds neither.
    """
    window = auto_debit_window(bill)
    if window is None or bill.window is None:
        return 0, 0
    if bill.channel.auto_debit.extent is not Extent.MINIMUM:
        return window.amount, window.amount
    least, most = (max(0, each - bill.paid) for each in minimum_range(bill))
    owed = bill.window.amount
    return min(least, owed), min(most or owed, owed)
