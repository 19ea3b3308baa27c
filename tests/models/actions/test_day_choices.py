"""The due days that an institution allows, with the bills that follow from each."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from models.actions.account_changes import AccountDetails, added, changed, moved
from models.actions.day_choices import DayChoice, day_choices, since_payday
from models.actions.own_rules import own_of, set_override
from models.bills.contracts import contracts
from models.channels.channel import Catalogue
from models.channels.cycle import DueMove
from models.channels.due import bill_day_of, next_bills
from models.ledger.ledger import Ledger
from models.values.message import Problem
from tests.models.builders import by_hand, ledger, order

SINCE = date(2026, 12, 5)
OF = ledger(order())


def bills(choice: DayChoice) -> list[str]:
    return [f"{day:%m-%d}" for day in choice.bills]


def offered(of: Ledger, ident: str, since: date = SINCE, catalogue: Catalogue | None = None) -> dict[object, list[str]]:
    found = day_choices(of, catalogue or by_hand(), ident, since)
    return {each.move and (each.move.bill_day, each.move.due_day): bills(each) for each in found}


def test_huabei_offers_four_other_days_and_the_bill_that_is_out_stays():
    assert offered(OF, "huabei") == {
        None: ["12-10", "01-10", "02-10"],
        (1, 8): ["12-10", "01-08", "02-08"],
        (1, 9): ["12-10", "01-09", "02-09"],
        (5, 15): ["12-10", "01-15", "02-15"],
        (10, 20): ["12-10", "01-20", "02-20"],
    }


def test_from_the_middle_of_december_both_days_move_and_no_bill_is_left_out():
    found = offered(OF, "huabei", date(2026, 12, 10))
    assert found[10, 20] == ["12-10", "01-20", "02-20"]
    assert found[5, 15] == ["12-10", "01-15", "02-15"]


def test_douyin_is_due_five_days_after_each_of_its_bill_days():
    found = offered(Ledger(), "douyin", date(2026, 12, 2))
    assert found == {
        None: ["12-06", "01-06", "02-06"],
        (10, 15): ["12-06", "01-15", "02-15"],
        (15, 20): ["12-06", "01-20", "02-20"],
    }


def test_the_day_that_holds_since_a_move_is_not_offered_again_and_the_first_one_is():
    of = moved(OF, by_hand(), "huabei", DueMove(date(2026, 11, 1), 10, 20))
    found = offered(of, "huabei")
    assert (10, 20) not in found
    assert found[None] == ["12-20", "01-20", "02-20"]
    assert (1, 10) in found


@pytest.mark.parametrize("ident", ["cmb", "xiaomi", "jd-baitiao", "meituan"])
def test_where_no_days_are_known_that_is_said(ident: str):
    with pytest.raises(Problem, match="its app says it"):
        day_choices(OF, by_hand(), ident, SINCE)


def test_where_the_due_date_is_so_many_days_after_the_bill_a_move_says_both_days():
    with pytest.raises(Problem, match="move jd-baitiao --bill-day N --due-day N"):
        day_choices(OF, by_hand(), "jd-baitiao", SINCE)
    with pytest.raises(Problem, match="say the new bill day as well"):
        moved(OF, by_hand(), "jd-baitiao", DueMove(SINCE, None, 14))
    of = moved(OF, by_hand(), "jd-baitiao", DueMove(SINCE, 5, 14))
    assert of.accounts["jd-baitiao"].moves == (DueMove(SINCE, 5, 14),)


@given(since=st.dates(date(2026, 1, 1), date(2028, 12, 31)), ident=st.sampled_from(("huabei", "douyin")))
def test_choosing_a_day_gives_the_bills_that_were_shown(since: date, ident: str):
    for choice in day_choices(Ledger(), by_hand(), ident, since):
        of = moved(Ledger(), by_hand(), ident, choice.move) if choice.move else Ledger()
        assert next_bills(contracts(of, by_hand())[ident], since, 3) == choice.bills


def test_a_day_without_a_bill_day_of_its_own_keeps_the_one_there_is():
    catalogue = {**by_hand(), "huabei": replace(by_hand()["huabei"], bill_days={})}
    assert (1, 20) in offered(OF, "huabei", catalogue=catalogue)


@pytest.mark.parametrize(
    ("payday", "due", "days"),
    [
        (5, "2026-12-10", 5),
        (10, "2026-12-10", 0),
        (15, "2026-12-10", 25),
        (31, "2026-03-10", 10),
        (31, "2026-02-28", 0),
    ],
)
def test_how_long_after_the_last_payday_something_is_due(payday: int, due: str, days: int):
    assert since_payday(payday, date.fromisoformat(due)) == days


OWN = {"huabei": (10, 20), "douyin": (10, 15)}


@pytest.mark.parametrize(
    ("ident", "days"),
    [("huabei", {8: 1, 9: 1, 10: 1, 15: 5}), ("douyin", {6: 1, 20: 15})],
)
def test_an_account_with_days_of_its_own_is_offered_the_bill_days_of_its_institution(ident: str, days: dict[int, int]):
    bill_day, due_day = OWN[ident]
    own = AccountDetails(bill_day=bill_day, due_day=due_day)
    of, _ = added(Ledger(), by_hand(), ident, own, SINCE)
    moves = [each.move for each in day_choices(of, by_hand(), ident, SINCE) if each.move]
    assert {move.due_day: move.bill_day for move in moves} == days


@given(
    ident=st.sampled_from(("huabei", "douyin")),
    began=st.integers(0, 4),
    to=st.integers(0, 4),
    since=st.dates(date(2026, 1, 1), date(2028, 12, 31)),
)
def test_whatever_days_an_account_began_with_a_due_day_has_one_bill_day(ident: str, began: int, to: int, since: date):
    days = by_hand()[ident].due_days
    first, due_day = days[began % len(days)], days[to % len(days)]
    of, account = added(Ledger(), by_hand(), ident, AccountDetails(due_day=first), since)
    assert account.bill_day == by_hand()[ident].billed_for(first)
    if first == due_day:
        return
    (chosen,) = (
        each.move for each in day_choices(of, by_hand(), ident, since) if each.move and each.move.due_day == due_day
    )
    of = moved(of, by_hand(), ident, DueMove(since, None, due_day))
    assert of.accounts[ident].moves == (chosen,), "what is offered, and what is written where no bill day is said"
    assert chosen == DueMove(since, by_hand()[ident].billed_for(due_day), due_day)


@given(
    bill_day=st.integers(1, 31),
    due_day=st.integers(1, 31),
    to=st.integers(1, 31),
    since=st.dates(date(2026, 1, 1), date(2028, 12, 31)),
)
def test_a_due_day_that_is_moved_alone_moves_no_bill_that_is_out_and_none_into_the_past(
    bill_day: int, due_day: int, to: int, since: date
):
    of, account = added(Ledger(), by_hand(), "cmb", AccountDetails(bill_day=bill_day, due_day=due_day), since)
    before = contracts(of, by_hand())["cmb"]
    after = contracts(moved(of, by_hand(), account.id, DueMove(since, None, to)), by_hand())["cmb"]
    was, now = next_bills(before, since, 3), next_bills(after, since, 3)
    billed = bill_day_of(before, was[0])
    assert billed is not None
    assert (now[0] == was[0]) if billed < since else (billed < now[0]), "out, it stays; else it is due after it is made"
    assert since <= now[0] < now[1] < now[2]


def test_the_same_holds_of_a_move_typed_among_the_rules_of_a_channel():
    of, _ = added(Ledger(), by_hand(), "cmb", AccountDetails(bill_day=18, due_day=5), SINCE)
    own = own_of(of, by_hand(), "cmb")
    moves = [{"since": date(2026, 12, 1), "bill_day": None, "due_day": 20}]
    of = set_override(of, by_hand(), replace(own, values={**own.values, "due_moves": moves}), SINCE)
    assert of.accounts["cmb"].moves == (DueMove(date(2026, 12, 1), 18, 20),)


def test_a_bill_day_that_the_user_says_beside_it_stays():
    of = moved(OF, by_hand(), "huabei", DueMove(SINCE, 3, 20))
    assert of.accounts["huabei"].moves == (DueMove(SINCE, 3, 20),)
    of, account = added(Ledger(), by_hand(), "huabei", AccountDetails(bill_day=3, due_day=20), SINCE)
    assert (account.bill_day, account.due_day) == (3, 20)
    assert changed(of, by_hand(), "huabei", AccountDetails(label="mine"), SINCE).accounts["huabei"].bill_day == 3
