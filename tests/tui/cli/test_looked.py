"""`fenqi confirm` and `fenqi correct`: what somebody saw in the institution's app."""

import pytest

from models.ledger.auto_debit import Outcome
from models.ledger.reduction import Target
from tests.tui.cli.shell import Shell

HUABEI, JD = "huabei/2026-12-10", "jd-baitiao/2026-11-25"
RUNNING, OVER = "2026-12-10T13:00:00+08:00", "2026-12-11T09:00:00+08:00"


@pytest.mark.parametrize("now", [RUNNING, OVER])
@pytest.mark.parametrize(
    ("taken", "status", "outstanding", "outcome"),
    [
        (("--taken",), "settled", "0.00", Outcome.TAKEN),
        (("--taken", "622.06"), "settled", "0.00", Outcome.TAKEN),
        (("--taken", "600"), None, "22.06", Outcome.PART),
        (("--failed",), None, "622.06", Outcome.FAILED),
    ],
)
def test_auto_debit_took_it_or_a_part_of_it_or_failed(
    shell: Shell, now: str, taken: tuple[str, ...], status: str | None, outstanding: str, outcome: Outcome
) -> None:
    shell.now = now
    bill = shell("confirm", HUABEI, *taken, "--yes", "--json").json
    assert (bill["id"], bill["outstanding"]) == (HUABEI, outstanding)
    assert bill["status"] == (status or ("overdue" if now == OVER else bill["status"]))
    assert shell.ledger.debits[HUABEI].outcome is outcome
    assert shell("undo", "--yes").code == 0
    assert not shell.ledger.debits


@pytest.mark.parametrize("taken", ["622.07", "90000"])
def test_more_than_is_owed_was_not_taken_until_the_bill_is_corrected(shell: Shell, taken: str) -> None:
    shell.now = OVER
    answer = shell("confirm", HUABEI, "--taken", taken, "--yes")
    assert (answer.code, answer.out) == (1, "")
    assert "more than the ¥622.06 owed" in answer.err
    assert f"`fenqi correct {HUABEI} --total {taken}" in answer.err
    seen = ("--answer", "far-off=seen") if taken == "90000" else ()
    assert shell("correct", HUABEI, "--total", taken, *seen, "--yes").code == 0
    assert shell("confirm", HUABEI, "--taken", taken, "--yes", "--json").json["status"] == "settled"


def test_what_failed_may_have_been_taken_at_a_later_try(shell: Shell) -> None:
    shell.now = RUNNING
    shell("confirm", HUABEI, "--failed", "--yes")
    assert shell("confirm", "huabei/2026-12-10", "--taken", "--yes", "--json").json["status"] == "settled"


def test_an_account_stands_for_the_bill_that_is_to_be_looked_at(shell: Shell) -> None:
    shell.now = OVER
    assert shell("confirm", "huabei", "--taken", "--yes", "--json").json["id"] == HUABEI
    shell.now = "2026-12-12T09:00:00+08:00"
    assert shell("confirm", "huabei", "--taken", "--yes").code == 1


@pytest.fixture
def unshown(shell: Shell) -> Shell:
    """A shell whose 白条 bill was repaid, which the app did not show yet."""
    shell("record", JD, "--amount", "101", "--method", "balance", "--unconfirmed", "--yes")
    return shell


def test_a_repayment_that_the_app_shows_by_now_is_confirmed(unshown: Shell) -> None:
    (before,) = (each for each in unshown("bills", "--json").json["bills"] if each["id"] == JD)
    assert before["status"] == "to_confirm"
    answer = unshown("confirm", "jd-baitiao", "--yes")
    assert answer.out == "JD Baitiao 京东白条, due 2026-11-25: ¥0.00 of ¥101.00 to pay, settled\n"
    assert all(each.confirmed for each in unshown.ledger.repayments.values())


def test_a_repayment_that_never_arrived_is_taken_off_and_its_bill_is_open_again(unshown: Shell) -> None:
    bill = unshown("confirm", JD, "--failed", "--yes", "--json").json
    assert (bill["outstanding"], unshown.ledger.repayments) == ("101.00", {})


def test_while_auto_debit_is_to_be_looked_at_failed_is_about_that(shell: Shell) -> None:
    shell("record", HUABEI, "--amount", "100", "--method", "balance", "--unconfirmed", "--yes")
    shell.now = OVER
    shell("confirm", HUABEI, "--failed", "--yes")
    assert shell.ledger.debits[HUABEI].outcome is Outcome.FAILED
    assert shell.ledger.repayments
    shell("confirm", HUABEI, "--failed", "--yes")
    assert not shell.ledger.repayments


def test_an_early_settlement_that_was_not_shown_is_confirmed_by_its_id(shell: Shell) -> None:
    order = next(each.id for each in shell.ledger.orders.values() if each.order_no == "102")
    shell("early", "102", "--record", "1000", "--method", "balance", "--unconfirmed", "--yes")
    assert shell("confirm", f"early/{order}", "--yes").code == 0
    assert all(each.confirmed for each in shell.ledger.repayments.values())


@pytest.mark.parametrize(
    ("arguments", "now", "words"),
    [
        (
            (JD,),
            "2026-11-22T14:00:00+08:00",
            "nobody said that auto-debit is on here",
        ),
        ((JD, "--failed"), "2026-11-22T14:00:00+08:00", "there is nothing to look at now"),
        ((HUABEI,), "2026-11-22T14:00:00+08:00", "the balance is checked from 12-09 on"),
        ((HUABEI, "--taken"), "2026-12-09T14:00:00+08:00", "auto-debit begins at 12-10 00:00"),
        ((HUABEI,), "2026-12-09T14:00:00+08:00", "auto-debit begins at 12-10 00:00"),
        ((HUABEI,), OVER, "say whether auto-debit took the money: `--taken` or `--failed`"),
        ((HUABEI, "--taken", "0"), OVER, "the amount must be ¥0.01 to"),
        ((HUABEI, "--taken", "all"), OVER, "all is not an amount"),
        (("huabei",), "2026-11-22T14:00:00+08:00", "no bill of Huabei 花呗 is open"),
    ],
)
def test_where_there_is_nothing_to_confirm_it_is_said_why(
    shell: Shell, arguments: tuple[str, ...], now: str, words: str
) -> None:
    shell.now = now
    answer = shell("confirm", *arguments, "--yes")
    assert (answer.code, answer.out) == (1, "")
    assert words in answer.err


def test_it_was_taken_or_it_failed(shell: Shell) -> None:
    shell.now = OVER
    assert shell("confirm", HUABEI, "--taken", "--failed").code == 2


def test_a_bill_is_corrected_to_the_institutions_total(shell: Shell) -> None:
    answer = shell("correct", HUABEI, "--total", "620", "--target", "fee", "--reason", "立减券", "--yes", "--json")
    assert (answer.json["id"], answer.json["amount"], answer.json["corrected"]) == (HUABEI, "620.00", "-2.06")
    (reduction,) = shell.ledger.reductions.values()
    assert (reduction.target, reduction.amount, reduction.reason) == (Target.FEE, 206, "立减券")
    assert shell("undo", "--yes").out == "undone: correction of Huabei 花呗 2026-12-10\n"
    assert not shell.ledger.corrections
    assert not shell.ledger.reductions


def test_a_total_that_is_far_off_is_written_only_where_somebody_looked_again(shell: Shell) -> None:
    before = shell.db.read_bytes()
    answer = shell("correct", "huabei", "--total", "62.20", "--yes")
    assert (answer.code, shell.db.read_bytes()) == (10, before)
    assert "¥62.20 is far from the bill's ¥622.06. Look at the app again." in answer.err
    assert shell("correct", "huabei", "--total", "622.20", "--answer", "far-off=seen", "--yes").code == 1
    assert shell("correct", "huabei", "--total", "62.20", "--answer", "far-off=seen", "--yes").code == 0
    amounts = {each["id"]: each["amount"] for each in shell("bills", "--json").json["bills"]}
    assert amounts[HUABEI] == "62.20"


@pytest.mark.parametrize(
    ("total", "options", "words"),
    [
        ("0", (), "more than ¥0.00"),
        ("700", ("--target", "fee"), "so nothing was lowered"),
        ("many", (), "many is not an amount"),
    ],
)
def test_what_cannot_be_the_total_is_refused(shell: Shell, total: str, options: tuple[str, ...], words: str) -> None:
    answer = shell("correct", HUABEI, "--total", total, *options, "--yes")
    assert (answer.code, answer.out) == (1, "")
    assert words in answer.err


def test_a_bill_of_which_the_minimum_may_be_paid_says_where_the_rest_is_said(shell: Shell) -> None:
    shell("correct", HUABEI, "--total", "1000", "--yes")
    shell("record", HUABEI, "--amount", "700", "--method", "balance", "--way", "part", "--yes")
    shell.now = OVER
    shell("confirm", HUABEI, "--failed", "--yes")
    words = "¥700.00 may be the minimum: in the app, c says whether the rest goes over"
    (line,) = (each for each in shell("due").out.splitlines() if "¥300.00" in each)
    assert "overdue · late interest so far: about ¥0.15" in line
    assert line.endswith(f" · {words}")
    assert words in shell("confirm", HUABEI, "--yes").err
