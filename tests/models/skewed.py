"""Ledgers of any size that are crowded in one place: what is asked of each line must not go through all the others."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta

from msgspec.structs import replace

from models.ledger.closing import Closing, Refund
from models.ledger.correction import CorrectedLine, Correction
from models.ledger.ids import bill_id
from models.ledger.ledger import Ledger
from models.ledger.order import Order
from models.ledger.repayment import Allocation, Repayment
from models.values.dates import due_dates
from tests.models.builders import NOW, ledger, order, plan

PAST = date(2026, 11, 10)
"""Of 花呗, whose auto-debit is always on: its window is over, and nobody has looked."""
IDENT = bill_id("huabei", PAST)


def one_bill(size: int) -> Ledger:
    """So many unpaid orders with one due day, which has passed."""
    return ledger(*(_order(index) for index in range(size)))


def by_hand(size: int) -> Ledger:
    """The same where no auto-debit takes it."""
    return ledger(*(_order(index, channel="cmb") for index in range(size)))


def settled(size: int) -> Ledger:
    """The same, repaid before they were entered."""
    return ledger(*(_order(index, paid_periods=2) for index in range(size)))


def repaid(size: int) -> Ledger:
    """As many repayments of the bill, each of a part; the last was not seen yet."""
    made = (
        Repayment(
            id=f"{IDENT}#{index + 1}",
            account_id="huabei",
            due=PAST,
            amount=50_00,
            paid_at=NOW - timedelta(minutes=index + 1),
            method="balance",
            confirmed=index + 1 < size,
            allocations=(Allocation(f"{index:05d}", 1, 1_00, 49_00),),
        )
        for index in range(size)
    )
    return replace(one_bill(size), repayments={each.id: each for each in made})


def refunded(size: int) -> Ledger:
    """A refund of each order."""
    made = (Refund(id=f"{index:05d}~1", order=f"{index:05d}", amount=10_00, at=NOW) for index in range(size))
    return replace(one_bill(size), refunds={each.id: each for each in made})


def settled_early(size: int) -> Ledger:
    """Each order settled early."""
    of, repayments, closings = one_bill(size), {}, {}
    for ident in of.orders:
        shares = tuple(Allocation(ident, number, 0, 150_00) for number in (1, 2))
        made = Repayment(
            id=f"early/{ident}#1",
            account_id="huabei",
            due=NOW.date(),
            amount=300_00,
            paid_at=NOW,
            method="balance",
            order=ident,
            allocations=shares,
        )
        repayments[made.id] = made
        closings[ident] = Closing(id=ident, first=1, at=NOW, estimate=300_00, figure=300_00)
    return replace(of, repayments=repayments, closings=closings)


def corrected(size: int) -> Ledger:
    """Bills that were corrected when they had one order: all others were entered since."""
    return replace(one_bill(size), corrections=_corrections(2, 200_00))


def long_running(size: int) -> Ledger:
    """One order, of 36 periods for each 100 of the size, with every bill of it corrected."""
    periods = size * 36 // 100
    long = _order(0, terms=plan(periods * 150_00, periods, 1_00))
    return replace(ledger(long), corrections=_corrections(periods, 150_00))


def _order(index: int, **rest: object) -> Order:
    given: dict[str, object] = {"terms": plan(300_00, 2, 1_00), "bought_at": datetime(2026, 10, 1), **rest}
    return order(f"{index:05d}", due=PAST, **given)


def _corrections(periods: int, total: int) -> Mapping[str, Correction]:
    return {
        bill_id("huabei", due): Correction(
            id=bill_id("huabei", due), total=total, at=NOW, lines=(CorrectedLine("00000", number, 151_00),)
        )
        for number, due in enumerate(due_dates(PAST, periods), 1)
    }


SKEWED: tuple[Callable[[int], Ledger], ...] = (
    one_bill,
    by_hand,
    settled,
    repaid,
    refunded,
    settled_early,
    corrected,
    long_running,
)
