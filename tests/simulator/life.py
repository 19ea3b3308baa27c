"""Who buys what and when, and what becomes of each bill: drawn by a seed, from what stands in the world."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from tests.simulator import acts
from tests.simulator.acts import Act
from tests.simulator.rules import Days
from tests.simulator.world import Account, Bill, Line, Order

DAYS = 400
FEES = {3: 25, 6: 45, 12: 72}
"""Thousandths of the price, by periods."""


class Life:
    """One user's orders over some four hundred days."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.begin = date(2026, 1, 1) + timedelta(self.random.randrange(365))
        self.accounts = {each.id: each for each in _accounts()}
        self.orders: list[Order] = []
        count = self.random.randint(8, 12)
        self.purchases: dict[int, int] = {}
        """By day, the number of the order that is bought then: one a day."""
        for number in range(count):
            day = self.random.randrange(1, 260)
            while day in self.purchases:
                day += 1
            self.purchases[day] = number

    @property
    def set_up(self) -> Iterator[list[str]]:
        """The accounts, as they are entered on the first day."""
        yield ["account", "set", "huabei", "--extent", "full", "--pay-account", "余额"]
        yield ["account", "add", "jd-baitiao", "--bill-day", "25", "--due-after", "9", "--auto-debit", "off"]
        yield ["account", "add", "xiaomi", "--auto-debit", "off"]
        yield ["account", "add", "meituan", "--auto-debit", "off"]
        yield ["account", "add", "cmb", "--last4", "1234", "--bill-day", "18", "--due-day", "5", "--auto-debit", "off"]
        yield [
            *("account", "add", "cmb", "--last4", "5678", "--bill-day", "10", "--due-day", "31"),
            *("--auto-debit", "on", "--extent", "full", "--pay-account", "招行 0001"),
        ]

    def acts(self, number: int) -> Iterator[Act]:
        """What happens on that day; each is to be done before the next is asked for."""
        today = self.begin + timedelta(number)
        if number in self.purchases:
            yield acts.buy(self._order(number, today))
        for account in self.accounts.values():
            for bill in account.listed():
                act = self._of_bill(bill, today)
                if act:
                    yield act
        for order in self.orders:
            act = self._of_order(order, today)
            if act:
                yield act
        huabei = self.accounts["huabei"]
        if number > 120 and today.day == 15 and not huabei.moves and self._chance(4) and not _settled_ahead(huabei):
            yield acts.move(huabei, today, Days(10, 20))

    def _chance(self, one_in: int) -> bool:
        return self.random.randrange(one_in) == 0

    def _order(self, number: int, today: date) -> Order:
        index = self.purchases[number]
        account = self.accounts[self.random.choice(list(self.accounts))]
        bought = today
        while account.days and bought.day == account.days_at(account.due_of(bought.replace(day=1))).bill:
            bought -= timedelta(1)
        periods = self.random.choice(list(FEES))
        principal = self.random.randrange(300_00, 6_000_00) // 1000 * 1000
        first = _first(bought) if not account.days else None
        fee = principal * FEES[periods] // 1000
        order = Order(f"{index:02d} 订单", account, principal, fee, periods, bought, first)
        self.orders.append(order)
        return order

    def _of_bill(self, bill: Bill, today: date) -> Act | None:
        ahead = (bill.due - today).days
        if not -20 <= ahead <= 12:
            return None
        if not bill.outstanding:
            return self._of_paid(bill, today, ahead)
        if bill.account.auto_debit and not bill.failed:
            if ahead < 0:
                return self._after_auto_debit(bill, today)
            if not self._chance(30):
                return self._before(bill, today) if ahead > 2 else None
        elif ahead < 0:
            return acts.repay(bill, today) if self._chance(5) else None
        elif self._chance(3):
            return self._before(bill, today)
        return acts.repay(bill, today, unseen=self._chance(8)) if self._chance(12) else None

    def _after_auto_debit(self, bill: Bill, today: date) -> Act | None:
        if not self._chance(3):
            return None
        return acts.not_taken(bill) if self._chance(5) else acts.taken(bill, today)

    def _of_paid(self, bill: Bill, today: date, ahead: int) -> Act | None:
        if bill.unseen:
            return acts.seen(bill) if self._chance(6) else None
        if bill.paid and not bill.went and not bill.again and self._chance(60):
            return acts.repay_again(bill, bill.paid, today)
        return None

    def _before(self, bill: Bill, today: date) -> Act | None:
        """Something that is done before the due day, now and then."""
        kind = self.random.randrange(60)
        plain = not (bill.paid or bill.credit or bill.went)
        if kind == 0 and bill.outstanding > 20_00:
            return acts.repay_part(bill, bill.outstanding // 3, today)
        if (
            kind <= 2
            and plain
            and len(bill.lines) == len(_instalments(bill))
            and bill.lines[0].fee > 2_00
            and not bill.lines[0].off
        ):
            return acts.coupon(bill, bill.lines[0], 1_00, "fee")
        if kind <= 4 and plain and bill.account.rules.minimum:
            return self._more(bill, today)
        if kind == 5 and plain and bill.account.days:
            return acts.defer(bill, today)
        return None

    def _more(self, bill: Bill, today: date) -> Act | None:
        others = [line for line in bill.lines if line.kind == "correction"]
        if not others and any(line.off for line in bill.lines):
            return None
        if not others:
            return acts.spend(bill, self.random.randrange(500_00, 900_00))
        minimum = bill.minimum
        if minimum is None or self._chance(2):
            amount = others[0].amount // 10000 * 10000
            if amount < 300_00:
                return None
            order = Order("", bill.account, amount, amount * 25 // 1000, 3, today)
            return acts.convert(bill, others[0], order, today)
        return (
            acts.repay_minimum(bill, minimum + 10_00, today)
            if minimum + 20_00 < bill.outstanding and len(bill.lines) == len(_instalments(bill)) + len(others)
            else None
        )

    def _of_order(self, order: Order, today: date) -> Act | None:
        plain = not order.over and all(
            not (bill.credit or bill.went or line.off) and line.paid in {0, line.amount} for bill, line in order.lines
        )
        owed = [(bill, line) for bill, line in order.lines if line.left]
        late = any(bill.due < today for bill, _ in owed)
        if not plain or late or not owed or not order.account.days or order.bought == today:
            return None
        if self._chance(150):
            return acts.give_back(order, today)
        if self._chance(200) and len(owed) > 2:
            return acts.give_back_part(order, min(50_00, order.principal // 10))
        if order.account.rules.early and self._chance(120) and any(bill.out > today for bill, _ in owed):
            return acts.settle(order, today)
        return None


def _instalments(bill: Bill) -> list[Line]:
    return [line for line in bill.lines if line.kind == "instalment"]


def _settled_ahead(account: Account) -> bool:
    """Whether periods to come were settled early: which date they keep when the days move, no page says."""
    return any(
        line.paid and not bill.outstanding and line.order and line.order.over
        for bill in account.bills.values()
        for line in bill.lines
    )


def _first(bought: date) -> date:
    """On the 31st where there is one, so that shorter months clamp."""
    month = bought.replace(day=1) + timedelta(32)
    for day in (31, 20):
        try:
            return month.replace(day=day)
        except ValueError:
            continue
    raise AssertionError


def _accounts() -> Iterator[Account]:
    yield Account("huabei", "huabei", Days(1, 10), auto_debit=True)
    yield Account("jd-baitiao", "jd-baitiao", Days(25, after=9))
    yield Account("xiaomi", "xiaomi", None)
    yield Account("meituan", "meituan", Days(1, 8))
    yield Account("cmb", "cmb", Days(18, 5))
    yield Account("cmb-5678", "cmb", Days(10, 31), auto_debit=True)
