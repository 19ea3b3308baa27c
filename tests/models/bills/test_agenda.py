"""What is ahead: what falls due in each month, on which days, and what that leaves on the pay accounts."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from models.bills.agenda import Agenda, agenda
from models.bills.headroom import headroom, highest_price
from models.bills.movements import MovementKind
from models.channels.channel import AUTO_DEBIT
from models.channels.rules import Switch
from models.ledger.balance import Balance
from models.ledger.budget import Budget
from models.ledger.ledger import Ledger
from models.values.dates import months_after
from tests.models.builders import NOW, book, ledger, order, plan, repaid
from tests.models.strategies import ledgers

TODAY = date(2026, 12, 5)
CARD = "招行 1234"
PHONE = order("phone", due=date(2026, 12, 10))
ROBOT = order("robot", channel="jd-baitiao", due=date(2026, 12, 3), terms=plan(60_000))
PAY = Budget(income=500_00, payday=15, fixed=100_00, fixed_day=8)


def ahead(
    of: Ledger, budget: Budget = PAY, amount: int | None = None, months: int = 12, read=NOW, now=NOW, **more
) -> Agenda:
    balances = {} if amount is None else {CARD: Balance(id=CARD, amount=amount, at=read)}
    return agenda(book(of), replace(of, balances=balances), budget, now, months, **more)


def test_each_month_has_what_is_owed_in_it_by_account_and_its_share():
    found = ahead(ledger(PHONE, ROBOT))
    first, second, third, fourth, *_ = found.months
    assert first.accounts == {"jd-baitiao": 201_00, "huabei": 101_00}
    assert [each.due for each in (second, third, fourth)] == [302_00, 302_00, 0]
    assert first.share.percent() == 60
    assert ahead(ledger(PHONE), Budget()).months[0].share is None, "of no known income none"
    assert found.accounts == ("jd-baitiao", "huabei"), "the most owed first"


def test_what_is_repaid_is_not_ahead_and_what_is_late_is_today():
    of = repaid(ledger(PHONE, ROBOT), "huabei/2026-12-10")
    found = ahead(of)
    assert found.months[0].accounts == {"jd-baitiao": 201_00}
    assert [(each.on, each.bill.id) for each in found.days if each.bill][:2] == [
        (TODAY, "jd-baitiao/2026-12-03"),
        (date(2027, 1, 3), "jd-baitiao/2027-01-03"),
    ]
    assert {(each.order, each.on) for each in found.ends} == {
        ("phone", date(2027, 2, 10)),
        ("robot", date(2027, 2, 3)),
    }


def test_what_is_owed_of_earlier_months_stands_apart():
    found = ahead(ledger(order("old", due=date(2026, 11, 10))))
    assert (found.earlier, found.months[0].due) == (101_00, 101_00)
    assert found.owed.total == found.earlier + sum(each.due for each in found.months)


def test_the_account_runs_short_on_the_day_on_which_it_does():
    found = ahead(ledger(PHONE, ROBOT), amount=350_00)
    assert [(each.on, each.by, each.least, each.until) for each in found.short] == [
        (date(2026, 12, 10), 52_00, 52_00, date(2026, 12, 15))
    ]
    run = found.balances[0]
    assert (run.on(date(2026, 12, 9)), run.on(date(2026, 12, 10))) == (49_00, -52_00)
    assert run.on(date(2026, 12, 4)) is None, "nobody knows what was on it before"


def test_what_was_repaid_by_hand_after_the_reading_may_have_gone_off_it():
    """350.00 were there, 201.00 were repaid since: 149.00, less 100.00 and 101.00, is 52.00 short; or is not."""
    of, soon = ledger(PHONE, ROBOT), NOW + timedelta(minutes=1)
    paid = repaid(of, "jd-baitiao/2026-12-03", now=soon)
    found = ahead(paid, amount=350_00, now=soon)
    assert (found.balances[0].repaid, found.balances[0].on(TODAY)) == (201_00, 149_00)
    assert [(each.on, each.by, each.least) for each in found.short] == [(date(2026, 12, 10), 52_00, 0)]
    assert headroom(found).lowest[0] == 149_00
    assert ahead(paid, amount=150_00, now=soon).balances[0].on(TODAY) == 0, "no more than there was"
    assert ahead(paid, amount=350_00, read=soon, now=soon).balances[0].on(TODAY) == 350_00, "it was read after that"


def test_without_a_balance_of_the_last_day_nothing_is_called_short_or_safe():
    for found in (
        ahead(ledger(PHONE)),
        ahead(ledger(PHONE), amount=0, read=NOW - timedelta(days=1, seconds=1)),
    ):
        assert found.short == ()
        assert [run.on(date(2026, 12, 10)) for run in found.balances] == [None] * len(found.balances)


def test_where_nobody_said_the_pay_nothing_is_known_of_what_comes_after_28_days_or_after_the_payday():
    assert ahead(ledger(PHONE), Budget(), 10_00).balances[0].until == TODAY + timedelta(days=28)
    assert ahead(ledger(PHONE), Budget(payday=15), 10_00).balances[0].until == date(2026, 12, 14)
    assert ahead(ledger(PHONE), PAY, 10_00, 2).balances[0].until == date(2027, 1, 31)


def test_of_several_accounts_the_pay_comes_on_the_one_of_which_it_is_said():
    of = ledger(replace(PHONE, auto_debit=Switch.ON, pay_account="建行 5678"), ROBOT)
    one, other = ahead(of, amount=500_00).balances
    assert not one.main and not other.main
    assert (one.label, [each.movement.kind for each in one.moved]) == (CARD, [])
    main, _ = ahead(of, replace(PAY, pay_account=CARD), amount=500_00).balances
    assert (main.label, main.main) == (CARD, True)
    assert {each.movement.kind for each in main.moved} == {"fixed", "bill", "payday"}
    assert {each.kind for each in ahead(of).days if each.pay_account} == {MovementKind.AUTO_DEBIT}


def test_pay_of_today_may_be_on_the_account_already_and_fixed_costs_without_a_day_are_sure_at_the_end_of_the_month():
    today = Budget(income=500_00, payday=5)
    assert [(each.by, each.least) for each in ahead(ledger(PHONE), today, 50_00).short][:1] == [(51_00, 0)]
    no_day = Budget(income=500_00, payday=20, fixed=490_00)
    found = ahead(ledger(PHONE), no_day, 150_00, 2)
    assert [(each.on, each.by, each.least) for each in found.short] == [(date(2027, 1, 10), 42_00, 0)]


def test_a_planned_purchase_is_beside_what_is_owed():
    found = ahead(ledger(PHONE), amount=300_00, planned=[(date(2026, 12, 11), 150_00), (date(2027, 1, 11), 150_00)])
    first = found.months[0]
    assert (first.due, first.planned, first.share.percent(), first.share_planned.percent()) == (101_00, 150_00, 20, 51)
    assert [each.on for each in found.short] == [date(2026, 12, 11)]


BUDGETS = st.builds(
    Budget,
    income=st.integers(0, 2000_00),
    payday=st.integers(1, 31),
    fixed=st.none() | st.integers(0, 1000_00),
    fixed_day=st.integers(1, 31),
)


@given(of=ledgers(), budget=BUDGETS, amount=st.integers(0, 3000_00), months=st.integers(1, 14))
def test_the_running_balance_is_that_of_a_plain_simulation_day_by_day(of, budget, amount, months):
    of, balances = replace(of, balances={}, budget={}), {CARD: Balance(id=CARD, amount=amount, at=NOW)}
    every, day = book(of), TODAY
    found = agenda(every, replace(of, balances=balances), replace(budget, pay_account=CARD), NOW, months)
    run, until = found.balances[0], months_after(day.replace(day=1), months)
    if not run.known:
        return  # something may have been taken since
    since = sum(each.amount for each in of.repayments.values() if each.paid_at > NOW and each.method != AUTO_DEBIT)
    left, short = max(0, amount - since), list[tuple[date, int]]()
    while day < until:
        moved = [each for each in found.days if each.on == day and each.pay_account in {"", CARD}]
        gone = sum(each.amount for each in moved if not each.income)
        came = sum(each.amount for each in moved if each.income)
        low = left - gone
        left = low + (came if day > TODAY else 0)
        assert run.on(day) == left
        assert run.lowest(day) == (min(left, low) if gone else left)
        if gone and low < 0:
            short.append((day, -low))
        day += timedelta(days=1)
    assert [(each.on, each.by) for each in run.short] == short


@given(of=ledgers(), months=st.integers(1, 36))
def test_the_sums_of_the_months_are_the_books_and_each_bill_is_paid_once(of, months):
    every = book(of)
    found = agenda(every, of, Budget(), NOW, months)
    until = months_after(TODAY.replace(day=1), months)
    later = sum(bill.outstanding for bill in every.open_bills if bill.due >= until)
    assert found.earlier + sum(each.due for each in found.months) + later == found.owed.total
    for bill in every.open_bills:
        if bill.due < until:
            assert sum(each.amount for each in found.days if each.bill is bill) == bill.outstanding


DUES = st.lists(st.tuples(st.dates(TODAY, date(2027, 11, 30)), st.integers(1, 900_00)), min_size=1, max_size=6)


@given(of=ledgers(), budget=BUDGETS, amount=st.integers(0, 3000_00), dues=DUES)
def test_what_is_to_spare_is_what_makes_no_day_short_or_shorter(of, budget, amount, dues):
    every, budget = book(replace(of, balances={}, budget={})), replace(budget, pay_account=CARD)
    of = replace(of, balances={CARD: Balance(id=CARD, amount=amount, at=NOW)})
    spare = headroom(agenda(every, of, budget, NOW))
    if spare is None:
        return
    before, after = (
        {each.on: each.by for each in agenda(every, of, budget, NOW, planned=new).short} for new in ((), dues)
    )
    worse = [(day, by) for day, by in after.items() if by > before.get(day, 0)]
    assert spare.fits(dues) is (worse == [])
    found = spare.short(dues)
    assert (found is None) is spare.fits(dues)
    if found is not None and found[0] == worse[0][0]:
        assert found == worse[0]


def test_the_highest_price_is_found_to_the_fen():
    spare = headroom(ahead(ledger(PHONE), amount=301_00))
    assert spare is not None

    def fits(price: int) -> bool:
        return spare.fits([(date(2026, 12, 11), price // 2), (date(2027, 1, 11), price - price // 2)])

    found = highest_price(fits, 10_000_00)
    assert found is not None
    assert (fits(found), fits(found + 1)) == (True, False)
    assert highest_price(lambda _: False, 100) is None
