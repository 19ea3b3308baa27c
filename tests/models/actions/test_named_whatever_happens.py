"""None is named twice within a month, and each that is due in its time, whatever happens to orders in between."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from models.actions.account_changes import AccountDetails, added
from models.actions.account_deletion import account_deleted
from models.actions.dating import dating
from models.actions.editing import edited
from models.actions.orders import add_orders, delete_order
from models.actions.own_rules import drop_override
from models.actions.precaution_days import APART, named
from models.actions.precautions import rows
from models.actions.refund import refund
from models.bills.derive import derive
from models.channels.builtin import builtin
from models.ledger.ledger import Ledger
from models.values.message import Problem
from tests.models.actions.test_precaution_days import A_WHILE, BEGIN, Change, channels_of
from tests.models.builders import order
from tests.models.looking import looked

DAYS = 120
CHANNELS = ("xiaomi", "huabei", "cmb", "douyin")
TITLES = ("phone", "robot", "watch")
CARD = "1234"

Named = list[tuple[int, str]]


class Days:
    """What `due` names day after day, with whatever is done in between."""

    def __init__(self, begin: Ledger | None = None) -> None:
        self.ledger = begin or Ledger()
        self.number = 0
        self.named: Named = []
        self.ever = set(self.ledger.accounts)
        self.waiting: dict[str, int] = {}
        self.longest = 0

    @property
    def now(self) -> datetime:
        return BEGIN + timedelta(days=self.number)

    def do(self, act: Change) -> None:
        """An action as it is kept, or nothing where it is refused."""
        try:
            self.ledger = dating(lambda ledger: act(ledger, self.now), self.now)(self.ledger)
        except Problem:
            return
        self.ever |= self.ledger.accounts.keys()

    def until(self, number: int) -> "Days":
        """Ask on each day before that one."""
        while self.number < number:
            self._ask()
            self.number += 1
        return self

    def _ask(self) -> None:
        channels, day = channels_of(self.ledger), self.now.date()
        found = named(self.ledger, channels, self.now)
        due = [each for each in rows(self.ledger, channels, self.now) if each.is_due(day)]
        open_ = {each.id for each in due if not each.order_id or each.since + A_WHILE > day}
        self.waiting = {ident: self.waiting.get(ident, self.number) for ident in open_}
        if found is not None:
            assert found.id in {each.id for each in due}
            self.named.append((self.number, found.id))
            if found.id in open_:
                self.longest = max(self.longest, self.number - self.waiting[found.id])
                self.waiting[found.id] = self.number + 1

    def check(self) -> None:
        last: dict[str, int] = {}
        for number, ident in self.named:
            assert ident not in last or number - last[ident] >= APART, (ident, last[ident], number)
            last[ident] = number
        round_ = (2 + 3 * len(self.ever)) * 6 // 5 + 2
        patience = APART + 2 * round_ + 6 * len(self.ledger.refunds)
        assert self.longest <= patience
        assert all(self.number - since <= patience for since in self.waiting.values()), self.waiting


def enter(before: Ledger, now: datetime, which: str, channel: str, earlier: int = 0) -> Ledger:
    """An order entered, or entered again; it may say an earlier day."""
    day = now.date() - timedelta(days=earlier)
    return add_orders(before, (order(which, channel=channel, entered_on=day, due=date(2027, 5, 10)),), builtin())


def delete(before: Ledger, _now: datetime, which: str) -> Ledger:
    return delete_order(before, which) if which in before.orders else before


def move(before: Ledger, _now: datetime, which: str, channel: str) -> Ledger:
    """The order was paid by another institution."""
    if which not in before.orders:
        return before
    return edited(before, replace(before.orders[which], account_id=channel), builtin())


def date_earlier(before: Ledger, _now: datetime, which: str, earlier: int) -> Ledger:
    """The order is said to have been entered earlier."""
    if which not in before.orders:
        return before
    old = before.orders[which]
    return edited(before, replace(old, entered_on=old.entered_on - timedelta(days=earlier)), builtin())


def refund_earlier(before: Ledger, now: datetime, which: str, earlier: int) -> Ledger:
    """Something of the order was refunded, so many days ago."""
    if which not in before.orders:
        return before
    return refund(before, derive(before, builtin()), which, 1_00, now - timedelta(days=earlier), full=False)


def answer(before: Ledger, now: datetime, number: int) -> Ledger:
    """One of the precautions is looked at."""
    there = rows(before, channels_of(before), now)
    return looked(before, channels_of(before), there[number % len(there)].id, now)


def add_account(before: Ledger, now: datetime, channel: str, last4: str | None) -> Ledger:
    return added(before, builtin(), channel, AccountDetails(last4=last4), now.date())[0]


def delete_account(before: Ledger, _now: datetime, number: int) -> Ledger:
    idents = sorted(before.accounts)
    return account_deleted(before, builtin(), idents[number % len(idents)]) if idents else before


def reset(before: Ledger, now: datetime, channel: str) -> Ledger:
    """Nothing of the channel is the user's own any more."""
    return drop_override(before, builtin(), channel, now.date())


def one(channel: str = "xiaomi") -> Days:
    days = Days()
    days.do(partial(enter, which="phone", channel=channel))
    return days


def names(days: Days, since: int = 0) -> set[str]:
    return {ident for number, ident in days.named if number >= since}


@pytest.mark.parametrize("gone", range(1, 16))
def test_an_order_that_is_deleted_and_entered_again_has_nothing_named_twice(gone: int) -> None:
    days = one().until(gone)
    days.do(partial(delete, which="phone"))
    days.do(partial(enter, which="phone", channel="xiaomi"))
    days.until(DAYS).check()


@pytest.mark.parametrize("gone", range(5, 20))
def test_the_days_of_the_others_stay_where_the_first_order_of_an_account_is_deleted(gone: int) -> None:
    days = one()
    for number, (which, channel) in enumerate((("robot", "huabei"), ("watch", "cmb")), 1):
        days.until(number).do(partial(enter, which=which, channel=channel))
    days.until(4).do(partial(enter, which="phone2", channel="xiaomi"))
    days.until(gone).do(partial(delete, which="phone"))
    days.until(DAYS).check()


@pytest.mark.parametrize("at", range(1, 16))
def test_an_order_that_says_an_earlier_day_moves_no_turn(at: int) -> None:
    days = one("huabei").until(at)
    days.do(partial(enter, which="robot", channel="xiaomi", earlier=30))
    days.do(partial(date_earlier, which="phone", earlier=20))
    days.until(DAYS).check()


@pytest.mark.parametrize("at", range(1, 16))
def test_an_account_without_a_day_keeps_the_one_that_it_had_in_an_older_version(at: int) -> None:
    day = BEGIN.date()
    first, second = (
        add_orders(Ledger(), (order(which, channel=channel, entered_on=day - timedelta(days=back)),), builtin())
        for which, channel, back in (("phone", "huabei", 20), ("robot", "xiaomi", 10))
    )
    old = replace(second, orders=first.orders | second.orders, accounts=first.accounts | second.accounts)
    bare = {ident: replace(each, by_order=False) for ident, each in old.accounts.items()}
    days, same = Days(replace(old, accounts=bare)), Days(replace(old, accounts=bare))
    days.until(at)
    days.do(partial(delete, which="phone"))
    days.do(partial(enter, which="phone", channel="huabei"))
    assert days.until(DAYS).named == same.until(DAYS).named
    assert days.ledger.accounts["huabei"].added_on == day - timedelta(days=20)


def test_of_an_account_that_an_order_made_and_left_nothing_is_asked() -> None:
    days = one().until(3)
    days.do(partial(move, which="phone", channel="douyin"))
    days.until(DAYS).check()
    assert not {ident for ident in names(days, 3) if ident.endswith("xiaomi")}
    assert {ident for ident in names(days, 3) if ident.endswith("douyin")}
    days.do(partial(enter, which="robot", channel="xiaomi"))
    assert {ident for ident in names(days.until(DAYS + 60), DAYS) if ident.endswith("xiaomi")}
    days.check()


def test_of_an_account_that_somebody_added_or_said_something_of_it_is_asked_without_an_order() -> None:
    added_, said = Days(), one()
    added_.do(partial(add_account, channel="xiaomi", last4=None))
    added_.do(partial(enter, which="phone", channel="xiaomi"))
    said.do(lambda ledger, _: replace(ledger, accounts={"xiaomi": replace(ledger.accounts["xiaomi"], label="米")}))
    for days in (added_, said):
        days.until(2).do(partial(move, which="phone", channel="douyin"))
        assert {ident for ident in names(days.until(DAYS), 2) if ident.endswith("xiaomi")}
        days.check()


@pytest.mark.parametrize("gone", range(1, 16))
def test_the_second_card_that_stands_for_its_bank_then_moves_no_turn(gone: int) -> None:
    days = one("huabei")
    days.do(partial(add_account, channel="cmb", last4=None))
    days.until(1).do(partial(add_account, channel="cmb", last4=CARD))
    days.until(gone).do(lambda ledger, _: account_deleted(ledger, builtin(), "cmb"))
    days.until(DAYS).check()
    assert f"phone-number-cmb-{CARD}" in names(days)


@pytest.mark.parametrize("gone", range(4, 20))
def test_what_concerns_all_keeps_its_day_where_the_first_account_is_deleted(gone: int) -> None:
    days = Days()
    days.do(partial(add_account, channel="xiaomi", last4=None))
    days.until(3).do(partial(enter, which="phone", channel="huabei"))
    days.until(gone).do(lambda ledger, _: account_deleted(ledger, builtin(), "xiaomi"))
    days.until(DAYS).check()


@pytest.mark.parametrize("at", range(10, 40))
def test_a_refund_that_is_entered_late_moves_no_other(at: int) -> None:
    days = one()
    for which in ("robot", "watch"):
        days.do(partial(enter, which=which, channel="xiaomi"))
    days.do(partial(refund_earlier, which="phone", earlier=0))
    days.until(1).do(partial(refund_earlier, which="robot", earlier=0))
    days.until(at).do(partial(refund_earlier, which="watch", earlier=60))
    days.until(DAYS).check()
    assert {f"refund-arrived-{which}" for which in ("phone", "robot", "watch")} <= names(days)


@pytest.mark.parametrize("earlier", [0, 10, 15, 16, 100, 115, 116, 400])
def test_a_refund_that_is_entered_however_late_is_asked_about_soon(earlier: int) -> None:
    days = Days()
    old = order("phone", channel="xiaomi", bought_at=datetime(2025, 9, 1), due=date(2027, 5, 10))
    days.do(lambda ledger, _: add_orders(ledger, (old,), builtin()))
    days.until(1).do(partial(refund_earlier, which="phone", earlier=earlier))
    first = min(number for number, ident in days.until(DAYS).named if ident == "refund-arrived-phone")
    begins = 1 + max(0, 15 - earlier)
    assert begins <= first <= begins + 6


def test_a_refund_from_before_the_answer_for_another_that_is_entered_after_it_is_asked_about() -> None:
    days = one()
    days.do(partial(refund_earlier, which="phone", earlier=0))
    days.until(20).do(lambda ledger, now: looked(ledger, channels_of(ledger), "refund-arrived-phone", now))
    days.until(22).do(partial(refund_earlier, which="phone", earlier=10))
    assert "refund-arrived-phone" in names(days.until(DAYS), 22)
    days.check()


_which, _channel = st.sampled_from(TITLES), st.sampled_from(CHANNELS)
_earlier = st.sampled_from((0, 1, 5, 14, 15, 16, 40, 120))


def _act(act: Callable[..., Ledger], **given_: st.SearchStrategy[object]) -> st.SearchStrategy[Change]:
    return st.fixed_dictionaries(given_).map(lambda said: partial(act, **said))


ACTS = st.one_of(
    _act(enter, which=_which, channel=_channel, earlier=_earlier),
    _act(delete, which=_which),
    _act(move, which=_which, channel=_channel),
    _act(date_earlier, which=_which, earlier=_earlier),
    _act(refund_earlier, which=_which, earlier=_earlier),
    _act(answer, number=st.integers(0, 20)),
    _act(add_account, channel=_channel, last4=st.sampled_from((None, CARD))),
    _act(delete_account, number=st.integers(0, 5)),
    _act(reset, channel=_channel),
)


@given(
    old=st.booleans(),
    done=st.lists(st.tuples(st.integers(0, DAYS - 1), ACTS), min_size=5, max_size=30),
)
def test_whatever_happens_to_orders_refunds_and_accounts_none_is_named_twice_a_month(
    done: list[tuple[int, Change]], *, old: bool
) -> None:
    days = one()
    if old:
        bare = {ident: replace(each, added_on=None, by_order=False) for ident, each in days.ledger.accounts.items()}
        days = Days(replace(days.ledger, accounts=bare))
    for number, act in sorted(done, key=lambda each: each[0]):
        days.until(number).do(act)
    days.until(DAYS).check()
