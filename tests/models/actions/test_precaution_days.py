"""On which days precautions are named: each soon after it came to be due, at most one a day, and none twice a month."""

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from models.actions.account_changes import AccountDetails, added
from models.actions.account_deletion import account_deleted
from models.actions.orders import add_orders
from models.actions.precaution_days import APART, REFUND_LASTS, named
from models.actions.precautions import PrecautionAct, acted, rows
from models.actions.refund import refund
from models.bills.contracts import contracts
from models.channels.account import Account
from models.channels.builtin import builtin
from models.channels.channel import Catalogue
from models.channels.precautions import Every
from models.ledger.ledger import Ledger
from models.values.message import Problem
from tests.models.builders import at, book, ledger, order
from tests.models.looking import looked

BEGIN = at("2026-11-22T08:00:00+08:00")
TODAY = BEGIN.date()
DAYS = 400
A_WHILE = timedelta(days=REFUND_LASTS)
"""For how long a refund is named that nobody answers."""
CARDS = ("cmb", "ccb", "icbc", "abc", "bank-card")

Change = Callable[[Ledger, datetime], Ledger]


def of(accounts: int) -> Ledger:
    """So many accounts, the first with an order, all entered today."""
    made = ledger(*[order("phone", entered_on=TODAY)] * min(accounts, 1))
    for number in range(accounts):
        made = with_account(made, number)
    return made


def with_account(before: Ledger, number: int, now: datetime = BEGIN) -> Ledger:
    """With one more account: of each institution one, then further cards."""
    channels = list(builtin())
    if number < len(channels):
        name, said = channels[number], AccountDetails()
    else:
        name, said = CARDS[number % len(CARDS)], AccountDetails(last4=f"{number:04}")
    return added(before, builtin(), name, said, now.date())[0]


_MADE: dict[tuple[Account, ...], Catalogue] = {}


def channels_of(each: Ledger) -> Catalogue:
    """The contracts of its accounts, made once: they take longer than all the rest."""
    accounts = tuple(each.accounts.values())
    if accounts not in _MADE:
        _MADE[accounts] = contracts(each, builtin())
    return _MADE[accounts]


class Run:
    """What is named from day to day, while the user answers what is named, or does something else."""

    def __init__(self, begin: Ledger) -> None:
        self.ledger = begin
        self.named: list[tuple[int, str]] = []
        self.open: dict[str, int] = {}
        """Since when each is due and was not named, by its id."""
        self.longest: dict[str, int] = {}

    def day(self, number: int, acts: Iterable[Change] = (), *, answers: bool = False) -> None:
        """One day: what is named first, then what is done."""
        now = BEGIN + timedelta(days=number)
        channels = channels_of(self.ledger)
        found = named(self.ledger, channels, now)
        there = [each for each in rows(self.ledger, channels, now) if each.is_due(now.date())]
        due = {each.id for each in there}
        kept = {each.id for each in there if not each.order_id or each.since + A_WHILE > now.date()}
        self.open = {ident: self.open.get(ident, number) for ident in kept}
        if found is not None:
            assert found.id in due
            self.named.append((number, found.id))
            self.longest[found.id] = max(self.longest.get(found.id, 0), number - self.open.get(found.id, number))
            self.open[found.id] = number + 1
            if answers:
                self.ledger = looked(self.ledger, channels, found.id, now)
        for act in acts:
            self.ledger = act(self.ledger, now)

    def check(self, patience: int) -> None:
        """None twice within a month, and none due for longer than that without being named."""
        last: dict[str, int] = {}
        for number, ident in self.named:
            assert ident not in last or number - last[ident] >= APART, (ident, last.get(ident), number)
            last[ident] = number
        assert max(self.longest.values(), default=0) <= patience
        assert all(DAYS - since <= patience for since in self.open.values()), self.open


def round_of(run: Run) -> int:
    """How many days pass at most until each has had its turn: every sixth is for refunds."""
    there = len(rows(run.ledger, channels_of(run.ledger), BEGIN)) + len(run.ledger.accounts)  # with those that are off
    return there * 6 // 5 + 2


@pytest.mark.parametrize(("accounts", "soon"), [(0, 0), (1, 7), (2, 11), (12, 46)])
def test_whoever_answers_what_is_named_is_asked_each_within_a_few_days_of_being_due(accounts, soon):
    run = Run(of(accounts))
    for number in range(DAYS):
        run.day(number, answers=True)
    run.check(soon)
    there = {each.id: each for each in rows(run.ledger, channels_of(run.ledger), BEGIN)}
    times = Counter(ident for _, ident in run.named)
    assert times.keys() == (there.keys() if accounts else set())
    for ident, count in times.items():
        when = there[ident].check.when
        assert count <= (1 + DAYS // when.days if isinstance(when, Every) else 1), "not more often than it is due"


@pytest.mark.parametrize(("accounts", "soon"), [(0, 0), (1, 7), (2, 11), (12, 46)])
def test_whoever_answers_nothing_is_asked_no_more_than_once_a_month_for_each(accounts, soon):
    run = Run(of(accounts))
    for number in range(DAYS):
        run.day(number)
    run.check(APART + soon)
    first = {ident: number for number, ident in reversed(run.named)}
    assert all(number <= soon for number in first.values())
    assert len(first) == len(rows(run.ledger, channels_of(run.ledger), BEGIN)) or not accounts


def test_all_that_was_answered_on_one_day_is_due_on_one_day_and_named_on_the_next_ones():
    run = Run(of(1))
    for each in rows(run.ledger, channels_of(run.ledger), BEGIN):
        run.ledger = looked(run.ledger, channels_of(run.ledger), each.id, BEGIN)
    for number in range(DAYS):
        run.day(number)
    first = {ident: number for number, ident in reversed(run.named)}
    assert first.keys() == {"auto-debit-huabei", "phone-number-huabei", "no-links", "credit-report"}
    assert 90 <= first["auto-debit-huabei"] <= 96
    assert 180 <= first["phone-number-huabei"] <= 186
    assert 180 <= first["no-links"] <= 186
    assert 365 <= first["credit-report"] <= 371


def test_however_often_it_is_asked_on_a_day_the_same_is_named():
    each = of(1)
    for hour in range(14 * 24):
        now = BEGIN + timedelta(hours=hour)
        morning = now.replace(hour=0)
        assert named(each, channels_of(each), now) == named(each, channels_of(each), morning)


def test_a_refund_is_asked_about_within_a_week_of_its_day():
    run = Run(of(1))
    run.ledger = refunded(run.ledger, BEGIN)
    for number in range(DAYS):
        run.day(number, answers=number != 15)
    (first, *_) = [number for number, ident in run.named if ident == "refund-arrived-phone"]
    assert 15 <= first <= 21


@given(days=st.lists(st.integers(0, 60), min_size=1, max_size=8))
def test_several_refunds_are_asked_about_one_after_the_other_every_sixth_day(days):
    each = of(1)
    orders = {f"order{number}": order(f"order{number}", entered_on=TODAY) for number in range(len(days))}
    run = Run(replace(each, orders=each.orders | orders))
    for number in range(DAYS):
        back = [partial(refunded, which=f"order{which}") for which, day in enumerate(days) if day == number]
        run.day(number, back)
    first = {ident: number for number, ident in reversed(run.named) if ident.startswith("refund")}
    for which, day in enumerate(days):
        assert day + 15 < first[f"refund-arrived-order{which}"] <= day + 15 + 12 * len(days)
    assert max(number for number, ident in run.named if ident.startswith("refund")) <= max(days) + 15 + REFUND_LASTS


def test_what_is_off_is_never_named_and_turns_no_other_away():
    run, left = Run(of(2)), Run(of(2))
    run.ledger = looked(run.ledger, channels_of(run.ledger), "no-links", BEGIN, off=True)
    for number in range(DAYS):
        run.day(number)
        left.day(number)
    assert run.named == [each for each in left.named if each[1] != "no-links"]


@given(gone=st.lists(st.tuples(st.integers(1, 120), st.integers(0, 11)), max_size=4), again=st.booleans())
def test_an_account_that_is_deleted_moves_no_turn_of_the_others(gone, again):
    run = Run(of(6))
    for number in range(DAYS // 2):
        acts = [partial(without, number=which) for day, which in gone if day == number]
        back = [partial(with_account_at, number=which) for day, which in gone if again and day + 9 == number]
        run.day(number, [*acts, *back])
    last: dict[str, int] = {}
    for number, ident in run.named:
        assert ident not in last or number - last[ident] >= APART, (ident, last[ident], number)
        last[ident] = number


def without(before: Ledger, _now: datetime, number: int) -> Ledger:
    """Without one of the accounts that have no order, where there is one."""
    free = sorted(before.accounts.keys() - {each.account_id for each in before.orders.values()})
    return account_deleted(before, builtin(), free[number % len(free)]) if free else before


def with_account_at(before: Ledger, now: datetime, number: int) -> Ledger:
    """With an account entered, where it is not there."""
    try:
        return with_account(before, number % 6, now)
    except Problem:
        return before


def test_an_account_that_came_without_a_date_has_its_turns_too():
    run = Run(of(1))
    run.ledger = replace(
        run.ledger, orders={}, accounts={"huabei": replace(run.ledger.accounts["huabei"], added_on=None)}
    )
    for number in range(DAYS):
        run.day(number)
    run.check(APART + 6)


# Whatever happens in between


def refunded(before: Ledger, now: datetime, which: str = "phone") -> Ledger:
    """With another yuan refunded of the order, while there is any."""
    if which not in before.orders or sum(each.order == which for each in before.refunds.values()) > 200:
        return before
    return refund(before, book(before, builtin()), which, 1_00, now, full=False)


def _account(before: Ledger, now: datetime) -> Ledger:
    return with_account(before, len(before.accounts), now)


def _order(before: Ledger, now: datetime) -> Ledger:
    """With one more order, and with it the account of another institution while there is one."""
    channel = next((each for each in builtin() if each not in before.accounts), "huabei")
    new = order(f"order{len(before.orders)}", channel=channel, entered_on=now.date())
    return add_orders(before, (new,), builtin())


def _refund(before: Ledger, now: datetime) -> Ledger:
    return refunded(before, now, [*before.orders, "phone"][0])


def _last_refund(before: Ledger, now: datetime) -> Ledger:
    return refunded(before, now, [*before.orders, "phone"][-1])


def _some(number: int) -> Change:
    """One of the precautions is looked at."""

    def act(before: Ledger, now: datetime) -> Ledger:
        there = rows(before, channels_of(before), now)
        return looked(before, channels_of(before), there[number % len(there)].id, now)

    return act


def _off(number: int) -> Change:
    """One is switched off, or on again where it is off."""

    def act(before: Ledger, now: datetime) -> Ledger:
        there = rows(before, channels_of(before), now)
        row = there[number % len(there)]
        if row.off:
            return acted(before, channels_of(before), row.id, PrecautionAct.ON, now)
        return looked(before, channels_of(before), row.id, now, off=True)

    return act


ACTS = st.one_of(
    st.sampled_from((_account, _order, _refund, _last_refund)),
    st.integers(0, 50).map(_some),
    st.integers(0, 50).map(_off),
)
DONE = st.dictionaries(st.integers(0, DAYS - 1), st.lists(ACTS, max_size=3), max_size=30)


@given(accounts=st.sampled_from((0, 1, 2, 12)), done=DONE, answers=st.booleans())
def test_whatever_is_answered_added_or_refunded_each_is_named_in_its_time_and_none_twice_a_month(
    accounts, done, answers
):
    run = Run(of(accounts))
    for number in range(DAYS):
        run.day(number, done.get(number, ()), answers=answers)
    run.check(APART + 2 * round_of(run) + 6 * len(run.ledger.refunds))
