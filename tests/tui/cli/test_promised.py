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
    assert promised("promise", later, "--on", "2027-01-20", "--yes").code == 0
    assert [each["id"] for each in promised("due", "--json").json["bills"]] == [BILL]
