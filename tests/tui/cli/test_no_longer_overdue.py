"""Saying that auto-debit is on names the bills that were overdue and are to be confirmed by it."""

import pytest
from msgspec.structs import replace

from models.channels.account import Account
from models.channels.builtin import builtin
from models.store import Store
from models.values.message import msg
from tests.models.builders import NOW, ledger, order, plan
from tests.tui.cli.shell import Shell

SAID = "1 bill that was overdue is now to be confirmed: 2026-12-10 ¥101.00\n"
SAID_OF_TWO = "2 bills that were overdue are now to be confirmed: 2026-12-10 ¥101.00, 2027-01-10 ¥101.00\n"


@pytest.fixture
def late(empty_shell: Shell) -> Shell:
    """A bill of a card that is overdue; nobody said whether its auto-debit is on."""
    of = ledger(order("phone", channel="cmb", terms=plan(300_00, 3, 1_00)))
    of = replace(of, accounts={"cmb": Account.of(builtin()["cmb"])})
    Store(empty_shell.db).commit(msg("edit"), lambda _: of, NOW)
    empty_shell.now = "2026-12-12T12:00:00+08:00"
    assert status(empty_shell) == "overdue"
    return empty_shell


def status(shell: Shell) -> str:
    return next(each for each in shell("bills", "--json").json["bills"] if each["id"] == "cmb/2026-12-10")["status"]


@pytest.mark.parametrize(
    "act",
    [
        ("account", "set", "cmb", "--auto-debit", "on"),
        ("order", "set", "phone", "--auto-debit", "on"),
        ("channel", "set", "cmb", "auto_debit.default=on"),
    ],
)
def test_whoever_says_that_it_is_on_hears_which_bill_is_no_longer_overdue(late: Shell, act: tuple[str, ...]) -> None:
    shown = late(*act, "--dry-run")
    assert shown.out.endswith(SAID)
    assert status(late) == "overdue"
    written = late(*act, "--yes")
    assert written.out.endswith(SAID)
    assert status(late) == "to_confirm"
    assert SAID not in late(*act, "--yes").out, "once"


def test_several_are_counted_and_each_is_named(late: Shell) -> None:
    late.now = "2027-01-15T12:00:00+08:00"
    assert late("account", "set", "cmb", "--auto-debit", "on", "--yes").out.endswith(SAID_OF_TWO)


def test_that_it_is_off_or_how_much_it_takes_makes_no_bill_one_to_confirm(late: Shell) -> None:
    for said in (("--auto-debit", "off"), ("--extent", "minimum"), ("--label", "blue")):
        assert "overdue" not in late("account", "set", "cmb", *said, "--dry-run").out
