"""The same order is the same order, however it is spelt; what is only like one is asked about."""

from pathlib import Path

import pytest

from tests.tui.cli.shell import ORDERS, Shell

NUMBER = "5261111000000001"
HEAD = "order_no,title,bought_at,channel,periods,amount_per_period,first_due\n"
PHONE = ("--title", "小米14", "--bought-at", "2026-11-11 20:03", "--channel", "huabei", "--periods", "3")
AMOUNT = ("--amount-per-period", "100")


@pytest.fixture
def shell(tmp_path, capsys) -> Shell:
    made = Shell(tmp_path / "ledger.json", capsys)
    assert made("order", "add", *PHONE, *AMOUNT, "--order-no", NUMBER, "--yes").code == 0
    return made


def file_of(folder: Path, *rows: str) -> Path:
    path = folder / "orders.csv"
    path.write_text(HEAD + "\n".join(rows) + "\n", "utf-8")
    return path


@pytest.mark.parametrize("spelt", [f"#{NUMBER}", f"订单号：{NUMBER}", f"'{NUMBER}", f'="{NUMBER}"', f"{NUMBER}.0"])
def test_an_order_with_the_number_of_another_in_any_spelling_is_refused(shell: Shell, spelt: str):
    answer = shell("order", "add", *PHONE, *AMOUNT, "--order-no", spelt, "--yes")
    assert (answer.code, len(shell.ledger.orders)) == (1, 1)
    assert "this order is there already" in answer.err


def test_an_order_is_not_given_the_number_of_another_in_any_spelling(shell: Shell):
    assert shell("order", "add", *PHONE, *AMOUNT, "--order-no", "22", "--yes").code == 0
    assert shell("order", "set", "22", "--order-no", f"#{NUMBER}", "--yes").code == 1
    assert shell("order", "set", "＃22", "--order-no", "#22", "--yes").code == 0
    assert {each.order_no for each in shell.ledger.orders.values()} == {NUMBER, "#22"}, "as it was typed"


def test_an_order_is_named_by_its_number_and_title_in_any_spelling(shell: Shell):
    for name in (f"#{NUMBER}", "5,261,111,000,000,001", "小米 １４"):
        assert NUMBER in shell("show", name).out


def test_an_order_like_another_is_not_added_unless_it_is_said_to_be_another(shell: Shell):
    add = ("order", "add", *PHONE[2:], "--title", "手机", *AMOUNT)
    answer = shell(*add, "--yes", "--json")
    (there,) = shell.ledger.orders
    assert (answer.code, answer.json["perhaps"], len(shell.ledger.orders)) == (10, [{"like": there}], 1)
    assert "perhaps the same as 小米14, bought 2026-11-11" in answer.err
    answer = shell(*add, "--another", "--yes", "--json")
    assert (answer.code, answer.json["perhaps"], len(shell.ledger.orders)) == (0, [], 2)


def test_two_equal_purchases_with_two_numbers_are_two_orders(shell: Shell):
    answer = shell("order", "add", *PHONE, *AMOUNT, "--order-no", "5261111000000002", "--yes")
    assert (answer.code, len(shell.ledger.orders)) == (0, 2)


def test_yes_leaves_out_what_is_perhaps_there_and_says_so(shell: Shell, tmp_path):
    file = file_of(tmp_path, ",手机,2026-11-11,花呗,3,100,2026-12-10", ",手环,2026-11-12,花呗,3,100,2026-12-10")
    (there,) = shell.ledger.orders
    answer = shell("import", file, "--yes", "--json")
    assert (answer.code, answer.json["perhaps"]) == (10, [{"row": 2, "like": there}])
    assert "row 2, 手机: perhaps the same as 小米14, bought 2026-11-11" in answer.err
    assert "left out" in answer.err
    assert {each.title for each in shell.ledger.orders.values()} == {"小米14", "手环"}
    again = shell("import", file, "--yes", "--json")
    assert (again.code, again.json["new"], len(again.json["same"]), len(again.json["perhaps"])) == (10, [], 1, 1)


@pytest.mark.parametrize("row", ["2", "all"])
def test_what_is_said_to_be_another_order_is_imported(shell: Shell, tmp_path, row: str):
    file = file_of(tmp_path, ",手机,2026-11-11,花呗,3,100,2026-12-10")
    answer = shell("import", file, "--another", row, "--yes", "--json")
    assert (answer.code, answer.json["perhaps"], len(answer.json["new"])) == (0, [], 1)
    assert shell("import", file, "--yes").code == 0, "it is there by now"


def test_a_row_that_nobody_asked_about_is_no_other_order(shell: Shell, tmp_path):
    answer = shell("import", file_of(tmp_path, ",手机,2026-11-11,花呗,3,100,2026-12-10"), "--another", "3", "--yes")
    assert (answer.code, len(shell.ledger.orders)) == (1, 1)
    assert "row 3" in answer.err


# The past


PAST = ("7,耳机,2026-08-01,花呗,6,100.00,2026-09-10", "8,手表,2026-08-01,花呗,6,200.00,2026-10-10")
"""By the 22nd of November three periods of the first were due, and two of the second."""


def paid(shell: Shell) -> dict[str, int | None]:
    return {each.order_no: each.paid_periods for each in shell.ledger.orders.values() if each.order_no != NUMBER}


@pytest.mark.parametrize(
    ("said", "code", "expected"),
    [
        (["repaid"], 0, {"7": 3, "8": 2}),
        (["unpaid"], 0, {"7": 0, "8": 0}),
        (["2"], 0, {"7": 2, "8": 2}),
        (["unpaid", "7=repaid"], 0, {"7": 3, "8": 0}),
        (["all"], 0, {"7": 3, "8": 2}),
        (["全部"], 0, {"7": 3, "8": 2}),
        (["none"], 0, {"7": 0, "8": 0}),
        (["没有", "7=ALL"], 0, {"7": 3, "8": 0}),
        (["none", "7=1,2"], 0, {"7": 2, "8": 0}),
        (["1-2", "7=1，2、3"], 0, {"7": 3, "8": 2}),
        (["#7=1"], 10, {"7": 1, "8": None}),
        (["7=1", "8=repaid"], 0, {"7": 1, "8": 2}),
        ([], 10, {"7": None, "8": None}),
    ],
)
def test_past_periods_are_answered_for_all_or_for_one(shell: Shell, tmp_path, said, code, expected):
    options = [option for each in said for option in ("--past", each)]
    answer = shell("import", file_of(tmp_path, *PAST), *options, "--yes", "--json")
    assert (answer.code, paid(shell)) == (code, expected)
    assert len(answer.json["questions"]) == list(expected.values()).count(None)


@pytest.mark.parametrize(
    ("said", "repaid"),
    [("7=1,3", {1, 3}), ("7=3-3", {3}), ("7=1-1、3", {1, 3}), ("7=2-3", {2, 3})],
)
def test_any_of_the_past_periods_are_said_to_be_repaid_and_go_through_a_file(shell: Shell, tmp_path, said, repaid):
    shell("import", file_of(tmp_path, *PAST), "--past", said, "--past", "none", "--yes")
    made = next(each for each in shell.ledger.orders.values() if each.order_no == "7")
    assert made.repaid_periods == repaid
    again = shell("import", exported(shell, tmp_path), "--json")
    assert (again.json["new"], again.json["questions"], again.json["problems"]) == ([], [], [])
    assert "differs" not in again.err
    shell.db = tmp_path / "elsewhere.json"
    shell("import", tmp_path / "exported.csv", "--yes")
    there = next(each for each in shell.ledger.orders.values() if each.order_no == "7")
    assert there.repaid_periods == repaid


def exported(shell: Shell, folder: Path) -> Path:
    file = folder / "exported.csv"
    file.write_text(shell("export", "csv").out, "utf-8")
    return file


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("3", "only periods up to 2 were due"),
        ("7=4", "only periods up to 3 were due"),
        ("9=1", "no new order"),
        ("some", "neither"),
        ("2、3", "only periods up to 2 were due"),
        ("3-1", "3-1 is not a list of periods from the lower number to the higher"),
        ("0,1", "0 is not a list of periods"),
        ("-1", "neither"),
    ],
)
def test_an_answer_about_the_past_that_cannot_be_is_refused(shell: Shell, tmp_path, said, why):
    answer = shell("import", file_of(tmp_path, *PAST), "--past", said, "--yes")
    assert (answer.code, paid(shell)) == (1, {})
    assert why in answer.err


@pytest.mark.parametrize(("said", "expected"), [("repaid", 3), ("unpaid", 0), ("1", 1), ("all", 3), ("none", 0)])
def test_the_past_of_an_order_is_answered_with_it(shell: Shell, said, expected):
    late = ("--title", "耳机", "--bought-at", "2026-08-01", "--channel", "huabei", "--periods", "6", "--order-no", "7")
    answer = shell("order", "add", *late, *AMOUNT, "--first-due", "2026-09-10", "--past", said, "--yes", "--json")
    assert (answer.code, answer.json["questions"], paid(shell)) == (0, [], {"7": expected})


def test_of_a_bill_that_was_only_said_to_be_unpaid_no_auto_debit_is_said_to_have_failed(shell: Shell):
    late = ("--title", "耳机", "--bought-at", "2026-08-01", "--channel", "huabei", "--periods", "6", "--order-no", "7")
    shell("order", "add", *late, *AMOUNT, "--first-due", "2026-09-10", "--past", "unpaid", "--yes")
    found = next(each for each in shell("bills", "--json").json["bills"] if each["id"] == "huabei/2026-09-10")
    assert (found["status"], found["debit"]["phase"], found["debit"]["outcome"]) == ("overdue", "unpaid", None)


def test_an_import_of_what_is_there_leaves_nothing_to_answer(shell: Shell, tmp_path):
    file = tmp_path / "o.csv"
    file.write_text(ORDERS)
    assert shell("import", file, "--yes").code == 0
    assert shell("import", file, "--yes").code == 0


# 小米: nobody knows whether auto-debit is on


@pytest.fixture
def tv(shell: Shell) -> Shell:
    given = ("--title", "电视", "--bought-at", "2026-11-01", "--channel", "xiaomi", "--periods", "3", *AMOUNT)
    shell("order", "add", *given, "--first-due", "2026-11-25", "--yes")
    return shell


def xiaomi(shell: Shell) -> tuple[int, str, str]:
    answer = shell("due", "--exit-code", "--days", "0", "--json")
    found = next(each for each in answer.json["bills"] if each["id"] == "xiaomi/2026-11-25")
    return answer.code, found["status"], found["debit"]["phase"] if found["debit"] else ""


def test_past_the_due_instant_it_is_20_asked_or_not(tv: Shell):
    tv.now = "2026-11-25T12:00:00+08:00"
    assert xiaomi(tv) == (10, "due_today", "running")
    tv.now = "2026-11-26T00:00:01+08:00"
    assert xiaomi(tv) == (20, "to_confirm", "unseen")
    assert tv("confirm", "xiaomi", "--failed", "--yes").code == 0
    assert xiaomi(tv) == (20, "overdue", "failed")


def test_repaying_by_hand_is_warned_of_as_where_auto_debit_is_on(tv: Shell):
    tv.now = "2026-11-25T12:00:00+08:00"
    answer = tv("record", "xiaomi", "--amount", "100", "--method", "debit-card", "--yes", "--json")
    assert (answer.code, answer.json["warnings"][0]["id"]) == (10, "auto-debit")


def test_a_past_bill_is_nowhere_called_overdue_until_it_is_answered(shell: Shell, tmp_path):
    shell("import", file_of(tmp_path, "7,电视,2026-08-01,ccb,6,100.00,2026-09-10"), "--yes")
    for command in (["due"], ["bills"], ["orders"], ["show", "7"]):
        assert "overdue" not in shell(*command).out
    assert shell("bills", "--json").json["totals"]["overdue"] == "0.00"
    assert shell("month", "--json").json["overdue"] == "0.00"
    answer = shell("due", "--exit-code", "--json")
    assert answer.code == 20
    assert {each["status"] for each in answer.json["bills"] if each["account_id"] == "ccb"} == {"to_confirm"}
    said = shell("confirm", "ccb/2026-09-10", "--failed", "--yes")
    assert (said.code, "--paid-periods N" in said.err) == (1, True)
    (ident,) = [each.id for each in shell.ledger.orders.values() if each.order_no == "7"]
    assert shell("order", "set", ident, "--paid-periods", "1", "--yes").code == 0
    assert shell("bills", "--json").json["totals"]["overdue"] == "200.00"
