"""Bills that time alone makes something else of: each turns once."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from models.bills.derive import derive
from models.bills.turning import Turned, turned_between
from models.channels.builtin import builtin
from models.channels.channel import Catalogue
from models.channels.rules import AutoDebit, Switch
from tests.models.builders import at, ledger, order, repaid

BILL = "huabei/2026-12-10"
MIDNIGHT = at("2026-12-10T00:00:00+08:00")
SECOND = timedelta(seconds=1)


def channels(switch: Switch, days_before: int = 0) -> Catalogue:
    auto_debit = AutoDebit(default=switch, days_before=days_before)
    return {**builtin(), "huabei": replace(builtin()["huabei"], auto_debit=auto_debit)}


OFF, ON, SOONER = channels(Switch.OFF), channels(Switch.ON), channels(Switch.ON, 2)


def turned(catalogue: Catalogue, before, now, of=None) -> list[tuple[str, bool]]:
    book = derive(of or ledger(order("phone")), catalogue)
    return [(each.bill.id, each.by_auto_debit) for each in turned_between(book, before, now)]


def test_a_bill_turns_due_at_the_institutions_midnight_and_not_again_on_its_day() -> None:
    assert turned(OFF, MIDNIGHT - SECOND, MIDNIGHT) == [(BILL, False)]
    assert turned(OFF, MIDNIGHT, MIDNIGHT + timedelta(hours=20)) == []
    assert turned(OFF, MIDNIGHT - timedelta(days=1), MIDNIGHT - SECOND) == []


def test_an_auto_debit_that_is_known_begins_and_one_of_which_nobody_knows_does_not() -> None:
    assert turned(ON, MIDNIGHT - SECOND, MIDNIGHT) == [(BILL, True)]
    assert turned(SOONER, MIDNIGHT - timedelta(days=2, seconds=1), MIDNIGHT - timedelta(days=2)) == [(BILL, True)]
    assert turned(SOONER, MIDNIGHT - SECOND, MIDNIGHT) == [(BILL, False)]
    assert turned(channels(Switch.UNKNOWN), MIDNIGHT - SECOND, MIDNIGHT) == [(BILL, False)]


def test_what_is_repaid_and_what_passed_while_the_host_slept_does_not_turn() -> None:
    assert turned(OFF, MIDNIGHT - SECOND, MIDNIGHT, repaid(ledger(order("phone")), BILL)) == []
    assert turned(OFF, MIDNIGHT - timedelta(days=1), MIDNIGHT + timedelta(days=3)) == []
    assert turned(ON, MIDNIGHT - timedelta(days=1), MIDNIGHT + timedelta(days=3)) == []


@given(st.lists(st.integers(1, 100), min_size=2))
def test_however_often_one_looks_nothing_turns_twice_in_the_same_way(hours) -> None:
    book = derive(ledger(order("phone"), order("card", channel="cmb")), SOONER)
    now, found = at("2026-12-01T00:00:00+08:00"), list[Turned]()
    for each in hours:
        before, now = now, now + timedelta(hours=each)
        found += turned_between(book, before, now)
    ways = [(each.bill.id, each.by_auto_debit) for each in found]
    assert len(set(ways)) == len(ways)
