"""A life of so many years of instalments, bill by bill: repaid, put off, corrected, returned, settled early."""

from contextlib import suppress
from datetime import datetime, time
from zoneinfo import ZoneInfo

import msgspec

from models.actions.defer import defer
from models.actions.direct import ReportedRepayment, answered, repay, warnings
from models.actions.early import early_bill
from models.actions.orders import add_orders
from models.actions.refund import refund
from models.actions.total import set_total
from models.bills.bill import Bill
from models.bills.derive import derive
from models.bills.rederive import rederive
from models.channels.builtin import builtin
from models.ledger.ledger import Ledger
from models.ledger.order import Order
from models.ledger.repayment import PaidAs
from models.values.dates import months_after
from models.values.message import Problem
from tests.bench.data import NOW, order

PUT_OFF, CORRECTED, PART, ENDED = 23, 7, 11, 13
"""One in so many bills, or orders."""
DAYS = {"huabei": 10, "jd-baitiao": 25, "cmb": 5}
"""On which all of an account is due; at 小米分期 each order has its own."""
THERE = ZoneInfo("Asia/Shanghai")


def bought(index: int) -> Order:
    """One a month, the newest first."""
    plain = order(index)
    day = DAYS.get(plain.account_id, 10 + index % 19)
    first = months_after(NOW.date().replace(day=day), -index)
    before = datetime.combine(months_after(first, -1), time())
    return msgspec.structs.replace(plain, first_due=first, bought_at=before, paid_periods=0)


def lived(years: int) -> Ledger:
    """The ledger of so many years, with all that was recorded in them; what is due after the last month is owed."""
    life = Life(add_orders(Ledger(), map(bought, range(12 * years)), builtin()))
    past = sorted((bill.due, ident) for ident, bill in life.book.bills.items() if bill.due < NOW.date())
    for number, (_, ident) in enumerate(past):
        life.number = number
        for act in (life.put_off, life.corrected, life.repaid_in_part, life.repaid, life.returned, life.settled):
            bill = life.book.bills.get(ident)
            if bill is not None:
                with suppress(Problem):
                    act(bill, datetime.combine(bill.due, time(10), THERE))
    return life.ledger


class Life:
    """A ledger, and its book; the bill with the `number` is at hand, by which it hangs what becomes of it."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.catalogue = builtin()
        self.book = derive(ledger, self.catalogue)
        self.number = 0

    def put_off(self, bill: Bill, at: datetime) -> None:
        if self.number % PUT_OFF == 3:
            self._took(defer(self.ledger, bill, at))

    def corrected(self, bill: Bill, at: datetime) -> None:
        if self.number % CORRECTED == 2 and bill.outstanding:
            self._took(set_total(self.ledger, bill, bill.amount + 10_00, at))

    def repaid_in_part(self, bill: Bill, at: datetime) -> None:
        if self.number % PART == 4:
            self._repaid(bill, bill.outstanding // 2, PaidAs.PART, at)

    def repaid(self, bill: Bill, at: datetime) -> None:
        if bill.outstanding:
            self._repaid(bill, bill.outstanding, PaidAs.FULL, at)

    def returned(self, bill: Bill, at: datetime) -> None:
        if self.number % ENDED == 5:
            self._took(refund(self.ledger, self.book, bill.lines[0].order_id, 50_00, at, full=False))

    def settled(self, bill: Bill, at: datetime) -> None:
        if self.number % ENDED == 9:
            early = early_bill(self.ledger, self.book, self.catalogue, bill.lines[0].order_id, at)
            self._repaid(early, early.outstanding, None, at)

    def _repaid(self, bill: Bill, amount: int, way: PaidAs | None, at: datetime) -> None:
        said = ReportedRepayment(amount=amount, method=bill.channel.methods[0].id, paid_at=at, way=way)
        self._took(repay(self.ledger, bill, answered(said, warnings(bill, said, at)), at))

    def _took(self, ledger: Ledger) -> None:
        self.book = rederive(self.book, self.ledger, ledger, self.catalogue)
        self.ledger = ledger
