"""When the bill of a due date is made."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from models.bills.billed import billed_on, is_out
from models.channels.builtin import builtin
from models.channels.cycle import Cycle, DueMove, bill_in
from models.channels.rules import Mode
from tests.models.channels.test_cycle import cycles

LATER = DueMove(since=date(2026, 12, 15), bill_day=10, due_day=20)
BACK = DueMove(since=date(2026, 12, 15), bill_day=1, due_day=10)
DUE_ALONE = DueMove(since=date(2026, 12, 15), bill_day=None, due_day=20)


def day(text: str) -> date:
    return date.fromisoformat(f"20{text}")


def billed(ident: str, due: str, **days) -> str:
    return f"{billed_on(replace(builtin()[ident], **days), day(due)):%y-%m-%d}"


@pytest.mark.parametrize(
    ("channel", "days", "due", "made"),
    [
        pytest.param("huabei", {}, "26-12-10", "26-12-01", id="of the same month"),
        pytest.param("cmb", {"bill_day": 18, "due_day": 5}, "26-12-05", "26-11-18", id="of the month before"),
        pytest.param("cmb", {"bill_day": 31, "due_day": 18}, "27-03-18", "27-02-28", id="on a short month's last day"),
        pytest.param("jd-baitiao", {"bill_day": 25}, "27-01-03", "26-12-25", id="so many days before"),
        pytest.param("jd-baitiao", {}, "26-12-10", "26-12-01", id="so many days before, its day not said"),
        pytest.param("cmb", {"bill_day": 5}, "26-12-25", "26-12-05", id="its due day not said"),
        pytest.param("huabei", {"due_moves": (LATER,)}, "26-12-10", "26-12-01", id="before a move"),
        pytest.param("huabei", {"due_moves": (LATER,)}, "27-01-20", "27-01-10", id="after a move"),
        pytest.param("huabei", {"due_moves": (LATER,)}, "27-01-10", "27-01-01", id="kept from before a move"),
        pytest.param("huabei", {"due_moves": (DUE_ALONE,)}, "27-01-20", "27-01-01", id="the due day alone moved"),
        pytest.param("jd-baitiao", {"due_moves": (BACK,)}, "27-01-10", "27-01-01", id="its day said by a move"),
        pytest.param("jd-baitiao", {"due_moves": (BACK,)}, "26-12-20", "26-12-11", id="made before that move"),
        pytest.param("huabei", {}, "26-12-28", "26-12-01", id="due on no bill's date"),
        pytest.param("cmb", {}, "26-12-10", "26-12-10", id="no day known"),
        pytest.param("xiaomi", {}, "26-12-10", "26-12-10", id="each order on its own date"),
        pytest.param(
            "huabei", {"mode": Mode.ORDER}, "26-12-10", "26-12-10", id="each order on its own date, days left"
        ),
    ],
)
def test_the_bill_of_a_due_date_is_made_on_the_day_that_the_accounts_days_say(channel, days, due, made):
    assert billed(channel, due, **days) == made


@pytest.mark.parametrize(("on", "out"), [("26-11-30", False), ("26-12-01", True), ("26-12-10", True)])
def test_a_bill_is_out_from_the_day_on_which_it_is_made(on, out):
    assert is_out(builtin()["huabei"], day("26-12-10"), day(on)) is out


@given(cycle=cycles(), month=st.integers(2026 * 12, 2029 * 12))
def test_whatever_the_days_and_their_moves_each_bill_was_made_on_its_own_day(cycle: Cycle, month: int):
    moves = tuple(move for move in cycle.moves if cycle.due_after is None or move.bill_day is not None)
    cycle = replace(cycle, moves=moves)
    own = {"bill_day": cycle.bill_day, "due_day": cycle.due_day, "due_after": cycle.due_after, "due_moves": moves}
    made = bill_in(cycle, month)
    assert billed_on(replace(builtin()["huabei"], **own), made.due) == made.billed
