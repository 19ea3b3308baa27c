"""What may happen on a day: the words for the shell, and what they change in the world."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from tests.simulator.rules import Days, interest, months_on, whole
from tests.simulator.world import Account, Bill, Line, Order

METHODS = {
    "huabei": "balance",
    "jd-baitiao": "debit-card",
    "xiaomi": "debit-card",
    "meituan": "debit-card",
    "cmb": "debit-card",
}
PERCENT = Decimal("0.03")


class Act(NamedTuple):
    """One command of the shell, and what it comes to."""

    words: Sequence[str]
    follow: Callable[[dict[str, object]], None]
    """Given the answer: ids are all that is taken from it."""


def yuan(fen: int) -> str:
    """As one types it."""
    return f"{fen // 100}.{fen % 100:02d}"


def buy(order: Order) -> Act:
    """A purchase by instalments, entered on its day."""
    account = order.account
    words = ["order", "add", "--title", order.title, "--bought-at", str(order.bought), "--channel", account.id]
    words += ["--principal", yuan(order.principal), "--periods", str(order.periods)]
    words += ["--total-fee-rate", f"{order.fee * 100 / order.principal:g}%"]
    if order.first:
        words += ["--first-due", str(order.first)]

    def follow(answer: dict[str, object]) -> None:
        entered = answer["order"]
        assert isinstance(entered, dict)
        order.id = entered["id"]
        order.bill_it(None if order.first else account.first_month(order.bought))

    return Act(words, follow)


def following(bill: Bill, today: date) -> Bill:
    """The bill after this one that is due after today."""
    return bill.account.bill(max(months_on(bill.month, 1), bill.account.next_due(today).month))


def _record(bill: Bill, amount: int, *more: str) -> list[str]:
    return ["record", bill.id, "--amount", yuan(amount), "--method", METHODS[bill.account.channel], *more]


def _pay(bill: Bill, amount: int, today: date) -> None:
    """Money goes to the lines in turn."""
    bill.touched_after |= today > bill.due or amount < bill.outstanding
    for line in bill.lines:
        taken = min(amount, line.left)
        line.paid += taken
        amount -= taken


def _pay_all(bill: Bill, today: date) -> None:
    """Credit has paid the first lines; which of them matters to nobody, as the sum does."""
    _pay(bill, bill.outstanding, today)


def repay(bill: Bill, today: date, *, unseen: bool = False) -> Act:
    """All that is owed."""

    def follow(_: dict[str, object]) -> None:
        _pay_all(bill, today)
        bill.unseen = unseen

    return Act(_record(bill, bill.outstanding, *(["--unconfirmed"] if unseen else [])), follow)


def seen(bill: Bill) -> Act:
    """The app shows the repayment at last."""

    def follow(_: dict[str, object]) -> None:
        bill.unseen = False

    return Act(["confirm", bill.id], follow)


def repay_part(bill: Bill, amount: int, today: date) -> Act:
    """Less than is owed; the rest stays due."""
    return Act(_record(bill, amount, "--way", "part"), lambda _: _pay(bill, amount, today))


def repay_again(bill: Bill, amount: int, today: date) -> Act:
    """Once more what was paid already: it is credit."""

    def follow(_: dict[str, object]) -> None:
        bill.account.credits.append((amount, today, frozenset()))
        bill.again.append((amount, today))

    return Act(_record(bill, amount, "--way", "again"), follow)


def repay_minimum(bill: Bill, amount: int, today: date) -> Act:
    """At least the minimum, in time: the rest is on the next bill, with interest by the day."""

    def follow(_: dict[str, object]) -> None:
        _pay(bill, amount, today)
        rest = bill.outstanding
        after = bill.account.bill(months_on(bill.month, 1))
        bill.went, bill.how = rest, "minimum_paid"
        after.lines.append(Line("carried_over", rest))
        days = (after.due - bill.due).days
        after.lines.append(Line("late", 0, interest(rest, days, bill.account.rules.daily_rate)))

    return Act(_record(bill, amount, "--way", "minimum"), follow)


def taken(bill: Bill, today: date) -> Act:
    """Auto-debit was seen to have taken all."""
    return Act(["confirm", bill.id, "--taken"], lambda _: _pay_all(bill, bill.due))


def not_taken(bill: Bill) -> Act:
    """It was seen to have failed."""

    def follow(_: dict[str, object]) -> None:
        bill.failed = True

    return Act(["confirm", bill.id, "--failed"], follow)


def coupon(bill: Bill, line: Line, amount: int, kind: str) -> Act:
    """Something was taken off a line of the bill, or off the bill."""

    def follow(_: dict[str, object]) -> None:
        line.off += amount
        bill.touched_after = True

    words = ["correct", bill.id, "--total", yuan(bill.amount - amount), "--target", kind]
    if line.order and kind != "bill":
        words += ["--order", line.order.id]
    return Act(words, follow)


def spend(bill: Bill, amount: int) -> Act:
    """The app shows more: what was bought without instalments is on the bill as well."""

    def follow(_: dict[str, object]) -> None:
        bill.lines.append(Line("correction", amount))

    return Act(["correct", bill.id, "--total", yuan(bill.amount + amount)], follow)


def convert(bill: Bill, line: Line, order: Order, today: date) -> Act:
    """What is no instalment is turned into some: they begin on the next bill that is due after today."""
    words = ["convert", bill.id, "--amount", yuan(order.principal), "--periods", str(order.periods)]

    def follow(answer: dict[str, object]) -> None:
        made = answer["order"]
        assert isinstance(made, dict)
        order.id = made["id"]
        line.off += order.principal
        if not bill.outstanding and not bill.paid:
            bill.how = "in_instalments"
        order.bill_it(following(bill, today).month)

    return Act([*words, "--fee", yuan(order.fee)], follow)


def defer(bill: Bill, today: date) -> Act:
    """What is left stands on the next bill, without interest."""

    def follow(_: dict[str, object]) -> None:
        rest = bill.outstanding
        bill.went, bill.how = rest, "deferred"
        credit = bill.credit
        for line in bill.lines:
            from_credit = min(credit, line.left)
            credit -= from_credit
            fee = max(0, line.fee - (line.off - line.off_price) - line.paid - from_credit)
            if left := line.left - from_credit:
                following(bill, today).lines.append(Line(line.kind, left - fee, fee, put_off=True))

    return Act(["defer", bill.id], follow)


def give_back(order: Order, today: date) -> Act:
    """All of it is returned: what is not billed yet is not owed, and what is or was paid of the price is credit."""

    def follow(_: dict[str, object]) -> None:
        order.over = True
        price = 0
        for bill, line in order.lines:
            if bill.out <= today:
                price += line.principal
            else:
                price += min(line.paid, line.principal)
                line.off_price += max(0, line.principal - line.off_price - line.paid)
                line.off += line.left
        if price:
            order.account.credits.append(
                (price, today, frozenset(bill for bill, _ in order.lines if bill.out <= today))
            )

    return Act(["refund", order.id, "--full"], follow)


def give_back_part(order: Order, amount: int) -> Act:
    """A part of the price comes back: the last periods are lower by it."""

    def follow(_: dict[str, object]) -> None:
        rest = amount
        for _bill, line in reversed(order.lines):
            off = min(rest, line.principal - line.off)
            line.off += off
            line.off_price += off
            rest -= off

    return Act(["refund", order.id, "--amount", yuan(amount)], follow)


def settle(order: Order, today: date) -> Act:
    """All that is left is paid at once: what is billed, the principal of the rest, and what the institution charges."""
    rest = [(bill, line) for bill, line in order.lines if line.left]
    billed = [line for bill, line in rest if bill.out <= today]
    later = [line for bill, line in rest if bill.out > today]
    principal, fees = sum(line.principal for line in later), [line.fee for line in later]
    charge = {"remaining-fees": sum(fees), "next-fee": fees[0], "percent": whole(principal * PERCENT)}[
        order.account.rules.early or ""
    ]

    def follow(answer: dict[str, object]) -> None:
        assert answer["charge"] == yuan(charge), (answer["charge"], yuan(charge))
        order.over = True
        for line in later:
            line.off += line.fee
        for bill, line in rest:
            line.paid += line.left
            bill.touched_after |= today > bill.due

    total = sum(line.left for line in billed) + principal + charge
    method = METHODS[order.account.channel]
    return Act(["early", order.id, "--record", yuan(total), "--method", method], follow)


def move(account: Account, since: date, days: Days) -> Act:
    """The due day is another from then on."""
    words = ["account", "move", account.id, "--since", str(since), "--bill-day", str(days.bill)]
    return Act([*words, "--due-day", str(days.due)], lambda _: account.move(since, days))
