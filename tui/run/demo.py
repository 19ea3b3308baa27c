"""Sample data: orders of Xiaomi Mall by the ways to pay that it is known to take, made relative to today."""

from calendar import monthrange
from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import msgspec
import pendulum

from models.actions.orders import add_orders
from models.bills.bill import Bill
from models.bills.derive import derive
from models.bills.overview import HOME_ZONE
from models.channels.account import Account
from models.channels.channel import Catalogue
from models.channels.override import ChannelOverride
from models.channels.rules import Switch
from models.ledger.ledger import Ledger, put
from models.ledger.order import Order, identity
from models.ledger.repayment import Repayment, allocate
from models.plans.plan import EqualAmounts
from models.values.dates import due_dates, months_after, today
from models.values.money import Fen

LedgerMaker = Callable[[datetime, Catalogue], Ledger]
"""Makes a ledger relative to now."""


class Sample(msgspec.Struct, frozen=True):
    """An order of the demo: its price and its fee a period in fen, and in how many days its next period is due.

    `account` is the id of what it is paid by; `auto_debit` is said of this order apart from its account.
    """

    title: str
    account: str
    price: Fen
    periods: int
    fee: Fen
    due_in: int
    paid: int
    auto_debit: Switch | None = None


class Card(msgspec.Struct, frozen=True):
    """A card of the bank `channel`, with the last four of its digits."""

    channel: str
    last4: str


CARD, OTHER_CARD = "cmb", "cmb-3307"
CARDS = {CARD: Card("cmb", "6152"), OTHER_CARD: Card("cmb", "3307")}
"""Two cards of one bank, by the ids of their accounts."""

SAMPLES = (
    Sample("小米14 Pro 16GB+512GB 岩石青", "huabei", 4999_00, 12, 33_32, 3, 3),
    Sample("米家扫地机器人 3", "huabei", 2299_00, 6, 17_24, 3, 1),
    Sample("小米路由器 BE7000", "huabei", 999_00, 3, 7_66, 3, 0),
    Sample("Redmi K70 至尊版 12GB+256GB", "jd-baitiao", 2599_00, 3, 13_00, 0, 1),
    Sample("小米手表 S4 eSIM", "jd-baitiao", 1299_00, 6, 6_50, 14, 2),
    Sample("小米电视 S Pro 75", "xiaomi", 5999_00, 12, 36_00, -2, 5, Switch.OFF),
    Sample("小米平板 7 Pro 8GB+256GB", CARD, 2499_00, 12, 14_99, 6, 4),
    Sample("米家空调 巨省电 1.5匹", "xiaomi", 2199_00, 6, 0, 25, 0),
    Sample("小米手环 9 Pro", "xiaomi", 399_00, 3, 2_95, -20, 3),
    Sample("Xiaomi Buds 5 Pro", "xiaomi", 1099_00, 6, 5_49, -1, 1, Switch.ON),
    Sample("米家空气净化器 5", "xiaomi", 1299_00, 3, 9_75, 1, 0, Switch.ON),
    Sample("小米笔记本 Pro 14", OTHER_CARD, 5499_00, 12, 32_99, 0, 2),
    Sample("米家冰箱 十字门 521L", "xiaomi", 2999_00, 12, 17_99, 2, 1),
    Sample("Redmi 显示器 G Pro 27U", "xiaomi", 2399_00, 24, 14_39, 9, 1),
)
PARTLY = "小米平板 7 Pro 8GB+256GB"
REPAID = "小米手表 S4 eSIM"
UNSEEN = "米家冰箱 十字门 521L"
"""Repaid, but the institution did not show it yet."""
REPAYMENTS = ((REPAID, 17, 1, True), (PARTLY, 1, 2, True), (UNSEEN, 1, 1, False))
"""What was repaid: of which order, how many days ago, one of how many parts, and whether the institution shows it."""
LATE_IN_THE_DAY = "小米笔记本 Pro 14"
"""The cut-off of its bank has passed today."""
ON_THE_31ST = "Redmi 显示器 G Pro 27U"


def sample_ledger(now: datetime, catalogue: Catalogue, samples: tuple[Sample, ...] = SAMPLES) -> Ledger:
    """The demo's ledger: something due soon, today, overdue, partly repaid, settled, and on auto-debit."""
    day = today(now, HOME_ZONE)
    orders = {sample.title: _order(sample, day, 20_000 + index) for index, sample in enumerate(samples)}
    ledger = add_orders(Ledger(accounts=_cards(samples, catalogue)), orders.values(), catalogue)
    accounts = {ident: _switched_off(each, catalogue) for ident, each in ledger.accounts.items()}
    ledger = msgspec.structs.replace(ledger, accounts=accounts)
    if LATE_IN_THE_DAY in orders:
        ledger = msgspec.structs.replace(ledger, channels=_cut_off(now, CARDS[OTHER_CARD].channel))
    for serial, (title, days, share, seen) in enumerate(REPAYMENTS, 1):
        if title not in orders:
            continue
        book = derive(ledger, catalogue)
        line = next(line for line in book.schedules[orders[title].id] if line.outstanding > 0)
        ledger = _repaid(ledger, book.bill_of(line), now - timedelta(days=days), share, serial, seen=seen)
    return ledger


def _cards(samples: tuple[Sample, ...], catalogue: Catalogue) -> dict[str, Account]:
    """The cards that the samples are paid by."""
    idents = dict.fromkeys(sample.account for sample in samples if sample.account in CARDS)
    return {
        ident: msgspec.structs.replace(Account.of(catalogue[card.channel], ident), last4=card.last4)
        for ident, card in ((ident, CARDS[ident]) for ident in idents)
    }


def _switched_off(account: Account, catalogue: Catalogue) -> Account:
    """Auto-debit is said to be off where it can be."""
    can_be = catalogue[account.channel].auto_debit.default in {Switch.OFF, Switch.UNKNOWN}
    return msgspec.structs.replace(account, auto_debit=Switch.OFF) if can_be else account


def _cut_off(now: datetime, bank: str) -> dict[str, ChannelOverride]:
    """A bank whose cut-off was a quarter of an hour ago, or at midnight."""
    local = pendulum.instance(now).in_timezone(HOME_ZONE)
    past = max(local.subtract(minutes=15), local.start_of("day"))
    return {bank: ChannelOverride(id=bank, values={"cutoff": f"{past:%H:%M}:00"})}


def _order(sample: Sample, day: date, serial: int) -> Order:
    due, paid = day + timedelta(days=sample.due_in), sample.paid
    first = months_after(due, -paid)
    if sample.title == ON_THE_31ST:
        first = _last_31st(day)
        paid = sum(each < day for each in due_dates(first, sample.periods))
    plan = EqualAmounts(
        principal=sample.price,
        periods=sample.periods,
        amount=sample.price // sample.periods + sample.fee,
        fee=sample.fee,
    )
    if sample.title == REPAID:
        paid -= 1
    bought = datetime.combine(first - timedelta(days=33), time(20, 3))
    number = f"5{bought:%y%m%d}{serial}8"
    return Order(
        id=identity(number, sample.title, bought, sample.account, plan, first),
        title=sample.title,
        order_no=number,
        account_id=sample.account,
        bought_at=bought,
        plan=plan,
        first_due=first,
        due_day=due.day if due.day > first.day else None,
        paid_periods=paid,
        auto_debit=sample.auto_debit,
    )


def _last_31st(day: date) -> date:
    """The last 31st before this month: the shorter months after it clamp."""
    months = (months_after(day.replace(day=1), -back) for back in range(1, 4))
    return next(first.replace(day=31) for first in months if monthrange(first.year, first.month)[1] == 31)


def _repaid(ledger: Ledger, bill: Bill, paid_at: datetime, share: int, serial: int, *, seen: bool) -> Ledger:
    """With one `share`th of the bill repaid; `serial` is the end of its reference."""
    amount = bill.outstanding // share
    repayment = Repayment(
        id=f"{bill.id}#1",
        account_id=bill.channel.id,
        due=bill.due,
        amount=amount,
        paid_at=paid_at,
        method=bill.channel.methods[0].id,
        reference=f"{paid_at:%Y%m%d}88{serial:03}",
        confirmed=seen,
        allocations=allocate(amount, bill.lines, today(paid_at, bill.channel.zone)),
    )
    return msgspec.structs.replace(ledger, repayments=put(ledger.repayments, repayment.id, repayment))
