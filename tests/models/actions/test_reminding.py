"""Reminders: each thing is said when it is worth it, the most urgent of a bill first, and none is said twice."""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from itertools import count, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from models.actions import auto_debit
from models.actions.auto_debit import next_repayment_id
from models.actions.enough import confirm_balance, take_from
from models.actions.promise import promise
from models.actions.recording import record
from models.actions.reminding import Occasion, Reminder, ReminderKind, standing
from models.bills.bill import Bill
from models.bills.derive import derive
from models.channels.account import Account
from models.channels.builtin import builtin
from models.channels.channel import Catalogue
from models.channels.rules import AutoDebit, Switch
from models.ledger.ledger import Ledger
from models.ledger.repayment import Repayment, allocate
from tests.models.builders import at, crowded, ledger, order, plan

HAND, AUTO, UNKNOWN = "huabei", "jd-baitiao", "cmb"
SWITCHES = {HAND: Switch.OFF, AUTO: Switch.ON, UNKNOWN: Switch.UNKNOWN}
CATALOGUE: Catalogue = {
    ident: replace(each, auto_debit=AutoDebit(default=SWITCHES.get(ident, Switch.OFF)), cutoff=builtin()[HAND].cutoff)
    for ident, each in builtin().items()
}
"""花呗 is repaid by hand, 白条 by auto-debit on the due date; of 招行 nobody knows. All by the end of a day."""
BEGINS = at("2026-10-01T09:00:00+08:00")
HOURS = (0, 11)
"""When it is asked: at 9 and at 20 o'clock."""
DAY = date(2026, 12, 10)
BOUGHT = datetime(2026, 6, 1)

Act = Callable[[Ledger], Ledger]


def one(channel: str, due: date = DAY) -> Ledger:
    """A purchase that is paid at once."""
    return ledger(order("phone", channel=channel, terms=plan(100_00, 1, 0), due=due, bought_at=BOUGHT))


def bill_in(of: Ledger, ident: str) -> Bill:
    return derive(of, CATALOGUE).bill(ident)


def repays(ident: str, when: str, *, confirmed: bool = True) -> Act:
    """All of the bill, by hand."""

    def act(of: Ledger) -> Ledger:
        bill = bill_in(of, ident)
        made = Repayment(
            id=next_repayment_id(of, bill),
            account_id=bill.channel.id,
            due=bill.due,
            amount=bill.outstanding,
            paid_at=at(when),
            method="balance",
            confirmed=confirmed,
            allocations=allocate(bill.outstanding, bill.lines, bill.due),
        )
        return record(of, bill, made)

    return act


def said_in(of: Ledger, acts: Mapping[str, Act], days: int = 130, *, precautions: bool = False) -> list[str]:
    """What is said, as `12-07 09 due:…`, asked twice a day; the acts are done at their times, before it is asked."""
    said: dict[str, datetime] = {}
    found, todo = [], dict(acts)
    book = derive(of, CATALOGUE)
    for day in range(days):
        for hours in HOURS:
            now = BEGINS + timedelta(days=day, hours=hours)
            for when in [each for each in todo if at(each) <= now]:
                of = todo.pop(when)(of)
                book = derive(of, CATALOGUE)
            new = standing(of, book, now, precautions=precautions).new(said)
            bills = [each.bill.id for each in new if each.bill]
            assert len(set(bills)) == len(bills), "a bill is said once a run"
            assert not {each.id for each in new} & said.keys(), "none is said twice"
            said |= dict.fromkeys([each.id for each in new], now)
            found += [f"{now:%m-%d %H} {each.id}" for each in new]
    assert not todo
    return found


def test_a_bill_that_is_repaid_by_hand_is_said_three_days_and_a_day_before_it_is_due_and_on_the_day() -> None:
    bill = f"{HAND}/2026-12-10"
    assert said_in(one(HAND), {"2026-12-10T12:00:00+08:00": repays(bill, "2026-12-10T12:00:00+08:00")}) == [
        f"12-07 09 due:{bill}:3d",
        f"12-09 09 due:{bill}:1d",
        f"12-10 09 due:{bill}:0d",
    ]


def test_one_that_was_repaid_is_not_said_any_more() -> None:
    bill = f"{HAND}/2026-12-10"
    assert said_in(one(HAND), {"2026-12-08T12:00:00+08:00": repays(bill, "2026-12-08T12:00:00+08:00")}) == [
        f"12-07 09 due:{bill}:3d"
    ]


def test_one_that_nobody_repays_is_said_at_stages_that_grow_apart_and_for_as_long_as_it_is_overdue() -> None:
    bill = f"{HAND}/2026-12-10"
    assert said_in(one(HAND), {}, 400)[3:] == [
        f"12-11 09 overdue:{bill}:1d",
        f"12-13 09 overdue:{bill}:3d",
        f"12-17 09 overdue:{bill}:7d",
        f"12-24 09 overdue:{bill}:14d",
        f"01-09 09 overdue:{bill}:30d",
        *(
            f"{DAY + timedelta(days=days):%m-%d} 09 overdue:{bill}:{days}d"
            for days in range(60, (BEGINS.date() + timedelta(days=399) - DAY).days + 1, 30)
        ),
    ]


def test_a_promise_is_said_on_its_day_and_until_then_no_more_is_said_of_the_bill() -> None:
    bill = f"{HAND}/2026-12-10"
    now = "2026-12-11T12:00:00+08:00"
    acts = {now: lambda of: promise(of, bill_in(of, bill), date(2026, 12, 20), at(now))}
    assert said_in(one(HAND), acts, 92)[3:] == [
        f"12-11 09 overdue:{bill}:1d",
        f"12-20 09 promise:{bill}:2026-12-20",
        f"12-21 09 overdue:{bill}:7d",
        f"12-24 09 overdue:{bill}:14d",
    ]


def test_before_an_auto_debit_the_balance_is_said_once_and_after_it_to_look() -> None:
    bill = f"{AUTO}/2026-12-10"
    now = "2026-12-13T12:00:00+08:00"
    acts = {now: lambda of: auto_debit.taken(of, bill_in(of, bill), 100_00, at(now))}
    assert said_in(one(AUTO), acts) == [
        f"12-07 09 due:{bill}:3d",
        f"12-09 09 debit:{bill}:before",
        f"12-11 09 debit:{bill}:after:1d",
        f"12-13 09 debit:{bill}:after:3d",
    ]


def test_whose_balance_was_looked_at_is_left_alone_until_the_debit_has_run() -> None:
    bill = f"{AUTO}/2026-12-10"
    early, after = "2026-12-09T08:00:00+08:00", "2026-12-11T08:00:00+08:00"

    def looked(of: Ledger) -> Ledger:
        of = take_from(of, CATALOGUE, bill_in(of, bill), "招行 1234", at(early))
        return confirm_balance(of, CATALOGUE, bill_in(of, bill), 100_00, at(early))

    acts = {early: looked, after: lambda of: auto_debit.taken(of, bill_in(of, bill), 100_00, at(after))}
    assert said_in(one(AUTO), acts) == [f"12-07 09 due:{bill}:3d"]


def test_a_debit_that_failed_makes_a_bill_that_is_repaid_by_hand() -> None:
    bill = f"{AUTO}/2026-12-10"
    now = "2026-12-10T12:00:00+08:00"
    acts = {now: lambda of: auto_debit.failed(of, bill_in(of, bill), at(now))}
    assert said_in(one(AUTO), acts, 72)[2:] == [f"12-10 20 due:{bill}:0d", f"12-11 09 overdue:{bill}:1d"]


def test_where_nobody_knows_whether_auto_debit_is_on_both_are_said() -> None:
    bill = f"{UNKNOWN}/2026-12-10"
    assert said_in(one(UNKNOWN), {}, 72) == [
        f"12-07 09 due:{bill}:3d",
        f"12-09 09 due:{bill}:1d",
        f"12-10 09 due:{bill}:0d",
        f"12-11 09 debit:{bill}:after:1d",
    ]


def test_a_repayment_that_was_not_seen_is_said_from_the_next_day_on_until_it_was() -> None:
    bill = f"{HAND}/2026-12-10"
    paid = "2026-12-08T12:00:00+08:00"

    def confirms(of: Ledger) -> Ledger:
        seen = {ident: replace(each, confirmed=True) for ident, each in of.repayments.items()}
        return replace(of, repayments=seen)

    acts = {paid: repays(bill, paid, confirmed=False), "2026-12-13T08:00:00+08:00": confirms}
    assert said_in(one(HAND), acts) == [
        f"12-07 09 due:{bill}:3d",
        f"12-09 09 check:{bill}#1:1d",
        f"12-11 09 check:{bill}#1:3d",
    ]


def test_a_machine_that_slept_says_what_stands_and_not_what_it_missed() -> None:
    of = one(HAND)
    now = at("2026-12-12T09:00:00+08:00")
    (only,) = standing(of, derive(of, CATALOGUE), now, precautions=False).new(())
    assert only.id == f"overdue:{HAND}/2026-12-10:1d"


def test_what_was_due_long_before_it_was_entered_and_is_unknown_is_not_said_but_stands() -> None:
    of = one(UNKNOWN, date(2026, 6, 10))
    found = standing(of, derive(of, CATALOGUE), BEGINS, precautions=False)
    assert (found.new(()), found.any, found.alarm) == ((), True, True)


def test_the_most_urgent_comes_first_and_a_file_of_a_sync_tool_last() -> None:
    of = ledger(
        order("soon", channel=HAND, due=date(2026, 12, 12)),
        order("late", channel=AUTO, due=date(2026, 12, 1)),
        order("now", channel="xiaomi", due=DAY),
    )
    found = standing(of, derive(of, CATALOGUE), at("2026-12-10T09:00:00+08:00"), conflicts=["x"], precautions=False)
    assert [each.occasion for each in found.new(())] == [
        Occasion.AFTER_AUTO_DEBIT,
        Occasion.DUE,
        Occasion.DUE,
        Occasion.CONFLICT,
    ]
    assert [each.kind for each in found.new({f"debit:{AUTO}/2026-12-01:after:7d"})] == [
        *(ReminderKind.DUE, ReminderKind.DUE),
        ReminderKind.CONFLICT,
    ]
    assert (found.any, found.alarm) == (True, True)


def test_of_a_ledger_without_bills_nothing_stands() -> None:
    found = standing(Ledger(), derive(Ledger(), CATALOGUE), BEGINS)
    assert (found.any, found.alarm, found.new(())) == (False, False, ())


def test_400_days_of_a_life_with_three_accounts_say_each_thing_once() -> None:
    """花呗 is repaid on the day before; 白条 by auto-debit, and looked at; 招行 two days late, and seen a day later."""
    of = ledger(
        *(
            order(each, channel=each, terms=plan(1200_00, 12, 1_00), due=date(2026, 10, 20), bought_at=BOUGHT)
            for each in SWITCHES
        )
    )
    acts: dict[str, Act] = {}
    expected: Counter[str] = Counter()
    for each in derive(of, CATALOGUE).bills.values():
        bill, due = each.id, each.due
        times = {days: (due + timedelta(days=days)).isoformat() for days in range(-1, 4)}
        if each.channel.id == HAND:
            when = f"{times[-1]}T12:00:00+08:00"
            acts[when] = repays(bill, when)
            expected.update([f"due:{bill}:3d", f"due:{bill}:1d"])
        elif each.channel.id == AUTO:
            when = f"{times[1]}T12:00:01+08:00"
            acts[when] = lambda of, bill=bill, when=when: auto_debit.taken(
                of, bill_in(of, bill), bill_in(of, bill).outstanding, at(when)
            )
            expected.update([f"due:{bill}:3d", f"debit:{bill}:before", f"debit:{bill}:after:1d"])
        else:
            when, later = f"{times[2]}T12:00:02+08:00", f"{times[3]}T12:00:03+08:00"
            acts[when] = repays(bill, when, confirmed=False)
            acts[later] = lambda of: replace(
                of, repayments={ident: replace(each, confirmed=True) for ident, each in of.repayments.items()}
            )
            expected.update([f"due:{bill}:{days}d" for days in (3, 1, 0)])
            expected.update([f"debit:{bill}:after:1d", f"check:{bill}#1:1d"])
    found = said_in(of, acts, 400)
    assert Counter(each.split()[2] for each in found) == expected


def test_of_precautions_one_a_day_is_said_and_none_twice_within_a_month() -> None:
    of = Ledger(accounts={HAND: Account.of(CATALOGUE[HAND]), UNKNOWN: Account.of(CATALOGUE[UNKNOWN])})
    of = replace(of, accounts={key: replace(each, added_on=DAY) for key, each in of.accounts.items()})
    found = [each.split()[2] for each in said_in(of, {}, 400, precautions=True)]
    days = [date.fromisoformat(each.rpartition(":")[2]) for each in found]
    assert len(found) > 50 and len(set(days)) == len(days)
    for ident in {each.rpartition(":")[0] for each in found}:
        own = [day for day, each in zip(days, found, strict=True) if each.startswith(f"{ident}:")]
        assert all(later - day > timedelta(days=31) for day, later in pairwise(own))


@pytest.mark.parametrize("switch", Switch)
@given(st.lists(crowded(), min_size=1, max_size=4, unique_by=lambda each: each.id), st.data())
def test_whenever_it_is_asked_none_is_said_twice_and_what_it_says_is_so(switch: Switch, orders, data) -> None:
    of = ledger(*orders)
    catalogue = {ident: replace(each, auto_debit=AutoDebit(default=switch)) for ident, each in CATALOGUE.items()}
    book, said, now = derive(of, catalogue), dict[str, Reminder](), at("2026-11-20T00:00:00+08:00")
    for hours in data.draw(st.lists(st.integers(1, 24 * 20), max_size=12)):
        now += timedelta(hours=hours)
        for number in count():
            new = standing(of, book, now).new(said)
            assert number < 3, "a bill has no more than two things to say at once"
            if not new:
                break
            for each in new:
                assert each.id not in said and each.id.startswith(f"{each.kind}:")
                check_true(each, now)
                said[each.id] = each


def check_true(each: Reminder, now: datetime) -> None:
    """What is said of the bill is so at that moment."""
    bill = each.bill
    if bill is None:
        return
    passed = now.timestamp() > bill.due_at.timestamp()
    assert each.alarm == passed
    match each.occasion:
        case Occasion.DUE | Occasion.BALANCE:
            assert bill.outstanding > 0 and not passed
        case Occasion.OVERDUE | Occasion.UNSAID:
            assert bill.outstanding > 0 and passed
        case Occasion.AFTER_AUTO_DEBIT:
            assert bill.window is not None and now.timestamp() > bill.window.end.timestamp()
        case _:
            pytest.fail("nobody promised or repaid anything")
