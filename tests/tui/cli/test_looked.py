"""`fenqi confirm` and `fenqi correct`: what somebody saw in the institution's app."""

from pathlib import Path
from typing import Any

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
        (("huabei",), "2026-11-22T14:00:00+08:00", "no bill of Huabei 花呗 waits for that"),
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
    assert "¥62.20 is far from the ¥622.06 here; look at the app again" in answer.err
    assert shell("correct", "huabei", "--total", "622.20", "--answer", "far-off=seen", "--yes").code == 1
    assert shell("correct", "huabei", "--total", "62.20", "--answer", "far-off=seen", "--yes").code == 0
    amounts = {each["id"]: each["amount"] for each in shell("bills", "--json").json["bills"]}
    assert amounts[HUABEI] == "62.20"


@pytest.mark.parametrize(
    ("total", "options", "words"),
    [
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
    words = (
        f"¥700.00 may be the minimum: look in the app, then say `fenqi confirm {HUABEI} --minimum`, "
        "or `--overdue` where the rest is overdue"
    )
    (line,) = (each for each in shell("due").out.splitlines() if "¥300.00" in each)
    assert f"past the due date · {words}" in line
    assert words in shell("confirm", HUABEI, "--yes").err
    assert stands(shell) == "to_confirm"
    assert shell("month", "--json").json["overdue"] == "101.00", "what is known to be late alone"


@pytest.fixture
def larger(shell: Shell) -> Shell:
    """The bill of 622.06 with other things on it: 1,000.00 in all, of which the minimum is 659.85."""
    shell("correct", HUABEI, "--total", "1000", "--yes")
    shell.now = OVER
    return shell


def bill(shell: Shell, ident: str) -> Any:
    return next(each for each in shell("bills", "--json").json["bills"] if each["id"] == ident)


def stands(shell: Shell) -> str:
    return str(bill(shell, HUABEI)["status"])


def test_what_auto_debit_took_may_be_the_minimum_until_it_is_said_and_the_shell_says_it(larger: Shell) -> None:
    answer = larger("confirm", HUABEI, "--taken", "659.85", "--yes")
    assert "say `fenqi confirm huabei/2026-12-10 --minimum`" in answer.out
    assert stands(larger) == "to_confirm"
    said = larger("confirm", HUABEI, "--minimum", "--yes", "--json").json
    assert (said["status"], said["carried_over"]["amount"]) == ("minimum_paid", "340.15")
    assert larger("undo", "--yes").code == 0
    assert stands(larger) == "to_confirm"


@pytest.mark.parametrize(
    ("options", "status"),
    [
        (("--taken", "659.85", "--minimum"), "minimum_paid"),
        (("--taken", "--minimum"), "minimum_paid"),
        (("--taken", "700", "--overdue"), "overdue"),
        (("--taken", "600"), "overdue"),
    ],
)
def test_with_what_was_taken_it_is_said_whether_that_was_the_minimum(
    larger: Shell, options: tuple[str, ...], status: str
) -> None:
    assert larger("confirm", HUABEI, *options, "--yes", "--json").json["status"] == status


def test_that_the_rest_is_overdue_is_said_once(larger: Shell) -> None:
    larger("confirm", HUABEI, "--taken", "659.85", "--yes")
    assert larger("confirm", HUABEI, "--overdue", "--yes", "--json").json["status"] == "overdue"
    answer = larger("confirm", HUABEI, "--overdue", "--yes")
    assert (answer.code, "not asked" in answer.err) == (1, True)


def test_who_says_that_the_rest_is_overdue_has_seen_that_auto_debit_did_not_take_it(shell: Shell) -> None:
    shell("correct", HUABEI, "--total", "1000", "--yes")
    shell("record", HUABEI, "--amount", "700", "--method", "balance", "--way", "part", "--yes")
    shell.now = OVER
    said = shell("confirm", HUABEI, "--overdue", "--yes", "--json").json
    assert (said["status"], said["debit"]["outcome"]) == ("overdue", "failed")
    assert shell("undo", "--yes").code == 0
    assert stands(shell) == "to_confirm"


def test_where_auto_debit_takes_a_minimum_that_is_not_known_how_much_is_to_be_said(
    shell: Shell, tmp_path: Path
) -> None:
    file = tmp_path / "card.csv"
    file.write_text(
        "title,bought_at,channel,principal,periods,amount_per_period,fee_per_period,first_due\n"
        "靴子,2026-11-10,cmb,1000.00,1,1000.00,0.00,2026-12-18\n",
        "utf-8",
    )
    assert shell("import", file, "--yes").code == 0
    of = ("auto_debit.default=on", "auto_debit.extent=minimum")
    assert shell("channel", "set", "cmb", *of, "--yes").code == 0
    shell.now = "2026-12-19T09:00:00+08:00"
    taken = bill(shell, "cmb/2026-12-18")["debit"]
    assert (taken["amount"], taken["extent"]) == (None, "minimum")
    answer = shell("confirm", "cmb/2026-12-18", "--taken", "--yes")
    assert (answer.code, "say how much was taken: `--taken AMOUNT`" in answer.err) == (1, True)
    said = shell("confirm", "cmb/2026-12-18", "--taken", "50", "--yes", "--json").json
    assert (said["status"], said["carried_over"]["amount"]) == ("minimum_paid", "950.00")


def test_too_little_for_the_minimum_is_refused_with_both_figures(larger: Shell) -> None:
    answer = larger("confirm", HUABEI, "--taken", "600", "--minimum", "--yes")
    assert answer.code == 1
    assert "¥600.00 is less than the minimum of this bill, ¥659.85" in answer.err
    assert larger("confirm", HUABEI, "--failed", "--minimum").code == 2


def test_a_bill_that_was_waived_whole_is_corrected_to_nothing(shell: Shell) -> None:
    answer = shell("correct", JD, "--total", "0", "--yes", "--json").json
    assert (answer["outstanding"], answer["status"]) == ("0.00", "settled")


def test_a_lowered_fee_of_one_of_several_orders_is_not_guessed(empty_shell: Shell, tmp_path: Path) -> None:
    file = tmp_path / "two.csv"
    file.write_text(
        "order_no,title,bought_at,channel,principal,periods,amount_per_period,fee_per_period,first_due\n"
        "1,手机,2026-11-10,huabei,300.00,3,109.00,9.00,2026-12-10\n"
        "2,手表,2026-11-10,huabei,300.00,3,108.00,8.00,2026-12-10\n",
        "utf-8",
    )
    assert empty_shell("import", file, "--yes").code == 0
    lower = ("correct", HUABEI, "--total", "212.00", "--target", "fee", "--yes")
    answer = empty_shell(*lower)
    assert (answer.code, answer.out) == (1, "")
    assert "手机" in answer.err and "手表" in answer.err and "`--order`" in answer.err
    assert empty_shell(*lower, "--order", "1", "--json").json["outstanding"] == "212.00"
    (less,) = empty_shell.ledger.reductions.values()
    assert (empty_shell.ledger.orders[less.order].title, less.number, less.amount) == ("手机", 1, 5_00)


def test_where_the_bill_was_repaid_by_hand_it_is_asked_how_much_auto_debit_took_as_well(shell: Shell) -> None:
    shell("record", HUABEI, "--amount", "622.06", "--method", "balance", "--yes")
    early = shell("confirm", HUABEI, "--taken", "--yes")
    assert (early.code, "this bill has been repaid: ¥622.06" in early.err) == (1, True)
    shell.now = OVER
    answer = shell("confirm", HUABEI, "--taken", "--yes")
    assert (answer.code, "say how much was taken, `--taken AMOUNT`" in answer.err) == (1, True)
    assert shell("confirm", HUABEI, "--taken", "622.06", "--yes").code == 0
    assert [each.credit for each in shell.ledger.repayments.values()] == [0, 622_06]
    said = shell("confirm", HUABEI, "--taken", "--yes").err
    assert ("`--way again`" in said, "--taken AMOUNT" in said) == (True, False), "once more it is not the auto-debit"


def test_an_account_whose_bills_are_open_but_wait_for_nobody_is_not_said_to_have_none_open(shell: Shell) -> None:
    answer = shell("confirm", "jd-baitiao", "--yes")
    assert answer.code == 1
    assert "waits for that; name one by its id" in answer.err
