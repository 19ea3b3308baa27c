"""`fenqi due` and `fenqi show` say the promise of a bill until it is kept or moved; undo takes it back."""

import pytest

from models.store import Store
from models.values.message import msg
from tests.models.builders import NOW, ledger, order
from tests.tui.cli.shell import Shell

BILL = "huabei/2026-12-10"
PROMISE = ("promise", BILL, "--on", "2026-12-20", "--yes")
PAID = ("record", BILL, "--amount", "101", "--method", "balance", "--answer", "debit-unseen=looked", "--yes")


@pytest.fixture
def promised(empty_shell: Shell) -> Shell:
    """A bill of the 10th of December, which was promised for the 20th on the 12th."""
    Store(empty_shell.db).commit(msg("edit"), lambda _: ledger(order("phone")), NOW)
    empty_shell.now = "2026-12-12T12:00:00+08:00"
    assert empty_shell(*PROMISE).code == 0
    return empty_shell


def said(shell: Shell) -> tuple[str | None, str, str]:
    """What `due` has of the bill as data, and in words, and what `show` has."""
    (bill,) = (each for each in shell("bills", "--json").json["bills"] if each["id"] == BILL)
    return bill["promise"], shell("due").out, shell("show", "phone").out


def test_until_its_day_it_stands_beside_how_the_bill_stands(promised: Shell) -> None:
    day, due, show = said(promised)
    assert day == "2026-12-20"
    assert due.rstrip().endswith("promised for 12-20")
    assert "the bill due 2026-12-10: promised for 12-20" in show
    assert promised("due", "--json").json["bills"][0]["promise"] == "2026-12-20"


def test_a_promise_for_another_year_says_which(promised: Shell) -> None:
    assert promised("promise", BILL, "--on", "12-01", "--yes").code == 0
    day, due, show = said(promised)
    assert day == "2027-12-01"
    assert due.rstrip().endswith("promised for 2027-12-01")
    assert "promised for 2027-12-01" in promised("bills").out
    assert "the bill due 2026-12-10: promised for 2027-12-01" in show


def test_a_day_that_passed_unpaid_is_said(promised: Shell) -> None:
    promised.now = "2026-12-21T12:00:00+08:00"
    day, due, show = said(promised)
    assert day == "2026-12-20"
    assert due.rstrip().endswith("promised for 12-20: that day has passed")
    assert "promised for 12-20: that day has passed" in show


def test_once_it_is_kept_it_is_said_no_more_and_undo_brings_it_back(promised: Shell) -> None:
    promised.now = "2026-12-21T12:00:00+08:00"
    answer = promised(*PAID)
    assert answer.code == 0, answer.err
    day, due, show = said(promised)
    assert (day, "promised" in due, "promised" in show) == (None, False, False)
    assert promised("undo", "--yes").code == 0
    assert said(promised)[0] == "2026-12-20"
    assert promised("undo", "--yes").code == 0
    assert said(promised)[0] is None


def test_a_moved_promise_is_said_for_its_new_day(promised: Shell) -> None:
    assert promised("promise", BILL, "--on", "2026-12-24", "--yes").code == 0
    assert said(promised)[1].rstrip().endswith("promised for 12-24")


def test_what_is_promised_soon_is_due_soon_though_the_bill_is_due_later(promised: Shell) -> None:
    later = "huabei/2027-01-10"
    assert promised("promise", later, "--on", "2026-12-15", "--yes").code == 0
    assert [each["id"] for each in promised("due", "--json").json["bills"]] == [BILL, later]
    assert promised("due", "--exit-code").code == 20, "the other is overdue"
    assert promised("undo", "--yes").code == 0
    assert [each["id"] for each in promised("due", "--json").json["bills"]] == [BILL]


# However far its day is


@pytest.fixture
def far(promised: Shell) -> Shell:
    """The bill of the next month, which is due in four weeks, promised for the summer."""
    assert promised("undo", "--yes").code == 0
    assert promised("record", BILL, "--amount", "101", "--method", "balance", "--yes", *LOOKED).code == 0
    assert promised("due", "--json").json["bills"] == []
    assert promised("promise", LATER, "--on", "2027-05-05", "--yes").code == 0
    return promised


LATER = "huabei/2027-01-10"
LOOKED = ("--answer", "debit-unseen=looked")


def test_a_promise_stands_in_due_from_the_day_on_which_it_is_made(far: Shell) -> None:
    for day in ("2026-12-12", "2026-12-25", "2027-01-05", "2027-03-01", "2027-05-05", "2027-05-06"):
        far.now = f"{day}T12:00:00+08:00"
        (line,) = (each for each in far("due", "--days", "0").out.splitlines() if "2027-01-10" in each)
        assert ("promised for 2027-05-05" if day < "2027" else "promised for 05-05") in line
        (bill,) = (each for each in far("due", "--json").json["bills"] if each["id"] == LATER)
        assert bill["promise"] == "2027-05-05"


def test_a_promise_that_is_far_makes_nothing_due(far: Shell) -> None:
    assert far("due", "--exit-code").code == 0
    far.now = "2027-01-05T12:00:00+08:00"
    assert far("due", "--exit-code").code == 10


def test_a_promise_that_was_moved_or_kept_leaves_no_other_in_due(far: Shell) -> None:
    assert far("promise", LATER, "--on", "2027-06-06", "--yes").code == 0
    assert far("due").out.rstrip().endswith("promised for 2027-06-06")
    assert far("record", LATER, "--amount", "101", "--method", "balance", "--yes").code == 0
    assert far("due", "--json").json["bills"] == []


@pytest.mark.parametrize(
    ("typed", "day"),
    [("12-20", "2026-12-20"), ("12月20日", "2026-12-20"), ("01-05", "2027-01-05"), ("20日", "2026-12-20")],
)
def test_the_day_of_a_promise_is_read_without_its_year_as_the_next_one(promised: Shell, typed: str, day: str) -> None:
    assert promised("promise", BILL, "--on", typed, "--yes").code == 0
    assert said(promised)[0] == day


@pytest.mark.parametrize(("day", "code"), [("2027-12-12", 0), ("2027-12-13", 1), ("2036-12-31", 1)])
def test_a_day_more_than_a_year_away_is_refused(promised: Shell, day: str, code: int) -> None:
    answer = promised("promise", BILL, "--on", day, "--yes")
    assert answer.code == code
    assert ("promise a day up to 2027-12-12" in answer.err) == bool(code)
    assert said(promised)[0] == ("2026-12-20" if code else day)
