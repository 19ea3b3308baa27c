"""The due days that an institution allows, with the bills that follow from each."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from models.actions.account_changes import moved
from models.actions.day_choices import DayChoice, day_choices, since_payday
from models.bills.contracts import contracts
from models.channels.channel import Catalogue
from models.channels.cycle import DueMove
from models.channels.due import next_bills
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
    assert (10, 10) in found


@pytest.mark.parametrize("ident", ["cmb", "xiaomi", "jd-baitiao", "meituan"])
def test_where_no_days_are_known_that_is_said(ident: str):
    with pytest.raises(Problem, match="its app says it"):
        day_choices(OF, by_hand(), ident, SINCE)


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
