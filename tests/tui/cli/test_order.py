"""Orders one by one in the shell: entered, edited, also after a repayment, and deleted; the gates of the form hold."""

import pytest

from models.exchange.columns import COLUMNS
from models.plans.plan import parts
from models.store import Store
from models.values.message import msg
from tests.models.builders import at, repaid
from tests.tui.cli.shell import ORDERS, Shell
from tui.words.order_edit import flag

BUDS = ("--title", "Buds", "--bought-at", "2026-11-11", "--channel", "huabei", "--periods", "3")
AMOUNTS = ("--amount-per-period", "101", "--fee-per-period", "1")


@pytest.fixture
def shell(tmp_path, capsys) -> Shell:
    return Shell(tmp_path / "ledger.json", capsys)


@pytest.fixture
def full(shell: Shell, tmp_path) -> Shell:
    file = tmp_path / "orders.csv"
    file.write_text(ORDERS)
    shell("import", file, "--yes")
    return shell


def test_every_column_is_an_option_with_its_help(shell: Shell):
    shown = shell("order", "add", "--help").out
    assert all(flag(name) in shown for name in COLUMNS)
    assert all(column.help.template for column in COLUMNS.values())


def test_an_order_is_entered_into_a_new_file(shell: Shell):
    answer = shell("order", "add", *BUDS, *AMOUNTS, "--order-no", "A-1", "--yes", "--json")
    (made,) = shell.ledger.orders.values()
    assert (answer.code, answer.json["order"]["id"], answer.json["questions"]) == (0, made.id, [])
    assert answer.json["order"]["first_due"] == "2026-12-10", "by the rule"
    assert (made.order_no, made.plan.principal) == ("A-1", 30_000)
    assert f"{made.entered_on}" == "2026-11-22"
    assert list(shell.ledger.accounts) == ["huabei"]


@pytest.mark.parametrize(
    ("said", "meant"),
    [("昨天", "2026-11-21"), ("yesterday", "2026-11-21"), ("11-11", "2026-11-11"), ("周六", "2026-11-21")],
)
def test_the_day_of_the_purchase_is_taken_as_one_says_it(shell: Shell, said: str, meant: str):
    answer = shell("order", "add", *BUDS, *AMOUNTS, "--bought-at", said, "--yes", "--json")
    assert answer.json["order"]["bought_at"] == meant


def test_a_first_due_date_without_its_year_lies_ahead_of_the_purchase(shell: Shell):
    shell("order", "add", *BUDS, *AMOUNTS, "--bought-at", "2026-09-11", "--first-due", "10-12", "--yes")
    answer = shell("order", "set", "Buds", "--first-due", "10-13", "--yes", "--json")
    assert answer.json["order"]["first_due"] == "2026-10-13"


ROUNDED_UP = (*BUDS[:-1], "12", "--principal", "1000", "--amount-per-period", "83.34")


@pytest.mark.parametrize("said", [("--fee-per-period", "0"), ("--fee-rate", "0%")])
def test_a_share_that_is_said_to_be_rounded_up_is_entered_with_a_smaller_last_period(
    shell: Shell, said: tuple[str, ...]
):
    answer = shell("order", "add", *ROUNDED_UP, *said, "--yes")
    (made,) = shell.ledger.orders.values()
    assert (answer.code, [f"{part.amount}" for part in parts(made.plan)]) == (0, ["8334"] * 11 + ["8326"])


def test_where_nobody_says_whether_8_fen_are_rounding_or_a_fee_the_order_is_not_entered(shell: Shell):
    answer = shell("order", "add", *ROUNDED_UP, "--yes")
    assert (answer.code, shell.db.exists()) == (1, False)
    assert "--fee-per-period: 12 × ¥83.34 is ¥0.08 more than the price ¥1,000.00; say which it is: `0`" in answer.err
    shell("order", "add", *ROUNDED_UP, "--fee-per-period", "0.01x8;0x4", "--yes")
    (made,) = shell.ledger.orders.values()
    assert {part.amount for part in parts(made.plan)} == {8334}
    assert sum(part.fee for part in parts(made.plan)) == 8


def test_without_yes_it_is_only_shown(shell: Shell):
    answer = shell("order", "add", *BUDS, *AMOUNTS)
    assert answer.code == 0
    assert "2026-12-10" in answer.out
    assert "nothing was written" in answer.err
    assert not shell.db.exists()


def test_everything_that_is_wrong_is_said_by_its_option(shell: Shell):
    answer = shell("order", "add", "--title", "Buds", "--bought-at", "11.11.", "--periods", "0", "--yes")
    assert answer.code == 1
    assert all(option in answer.err for option in ("--bought-at:", "--periods:", "--channel:", "--amount-per-period:"))
    assert not shell.db.exists()


def test_where_the_account_has_no_rule_the_first_due_date_is_asked_for(shell: Shell):
    answer = shell("order", "add", *BUDS, *AMOUNTS, "--channel", "cmb", "--yes")
    assert answer.code == 1
    assert "--first-due: the due day is not known here" in answer.err


def test_what_is_bought_in_the_future_is_refused(full: Shell, tmp_path):
    answer = full("order", "add", *BUDS, *AMOUNTS, "--bought-at", "2026-11-23", "--yes")
    assert (answer.code, "in the future" in answer.err) == (1, True)
    assert full("order", "set", "2030", "--bought-at", "2026-11-23", "--yes").code == 1
    answer = full("order", "set", "2030", "--entered-on", "2026-11-23", "--yes")
    assert (answer.code, "2026-11-23 is in the future" in answer.err) == (1, True)
    file = tmp_path / "later.csv"
    file.write_text(ORDERS.replace("2026-10-20", "2026-11-23").replace("2030,", "2032,"))
    answer = full("import", file, "--yes")
    assert (answer.code, "row 4, column bought_at" in answer.err) == (1, True)


def test_the_same_order_is_not_entered_twice(full: Shell):
    answer = full("order", "add", *BUDS, *AMOUNTS, "--order-no", "101", "--yes")
    assert (answer.code, "there already" in answer.err) == (1, True)


def test_past_periods_of_which_nobody_said_anything_are_asked_about(shell: Shell):
    answer = shell("order", "add", *BUDS, *AMOUNTS, "--bought-at", "2026-09-11", "--yes", "--json")
    assert (answer.code, answer.json["questions"][0]["periods"]) == (10, [1, 2])
    answer = shell("order", "set", "Buds", "--paid-periods", "2", "--yes", "--json")
    assert (answer.code, answer.json["questions"]) == (0, [])


def test_what_is_given_is_changed_and_what_is_given_empty_is_cleared(full: Shell):
    answer = full("order", "set", "101", "--title", "小米14", "--note", "", "--yes", "--json")
    made = full.ledger.orders[answer.json["order"]["id"]]
    assert (answer.code, made.title, made.note, made.order_no) == (0, "小米14", "", "101")
    assert answer.json["changes"] == {"periods": [], "bills": [], "repayments": [], "credit": "0.00"}
    assert full("order", "set", "101", "--title", "", "--yes").code == 1
    assert full("order", "set", "101").code == 2


def test_an_order_is_put_away_and_brought_back(full: Shell):
    assert full("order", "set", "2031", "--archived", "true", "--yes", "--json").json["order"]["archived"] is True
    assert full("order", "set", "2031", "--archived", "false", "--yes", "--json").json["order"]["archived"] is False


def test_a_first_due_date_by_the_rule_goes_with_the_purchase_and_one_that_was_given_stays(full: Shell):
    full("order", "add", *BUDS, *AMOUNTS, "--yes")
    answer = full("order", "set", "Buds", "--bought-at", "2026-10-11", "--yes")
    assert "--first-due: 2026-12-10 → 2026-11-10" in answer.out
    full("order", "set", "Buds", "--first-due", "2026-11-12", "--yes")
    assert full("order", "set", "Buds", "--bought-at", "2026-09-11", "--yes", "--json").json["order"]["first_due"] == (
        "2026-11-12"
    )


def test_another_plan_is_given_whole(full: Shell):
    answer = full("order", "set", "2030", "--periods", "6", "--yes")
    assert (answer.code, "--amount-per-period:" in answer.err or "--periods:" in answer.err) == (1, True)
    given = ("--periods", "2", "--amount-per-period", "151;151.50", "--fee-per-period", "1;1.50")
    answer = full("order", "set", "2030", *given, "--yes", "--json")
    assert answer.code == 0, answer.err
    assert [each["number"] for each in answer.json["changes"]["periods"]] == [1, 2, 3]
    assert answer.json["changes"]["periods"][2]["after"] is None


def test_an_amount_alone_is_given_and_the_fee_gives_way(full: Shell):
    answer = full("order", "set", "2030", "--amount-per-period", "111", "--yes")
    assert answer.out.splitlines()[:2] == ["--amount-per-period: 101.00 → 111.00", "--fee-per-period: 1.00 → 11.00"]
    answer = full("order", "set", "2030", "--amount-per-period", "91", "--yes")
    assert (answer.code, full.ledger.orders[answer_id(full)].plan.principal) == (0, 24_000)


def answer_id(shell: Shell) -> str:
    return shell("show", "2030", "--json").json["order"]["id"]


def test_that_a_value_can_be_taken_back_is_said_where_it_is_typed(full: Shell):
    shown = " ".join(full("order", "set", "--help").out.split())
    assert "empty (`''`) takes back what was said" in shown
    answer = full("order", "set", "2030", "--fee-per-period", "", "--principal", "", "--yes")
    assert "--fee-per-period: 1.00 → —" in answer.out
    assert "what of ¥101.00 is fee is not known any more; it was ¥1.00" in answer.out


def test_every_bill_that_changes_is_named_or_counted_with_its_sum(full: Shell):
    answer = full("order", "set", "2030", "--periods", "12", "--amount-per-period", "26", "--yes")
    named = [line for line in answer.out.splitlines() if line.startswith(("bill ", "…"))]
    assert named == [
        "bill jd-baitiao/2026-11-25: ¥26.00 in all instead of ¥101.00",
        "bill jd-baitiao/2026-12-25: ¥26.00 in all instead of ¥101.00",
        "bill jd-baitiao/2027-01-25: ¥26.00 in all instead of ¥101.00",
        "bill jd-baitiao/2027-02-25: new, ¥26.00 in all",
        "bill jd-baitiao/2027-03-25: new, ¥26.00 in all",
        "… and 7 more: ¥182.00 in all instead of ¥0.00",
    ]
    answer = full("order", "set", "2030", "--periods", "2", "--amount-per-period", "151", "--yes")
    assert "bill jd-baitiao/2027-01-25: there is none any more, it was ¥26.00" in answer.out


@pytest.mark.parametrize(
    ("column", "given", "english", "chinese"),
    [
        ("archived", "true", "no → yes", "否 → 是"),
        ("auto_debit", "off", "— → off", "— → 未开启"),
        ("remainder", "first", "in the last period → in the first period", "末期 → 首期"),
        (
            "channel",
            "huabei",
            "JD Baitiao 京东白条 (jd-baitiao) → Huabei 花呗 (huabei)",
            "京东白条 (jd-baitiao) → 花呗 (huabei)",
        ),
        ("annual_rate", "12%", "— → 12%", "— → 12%"),
        ("note", "送人", "— → 送人", "— → 送人"),
        ("first_due", "2026-11-26", "2026-11-25 → 2026-11-26", "2026-11-25 → 2026-11-26"),
        ("stated_rate", "7.2%", "— → 7.2%", "— → 7.2%"),
    ],
)
def test_an_edit_is_said_in_words(full: Shell, column: str, given: str, english: str, chinese: str):
    for language, words in (("en", english), ("zh_CN", chinese)):
        answer = full("--lang", language, "order", "set", "2030", flag(column), given, "--dry-run")
        lines = [line for line in answer.out.splitlines() if line.startswith("--")]
        assert f"{flag(column)}: {words}" in lines
        assert not any(word in line for line in lines for word in ("True", "False", "None", "equal-instalment"))


def paid(shell: Shell, bill: str, pay: int | None = None) -> None:
    """That bill repaid by its checklist."""
    Store(shell.db).commit(msg("repay"), lambda of: repaid(of, bill, pay, at(shell.now)), at(shell.now))


def test_what_is_owed_after_all_is_said_where_a_period_was_not_repaid(full: Shell):
    answer = full("order", "set", "2031", "--paid-periods", "2")
    assert "¥83.00 in all, and ¥83.00 left to pay instead of ¥0.00" in answer.out


def test_a_wrong_plan_is_corrected_after_its_first_repayment_and_what_changes_is_shown_first(full: Shell):
    paid(full, "jd-baitiao/2026-11-25")
    given = ("--amount-per-period", "91", "--fee-per-period", "2", "--principal", "267")
    before = full.ledger
    answer = full("order", "set", "2030", *given)
    assert (answer.code, full.ledger) == (0, before)
    assert "periods 1–3: ¥91.00 instead of ¥101.00, of which ¥2.00 is the fee" in answer.out
    assert "bill jd-baitiao/2026-11-25: ¥91.00 in all instead of ¥101.00" in answer.out
    assert "¥0.00" not in answer.out, "of a bill that is repaid before and after nobody asks what is left"
    assert "¥10.00 of what was repaid is credit with the institution then" in answer.out
    changes = full("order", "set", "2030", *given, "--yes", "--json").json["changes"]
    (each,) = full.ledger.repayments.values()
    assert (each.amount, each.credit) == (10_100, 1_000)
    assert changes["credit"] == "10.00"
    first = changes["periods"][0]
    assert (first["before"]["amount"], first["after"]["amount"]) == ("101.00", "91.00")
    assert changes["repayments"] == [
        {
            "id": "jd-baitiao/2026-11-25#1",
            "before": {"bill": "jd-baitiao/2026-11-25", "credit": "0.00"},
            "after": {"bill": "jd-baitiao/2026-11-25", "credit": "10.00"},
        }
    ]


def test_a_repayment_goes_with_its_bill_to_the_right_date(full: Shell):
    paid(full, "jd-baitiao/2026-11-25")
    answer = full("order", "set", "2030", "--first-due", "2026-11-26", "--yes")
    assert "periods 1–3 are due on other days, the first on 2026-11-26 instead of 2026-11-25" in answer.out
    assert "what was repaid of bill jd-baitiao/2026-11-25 goes to bill jd-baitiao/2026-11-26" in answer.out
    bills = full("bills", "--json").json["bills"]
    assert {each["id"]: each["status"] for each in bills}["jd-baitiao/2026-11-26"] == "settled"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("--channel", "huabei"), "so its channel stays"),
        (("--paid-periods", "1"), "the repayment of period 1 of Redmi K70 is recorded"),
        (("--bought-at", "2026-11-24"), "in the future"),
    ],
)
def test_what_cannot_be_beside_a_repayment_is_refused(full: Shell, given: tuple[str, ...], said: str):
    paid(full, "jd-baitiao/2026-11-25")
    before = full.ledger
    answer = full("order", "set", "2030", *given, "--yes")
    assert (answer.code, said in answer.err, full.ledger) == (1, True, before)


def test_an_order_is_deleted(full: Shell):
    answer = full("order", "delete", "2030", "--yes", "--json")
    assert (answer.code, answer.json["order"]["order_no"], answer.json["questions"]) == (0, "2030", [])
    assert "2030" not in {each.order_no for each in full.ledger.orders.values()}
    assert full("order", "delete", "2030", "--yes").code == 1


def test_help_is_in_the_users_language(shell: Shell):
    shown = shell("--lang", "zh_CN", "order", "set", "--help").out
    assert "购买的商品" in shown
    assert "Edit an order" not in shown


def test_that_an_orders_own_auto_debit_is_off_says_nothing_of_a_bill_of_before(shell) -> None:
    add = ("--title", "robot", "--channel", "meituan", "--bought-at", "2026-10-05", "--first-due", "2026-11-08")
    shell.now = "2026-10-20T10:00:00+08:00"
    shell("order", "add", *add, "--principal", "300", "--periods", "3", "--amount-per-period", "100", "--yes")
    shell.now = "2026-11-22T14:00:00+08:00"
    (before,) = [each for each in shell("bills", "--json").json["bills"] if each["id"] == "meituan/2026-11-08"]
    assert before["status"] == "to_confirm"
    assert shell("order", "set", "robot", "--auto-debit", "off", "--yes").code == 0
    after = {each["id"]: each for each in shell("bills", "--json").json["bills"]}
    assert after["meituan/2026-11-08"]["status"] == "to_confirm"
    assert after["meituan/2026-12-08"]["debit"] is None
