"""The ledgers of the scenes: some orders of the sample data, and what was done with them before."""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from functools import partial

from msgspec.structs import replace

from models.actions import checklist
from models.actions.account_changes import moved
from models.actions.auto_debit import taken
from models.actions.balance import read_balance
from models.actions.direct import ReportedRepayment, answered, repay, unanswered
from models.actions.verifying import settle_amount
from models.bills.bill import Bill
from models.bills.derive import derive
from models.bills.overview import HOME_ZONE
from models.bills.standing import STEPS
from models.channels.channel import Catalogue
from models.channels.cycle import DueMove
from models.channels.due import first_due
from models.channels.rules import Switch
from models.ledger.ledger import Ledger, LedgerChange
from models.ledger.order import Order
from models.ledger.progress import Step, Way
from models.ledger.repayment import PaidAs
from models.plans.plan import FeeUnknown, parts
from models.values.dates import today
from models.values.money import Fen
from tui.run.demo import SAMPLES, LedgerMaker, Sample, sample_ledger

CARD = "招行 1234"
WATCH = "小米手表 S4 eSIM 47mm"
TAKEN_AGO = 10
"""How many days ago the bill was due that is recorded as taken."""


def orders(*titles: str) -> LedgerMaker:
    """The ledger with only those orders of the sample data."""
    return partial(sample_ledger, samples=tuple(each for each in SAMPLES if each.title in titles))


def due_today(title: str, account: str) -> LedgerMaker:
    """An order of which a period is due today."""
    return partial(sample_ledger, samples=(Sample(title, account, 1299_00, 6, 6_50, 0, 2),))


def interrupted(step: Step, *titles: str, ago: timedelta = timedelta()) -> LedgerMaker:
    """The checklist of their bill was left at that step, so long ago."""

    def made(now: datetime, catalogue: Catalogue) -> Ledger:
        ledger, at = orders(*titles)(now, catalogue), now - ago
        bill = next(iter(derive(ledger, catalogue).open_bills))
        return _at_step(ledger, bill, step, at)

    return made


def _at_step(ledger: Ledger, bill: Bill, step: Step, at: datetime) -> Ledger:
    """With the bill's checklist done up to that step, which is open."""
    owed, app = bill.outstanding, bill.channel.apps[0].name["zh_CN"]
    answers: tuple[LedgerChange, ...] = (
        lambda then: checklist.confirm_platform(then, bill, app, at),
        lambda then: checklist.confirm_entry(then, bill, at),
        lambda then: settle_amount(then, bill, owed, Way.MATCH, owed, at),
        lambda then: checklist.choose_method(then, bill, bill.channel.methods[0].id, at),
    )
    ledger = checklist.begin(ledger, bill, at)
    for answer in answers[: STEPS.index(step)]:
        ledger = answer(ledger)
    return ledger


def one_card_for_two(now: datetime, catalogue: Catalogue) -> Ledger:
    """Two auto-debits tomorrow from one card, which holds enough for either of them, but not for both."""
    both = tuple(
        Sample(title, account, 1299_00, 3, 9_75, 1, 0, Switch.ON)
        for title, account in (("米家空气净化器 5", "xiaomi"), ("Xiaomi Buds 5 Pro", "huabei"))
    )
    ledger = sample_ledger(now, catalogue, both)
    paid_from = {ident: replace(each, pay_account=CARD) for ident, each in ledger.orders.items()}
    return read_balance(replace(ledger, orders=paid_from), CARD, 500_00, now)


def entered_late(now: datetime, catalogue: Catalogue) -> Ledger:
    """An order of months ago, entered today, of which nobody said what is repaid."""

    def late(order: Order) -> Order:
        return replace(order, paid_periods=None, entered_on=today(now, HOME_ZONE))

    return _changed(due_today(WATCH, "jd-baitiao")(now, catalogue), late)


def shopped(channel: str, due_in: int) -> LedgerMaker:
    """A bill of an instalment of ¥400.40, which is on the next ones, too, and of ¥3,000.00 that was bought whole."""
    both = (
        Sample("米家扫地机器人 3", channel, 2299_00, 6, 17_24, due_in, 0),
        Sample("小米商城 全屋智能", channel, 3000_00, 1, 0, due_in, 0),
    )
    return partial(sample_ledger, samples=both)


def paid_in_part(now: datetime, catalogue: Catalogue) -> Ledger:
    """A bill that was due yesterday, of which more than the minimum was paid the day before."""
    ledger = shopped("cmb", -1)(now, catalogue)
    return _repaid(ledger, catalogue, 1000_00, now - timedelta(days=2))


def paid(now: datetime, catalogue: Catalogue) -> Ledger:
    """A bill that was due yesterday, and was repaid whole by hand the day before; the next one is as high."""
    ledger = sample_ledger(now, catalogue, (Sample(WATCH, "huabei", 1299_00, 6, 6_50, -1, 2),))
    bill = next(iter(derive(ledger, catalogue).open_bills))
    return _repaid(ledger, catalogue, bill.outstanding, now - timedelta(days=2))


def _repaid(ledger: Ledger, catalogue: Catalogue, amount: Fen, at: datetime) -> Ledger:
    """So much paid of the bill that is due first."""
    bill = next(iter(derive(ledger, catalogue).open_bills))
    way = PaidAs.FULL if amount == bill.outstanding else PaidAs.PART
    said = ReportedRepayment(amount=amount, method=bill.channel.methods[0].id, paid_at=at, way=way)
    return repay(ledger, bill, answered(said, unanswered(bill, said, at)), at)


def recorded_as_taken(now: datetime, catalogue: Catalogue) -> Ledger:
    """A bill of 花呗 that was due ten days ago, of which somebody said that auto-debit took it."""
    sample = Sample(WATCH, "huabei", 1299_00, 6, 6_50, -TAKEN_AGO, 2, Switch.ON)
    ledger = sample_ledger(now, catalogue, (sample,))
    bill = next(iter(derive(ledger, catalogue).open_bills))
    return taken(ledger, bill, bill.outstanding, now - timedelta(days=TAKEN_AGO - 1))


def days_moved(now: datetime, catalogue: Catalogue) -> Ledger:
    """The days of an account, 1 and 10, become 10 and 20 from today on."""
    ledger = due_today(WATCH, "huabei")(now, catalogue)
    return moved(ledger, catalogue, "huabei", DueMove(today(now, HOME_ZONE), 10, 20))


def fee_unknown(now: datetime, catalogue: Catalogue) -> Ledger:
    """An order of which only the amounts of the periods were given."""

    def only_amounts(order: Order) -> Order:
        return replace(order, plan=FeeUnknown(amounts=tuple(part.amount for part in parts(order.plan))))

    return _changed(due_today(WATCH, "jd-baitiao")(now, catalogue), only_amounts)


def to_be_entered_again(now: datetime, catalogue: Catalogue) -> Ledger:
    """An order that was bought today, and is there already."""
    day = today(now, HOME_ZONE)

    def of_today(order: Order) -> Order:
        first = first_due(catalogue["huabei"], day)
        return replace(order, bought_at=datetime.combine(day, time(9, 30)), first_due=first or day, paid_periods=0)

    return _changed(due_today("小米手环 9 Pro", "huabei")(now, catalogue), of_today)


def _changed(ledger: Ledger, change: Callable[[Order], Order]) -> Ledger:
    return replace(ledger, orders={ident: change(order) for ident, order in ledger.orders.items()})
