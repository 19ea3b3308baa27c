"""`fenqi record`: a repayment in one command, with the gates of its checklist, the JSON and the exit codes."""

from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from models.ledger.ledger import Ledger
from models.ledger.moved_bill import MovedBill
from models.ledger.repayment import PaidAs
from models.store import Store
from models.values.message import msg
from tests.models.builders import found, up_to_amount
from tests.tui.cli.shell import Answer, Shell
from tui.cli.writing import EXIT_OPEN

HUABEI, JD = "huabei/2026-12-10", "jd-baitiao/2026-11-25"
EVE = "2026-12-09T20:00:00+08:00"
LAST_EVENING = "2026-12-11T09:00:00+08:00"


def record(shell: Shell, *arguments: str, amount: str = "622.06", method: str = "balance") -> Answer:
    return shell("record", *arguments, "--amount", amount, "--method", method, "--yes")


def test_a_repayment_is_recorded_and_said_with_its_bill(shell: Shell) -> None:
    answer = record(shell, HUABEI, "--json", "--reference", "2026112200001", "--paid-at", "2026-11-21T20:05:00+08:00")
    assert answer.code == 0
    assert answer.json["repayment"] == {
        "id": f"{HUABEI}#1",
        "account_id": "huabei",
        "bill": HUABEI,
        "amount": "622.06",
        "paid_at": "2026-11-21T20:05:00+08:00",
        "method": "balance",
        "other": None,
        "reference": "2026112200001",
        "confirmed": True,
        "way": "full",
        "credit": "0.00",
    }
    (bill,) = (each for each in shell("bills", "--json").json["bills"] if each["id"] == HUABEI)
    assert answer.json["bill"] == bill
    assert (bill["status"], bill["outstanding"]) == ("settled", "0.00")


def test_it_is_said_in_words_with_who_got_how_much_when_and_by_what(shell: Shell) -> None:
    answer = record(shell, HUABEI)
    assert answer == (
        0,
        "¥622.06 to Huabei 花呗, paid on 2026-11-22 14:00 by Alipay balance\n"
        "Huabei 花呗, due 2026-12-10: ¥0.00 of ¥622.06 to pay, settled\n",
        "",
    )


@pytest.mark.parametrize("options", [(), ("--dry-run", "--yes")])
def test_without_a_terminal_and_without_yes_nothing_is_written(shell: Shell, options: tuple[str, ...]) -> None:
    before = shell.db.read_bytes()
    answer = shell("record", HUABEI, "--amount", "622.06", "--method", "balance", "--json", *options)
    assert answer.code == 0
    assert answer.json["bill"]["status"] == "settled"
    assert "nothing was written" in answer.err
    assert shell.db.read_bytes() == before


def test_a_time_without_an_offset_is_the_institutions(shell: Shell) -> None:
    answer = record(shell, HUABEI, "--json", "--paid-at", "2026-11-21 20:05")
    assert answer.json["repayment"]["paid_at"] == "2026-11-21T20:05:00+08:00"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((HUABEI, "--amount", "622.07", "--method", "balance"), "¥622.07 is more than the ¥622.06 owed"),
        ((HUABEI, "--amount", "much", "--method", "balance"), "much is not an amount"),
        ((HUABEI, "--amount", "622.06", "--method", "cash"), "it takes balance (Alipay balance), debit-card"),
        ((HUABEI, "--amount", "622.06", "--method", "auto-debit"), "does not take this method"),
        ((HUABEI, "--amount", "622.06", "--method", "other"), "say in words how it was paid"),
        ((HUABEI, "--amount", "622.06", "--method", "balance", "--paid-at", "2026-11-22T14:06+08:00"), "in the future"),
        ((HUABEI, "--amount", "622.06", "--method", "balance", "--paid-at", "2026-09-01"), "before the purchase"),
        ((HUABEI, "--amount", "622.06", "--method", "balance", "--paid-at", "soon"), "soon is not a date"),
        ((HUABEI, "--amount", "622.06", "--method", "balance", "--for", "2030=1.00"), "is not on the bill"),
        ((HUABEI, "--amount", "622.06", "--method", "balance", "--for", "9=1.00"), "there is no order 9"),
        (("huabei/2026-12-11", "--amount", "1", "--method", "balance"), "there is no bill huabei/2026-12-11"),
        (("cmb", "--amount", "1", "--method", "app"), "no bill of China Merchants Bank card 招行 is open"),
        (("early/101", "--amount", "1", "--method", "balance"), "`fenqi early 101 --record`"),
        ((HUABEI, JD, "--amount", "622.06", "--method", "balance"), "together these bills come to ¥723.06"),
    ],
)
def test_what_the_checklist_would_refuse_is_refused_with_one_sentence(
    shell: Shell, arguments: tuple[str, ...], words: str
) -> None:
    before = shell.db.read_bytes()
    answer = shell("record", *arguments, "--yes")
    assert (answer.code, answer.out) == (1, "")
    assert words in answer.err
    assert shell.db.read_bytes() == before


@pytest.mark.parametrize(
    "wrong",
    [
        ("--for", "101"),
        ("--for", "101=1.00", "--for", "101=2.00"),
        ("--answer", "auto-debit"),
        ("--answer", "auto-debit=empty", "--answer", "auto-debit=off"),
        ("--way", "twice"),
        (),
    ],
)
def test_options_that_are_no_options_are_wrong_usage(shell: Shell, wrong: tuple[str, ...]) -> None:
    needed = ("--amount", "622.06", "--method", "balance") if wrong else ()
    assert shell("record", HUABEI, *needed, *wrong).code == 2


def test_a_settled_bill_refuses_a_second_record_unless_it_was_paid_again(shell: Shell) -> None:
    assert record(shell, HUABEI).code == 0
    refused = record(shell, HUABEI)
    assert refused.code == 1
    assert "this bill has been repaid: ¥622.06 on 2026-11-22 14:00 by Alipay balance" in refused.err
    again = record(shell, HUABEI, "--way", "again", "--json").json
    assert (again["repayment"]["id"], again["repayment"]["credit"]) == (f"{HUABEI}#2", "622.06")
    assert again["bill"]["outstanding"] == "0.00"
    bills = {bill["id"]: bill for bill in shell("bills", "--json").json["bills"]}
    assert (bills["huabei/2027-01-10"]["credit"], bills["huabei/2027-01-10"]["status"]) == ("-622.06", "settled")
    assert shell("month", "--json").json["credit"] == {}
    assert "is more than was owed, and stays there as credit" in record(shell, HUABEI, "--way", "again").out


def test_of_a_minimum_it_is_said_where_the_rest_stands_and_what_it_costs(shell: Shell) -> None:
    shell("correct", HUABEI, "--total", "1000", "--yes")
    said = record(shell, HUABEI, "--way", "minimum", amount="700").out
    assert "the minimum of this bill was paid: ¥300.00 is on the bill due 2027-01-10" in said
    assert "interest on it: about ¥4.65, an estimate" in said  # 300.00 × 31 days × 0.05 %
    assert "stays owed" not in said


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("100", "¥100.00 is less than the minimum of this bill, ¥659.85 by the channel's rule"),
        ("658.84", "¥658.84 is less than the minimum of this bill, ¥659.85"),
        ("1000", "a part must be less than the ¥1,000.00 owed"),
    ],
)
def test_what_is_not_the_minimum_is_not_recorded_as_it(shell: Shell, amount: str, words: str) -> None:
    shell("correct", HUABEI, "--total", "1000", "--yes")
    answer = record(shell, HUABEI, "--way", "minimum", amount=amount)
    assert (answer.code, words in answer.err) == (1, True)
    assert not shell.ledger.minimums


def test_where_our_minimum_is_not_the_apps_a_part_is_said_to_be_it_afterwards(shell: Shell) -> None:
    record(shell, HUABEI, "--way", "part", amount="100")
    answer = shell("confirm", HUABEI, "--minimum", "--yes")
    assert "¥522.06 is on the bill due 2027-01-10" in answer.out
    assert "¥100.00 is less than the minimum by the channel's rule, ¥622.06" in answer.out, "their word wins"


def test_a_part_that_reaches_the_minimum_is_said_to_be_it_without_a_word_more(shell: Shell) -> None:
    shell("correct", HUABEI, "--total", "1000", "--yes")
    record(shell, HUABEI, "--way", "part", amount="700")
    assert "less than the minimum" not in shell("confirm", HUABEI, "--minimum", "--yes").out


def test_a_minimum_that_was_paid_after_the_due_time_is_said_to_be_too_late_and_why(shell: Shell) -> None:
    shell("correct", HUABEI, "--total", "1000", "--yes")
    shell.now = "2026-12-12T09:00:00+08:00"
    shell("confirm", HUABEI, "--failed", "--yes")
    said = record(shell, HUABEI, "--way", "minimum", amount="700").out
    assert "Paid after the bill fell due, 2026-12-10 23:59" in said
    assert "so the rest stays on this bill" in said


def test_where_the_minimum_is_not_known_what_they_say_is_taken(shell: Shell, tmp_path: Path) -> None:
    file = tmp_path / "card.csv"
    file.write_text(
        "title,bought_at,channel,principal,periods,amount_per_period,fee_per_period,first_due\n"
        "靴子,2026-11-10,cmb,1000.00,1,1000.00,0.00,2026-12-18\n",
        "utf-8",
    )
    assert shell("import", file, "--yes").code == 0
    said = record(shell, "cmb/2026-12-18", "--way", "minimum", amount="50", method="debit-card").out
    assert "the minimum of this bill was paid: ¥950.00 is on the bill due" in said


def test_less_than_is_owed_is_named_a_part_payment_with_what_the_rest_costs(shell: Shell) -> None:
    answer = record(shell, HUABEI, amount="100")
    assert "A part payment: ¥522.06 stays owed and costs about ¥0.26 a day" in answer.out
    assert shell.ledger.repayments[f"{HUABEI}#1"].way is PaidAs.PART
    assert record(shell, HUABEI, "--way", "full", amount="100").code == 1


def test_what_costs_half_a_fen_a_day_is_not_said_to_cost_nothing(shell: Shell) -> None:
    answer = record(shell, HUABEI, amount="615")
    assert "A part payment: ¥7.06 stays owed and costs less than ¥0.01 a day" in answer.out


def test_another_way_is_shown_by_its_words_wherever_a_method_is_named(shell: Shell) -> None:
    record(shell, HUABEI, "--other", "柜台现金", method="other")
    assert "柜台现金" in shell("show", "101").out
    assert "by 柜台现金" in record(shell, HUABEI).err


def test_shares_are_named_by_order_and_go_where_they_are_sent(shell: Shell) -> None:
    bill = record(shell, HUABEI, "--for", "102=200.00", "--json", amount="300").json["bill"]
    assert {line["title"]: line["paid"] for line in bill["lines"]} == {
        "米家扫地机器人 2": "200.00",
        "小米14 Pro 16GB+512GB": "100.00",
    }


def test_an_account_stands_for_its_earliest_bill_that_is_not_settled(shell: Shell) -> None:
    for due in ("2026-12-10", "2027-01-10"):
        assert record(shell, "huabei", "--json").json["bill"]["due"] == due
    assert record(shell, "花呗", "--json").json["bill"]["due"] == "2027-02-10"


def test_several_bills_are_one_action_with_one_reference(shell: Shell) -> None:
    both = (JD, HUABEI, JD, "--other", "in one", "--reference", "A1")
    answer = record(shell, *both, "--json", amount="723.06", method="other")
    assert [each["bill"] for each in answer.json["repayments"]] == [JD, HUABEI]
    assert {each["reference"] for each in answer.json["repayments"]} == {"A1"}
    assert [each["status"] for each in answer.json["bills"]] == ["settled", "settled"]
    assert shell("undo", "--yes").out == "undone: repayments of bills: 2\n"
    assert not shell.ledger.repayments


def test_a_warning_is_said_with_its_reasons_and_nothing_is_written_until_one_is_given(shell: Shell) -> None:
    shell.now = EVE
    before = shell.db.read_bytes()
    answer = record(shell, HUABEI, "--json")
    assert answer.code == EXIT_OPEN
    (warning,) = answer.json["warnings"]
    assert (warning["id"], warning["bill"]) == ("auto-debit", HUABEI)
    assert "auto-debit takes ¥622.06" in warning["message"]
    assert warning["reasons"].keys() == {"check", "told", "empty"}
    assert warning["ask"] == "Why pay by hand while auto-debit is on?"
    assert "--answer auto-debit=empty" in answer.err
    assert shell.db.read_bytes() == before
    assert record(shell, HUABEI, "--answer", "auto-debit=because").code == 1
    assert record(shell, HUABEI, "--answer", "auto-debit=empty").code == 0


@pytest.mark.parametrize("wrong", [("--paid-at", "2026-09-01"), ("--for", "2030=1"), ("--way", "part")])
def test_what_no_reason_helps_is_refused_before_a_reason_is_asked_for(shell: Shell, wrong: tuple[str, ...]) -> None:
    shell.now = EVE
    answer = record(shell, HUABEI, *wrong)
    assert (answer.code, answer.out) == (1, "")


def test_without_json_what_is_to_be_answered_is_said_and_no_data_printed(shell: Shell) -> None:
    shell.now = LAST_EVENING
    answer = record(shell, HUABEI)
    assert (answer.code, answer.out) == (EXIT_OPEN, "")
    assert "--answer debit-unseen=looked" in answer.err


def test_an_answer_to_a_warning_that_is_not_there_is_a_slip(shell: Shell) -> None:
    answer = record(shell, HUABEI, "--answer", "auto-debit=empty")
    assert answer.code == 1
    assert "there is no such warning to answer: auto-debit=empty" in answer.err


def changed(shell: Shell, change: Callable[[Ledger], Ledger]) -> None:
    Store(shell.db).commit(msg("another terminal"), change, found(shell.ledger, HUABEI).due_at)


def test_a_checklist_on_a_screen_is_ended_by_a_repayment_from_the_shell(shell: Shell) -> None:
    changed(shell, lambda ledger: up_to_amount(ledger, HUABEI))
    assert shell.ledger.checklists
    assert record(shell, HUABEI).code == 0
    assert not shell.ledger.checklists
    shell("undo", "--yes")
    assert shell.ledger.checklists


def test_a_bill_that_got_another_date_answers_to_its_old_id(shell: Shell) -> None:
    moved = MovedBill(id="huabei/2026-12-09", to=HUABEI)
    changed(shell, lambda ledger: replace(ledger, moved={moved.id: moved}))
    assert record(shell, moved.id, "--json").json["bill"]["id"] == HUABEI


def test_a_method_that_cannot_arrive_before_the_cut_off_ends_with_10_until_a_reason_is_given(
    empty_shell: Shell,
) -> None:
    due_day = "2026-12-10T09:00:00+08:00"
    empty_shell.now = "2026-11-05T12:00:00+08:00"
    added = empty_shell(
        *("order", "add", "--title", "小米手机", "--channel", "xiaomi", "--principal", "300", "--periods", "3"),
        *("--amount-per-period", "101", "--fee-per-period", "1", "--bought-at", "2026-11-04"),
        *("--first-due", "2026-12-10", "--auto-debit", "off", "--yes"),
    )
    assert added.code == 0, added.err
    empty_shell.now = due_day
    given = ("record", "xiaomi/2026-12-10", "--amount", "101", "--method", "wechat", "--yes")
    refused = empty_shell(*given)
    assert refused.code == EXIT_OPEN
    for words in ("the last safe hour was 12-07 23:59", "Why this way?", "--answer too-slow=only"):
        assert words in refused.err
    assert empty_shell(*given, "--answer", "too-slow=only").code == 0
    empty_shell("undo", "--yes")
    empty_shell.now = "2026-11-30T09:00:00+08:00"
    assert empty_shell(*given).code == 0, "ten days earlier it says nothing"
    empty_shell("undo", "--yes")
    empty_shell.now = due_day
    other = ("--method", "other", "--other", "银行柜台", "--yes")
    assert empty_shell("record", "xiaomi/2026-12-10", "--amount", "101", *other).code == 0
