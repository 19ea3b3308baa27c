"""Whole ledgers in and out through the shell, accounts in files, and what an import leaves for the user to say."""

import json
from datetime import date
from pathlib import Path
from shutil import copy
from typing import Any

import pytest
from msgspec.structs import replace

from models.actions.account_changes import AccountDetails, added
from models.actions.orders import add_orders
from models.channels.account import Account
from models.channels.builtin import builtin
from models.ledger.ledger import Ledger
from models.store import Store
from models.values.message import msg
from tests.models import builders
from tests.tui.cli.shell import NOW, ORDERS, Shell

PAST = """\
order_no,title,bought_at,channel,periods,amount_per_period,first_due,paid_periods
1,耳机,2026-08-01,huabei,6,100.00,2026-09-10,
2,手表,2026-08-01,huabei,6,100.00,2026-09-10,0
3,电视,2026-11-01,huabei,6,100.00,2026-12-10,
"""
"""By the 22nd of November three periods of the first two were due. Of the second it is said that none is repaid."""

SCHEMA_2 = Path(__file__).parents[2] / "data" / "schema-2" / "ledger.json"

DAY = date(2026, 11, 22)
NAMES = {"new", "same", "perhaps", "left_out", "problems", "questions", "too_many", "opened"}

NEWER = {"plan", "kept", "debited_before"}
"""What an order has in no file of an older version."""


def filled(shell: Shell, ledger: Ledger) -> None:
    """Put that ledger into the shell's file, and go on when its last repayment was made."""
    shell.now = builders.NOW.isoformat()
    Store(shell.db).commit(msg("x"), lambda _: ledger, builders.NOW)


def file_of(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


@pytest.fixture
def past(tmp_path: Path) -> Path:
    return file_of(tmp_path, "past.csv", PAST)


def exported(shell: Shell, folder: Path) -> Path:
    return file_of(folder, "whole.json", shell("export", "json").out)


def owed(shell: Shell) -> tuple[int, Any, Any]:
    due = shell("due", "--exit-code", "--days", "60", "--json")
    return due.code, due.json["bills"], shell("bills", "--json").json["bills"]


# A whole ledger


def test_a_ledger_that_was_carried_elsewhere_owes_the_same(empty_shell: Shell, tmp_path: Path) -> None:
    phone = builders.order()
    ledger = builders.repaid(add_orders(Ledger(), [phone, builders.order("robot")], builtin()), "huabei/2026-12-10")
    filled(empty_shell, ledger)
    file, before, first = exported(empty_shell, tmp_path), owed(empty_shell), empty_shell.ledger
    empty_shell.db = tmp_path / "elsewhere.json"
    answer = empty_shell("import", "--yes", file)
    assert (answer.code, answer.out) == (0, "")
    assert "this whole ledger becomes it" in answer.err
    assert "repayments  1" in answer.err
    assert empty_shell.ledger == first
    assert owed(empty_shell) == before
    assert Store(empty_shell.db).undo(builders.NOW).ledger == Ledger(), "one action, and one undo"
    assert empty_shell("import", "--yes", file).code == 0, "whatever was written before, it is empty"
    assert empty_shell.ledger == first


def test_a_ledger_of_the_version_before_is_carried_whole(empty_shell: Shell, tmp_path: Path) -> None:
    empty_shell.now = "2026-12-15T12:00:00+08:00"
    copy(SCHEMA_2, empty_shell.db)
    file, before, first = exported(empty_shell, tmp_path), owed(empty_shell), empty_shell.ledger
    empty_shell.db = tmp_path / "elsewhere.json"
    assert empty_shell("import", "--yes", file).code == 0
    assert empty_shell.ledger == first
    assert owed(empty_shell) == before
    assert before[0] == 20, "some of its bills are overdue"
    assert empty_shell("export", "json").out == file.read_text("utf-8")


def test_a_whole_ledger_adds_only_its_orders_to_another_and_says_what_it_left_out(shell: Shell, tmp_path: Path) -> None:
    before = set(shell.ledger.orders)
    other = tmp_path / "other.json"
    mine, shell.db = shell.db, other
    filled(shell, builders.repaid(builders.ledger(builders.order()), "huabei/2026-12-10"))
    file, shell.db = exported(shell, tmp_path), mine
    answer = shell("import", "--yes", "--json", file)
    assert answer.code == 0
    assert "left out: repayments (1)" in answer.err
    assert "`fenqi restore`" in answer.err
    assert [each["row"] for each in answer.json["left_out"]] == [0]
    assert set(shell.ledger.orders) == before | {"phone"}
    assert not shell.ledger.repayments


def test_what_a_file_of_an_older_version_has_besides_orders_is_said_to_be_left_out(
    empty_shell: Shell, tmp_path: Path
) -> None:
    filled(empty_shell, builders.repaid(builders.ledger(builders.order()), "huabei/2026-12-10"))
    whole = empty_shell("export", "json").json
    (order,) = ({key: each for key, each in one.items() if key not in NEWER} for one in whole["orders"])
    file = tmp_path / "older.json"
    older = {"schema": 1, "orders": [order], "repayments": whole["repayments"], "refunds": []}
    file.write_text(json.dumps(older), "utf-8")
    empty_shell.db = tmp_path / "elsewhere.json"
    for _ in range(2):
        answer = empty_shell("import", "--yes", "--json", file)
        assert answer.code == 10
        [left] = answer.json["left_out"]
        assert (left["row"], "left out: repayments (1); to take them along" in left["why"]) == (0, True)
        assert left["why"] in answer.err
    assert len(empty_shell.ledger.orders) == 1


def with_own_channel(shell: Shell) -> None:
    """A channel of the user's own, whose days were moved, with one order."""
    said = ("name=中国银行信用卡", "short=中行", "lender=中国银行", "bill_day=5", "due_day=25")
    cells = ("--title", "Buds", "--bought-at", "2026-11-21", "--periods", "3", "--amount-per-period", "100")
    for command in (
        ("channel", "add", "boc-card", *said),
        ("account", "move", "boc-card", "--since", "2027-01-01", "--bill-day", "8", "--due-day", "28"),
        ("order", "add", *cells, "--channel", "boc-card"),
    ):
        answer = shell(*command, "--yes")
        assert answer.code == 0, answer.err


def test_orders_bring_a_channel_of_ones_own_along_into_a_ledger_that_lacks_it(
    empty_shell: Shell, tmp_path: Path
) -> None:
    with_own_channel(empty_shell)
    file, before, first = exported(empty_shell, tmp_path), owed(empty_shell), empty_shell.ledger
    empty_shell.db = tmp_path / "elsewhere.json"
    assert empty_shell("account", "add", "huabei", "--yes").code == 0
    there = empty_shell.ledger
    assert "bill day of" not in empty_shell("import", "--dry-run", file).err, "the file says it"
    answer = empty_shell("import", "--yes", file)
    assert (answer.code, "中行" in answer.err, "left out" in answer.err) == (0, True, False)
    assert owed(empty_shell) == before, "by its days, and by those that they move to"
    assert empty_shell.ledger.channels == first.channels
    assert Store(empty_shell.db).undo(builders.NOW).ledger == there, "one action, and one undo"


def test_an_older_file_is_read_by_the_channels_of_ones_own_that_it_holds(empty_shell: Shell) -> None:
    answer = empty_shell("import", "--dry-run", "--json", SCHEMA_2.with_name("export.json"))
    assert [each["row"] for each in answer.json["problems"]] == [18], "old-mall is neither there nor in the catalogue"
    assert "boc-card" not in answer.err.replace("BOC (boc-card)", "")


def test_an_order_of_a_card_that_is_not_known_here_is_refused_with_what_makes_the_card(
    empty_shell: Shell, tmp_path: Path
) -> None:
    first = added(
        added(Ledger(), builtin(), "cmb", AccountDetails(), DAY)[0], builtin(), "cmb", AccountDetails(last4="1234"), DAY
    )[0]
    filled(empty_shell, add_orders(first, [builders.order(channel="cmb-1234")], builtin()))
    file = exported(empty_shell, tmp_path)
    empty_shell.db = tmp_path / "elsewhere.json"
    assert empty_shell("account", "add", "cmb", "--yes").code == 0
    answer = empty_shell("import", "--yes", file)
    assert answer.code == 1
    assert "make it first: `fenqi account add cmb --last4 1234`" in answer.err


def test_nothing_of_a_whole_ledger_is_written_unless_all_of_it_is_right(empty_shell: Shell, tmp_path: Path) -> None:
    filled(empty_shell, builders.repaid(builders.ledger(builders.order()), "huabei/2026-12-10"))
    whole = empty_shell("export", "json").json
    whole["repayments"][0]["amount"] = "much"
    file = file_of(tmp_path, "wrong.json", json.dumps(whole))
    empty_shell.db = tmp_path / "elsewhere.json"
    answer = empty_shell("import", "--yes", "--json", file)
    assert answer.code == 1
    assert "repayments, record 1: amount: much is not an amount" in answer.err
    [problem] = answer.json["problems"]
    assert (problem["table"], problem["row"], problem["field"]) == ("repayments", 1, "amount")
    assert not empty_shell.db.exists()


def test_a_whole_ledger_with_a_repayment_that_is_yet_to_come_is_refused(empty_shell: Shell, tmp_path: Path) -> None:
    filled(empty_shell, builders.repaid(add_orders(Ledger(), [builders.order()], builtin()), "huabei/2026-12-10"))
    file = exported(empty_shell, tmp_path)
    empty_shell.db, empty_shell.now = tmp_path / "elsewhere.json", "2026-12-01T12:00:00+08:00"
    answer = empty_shell("import", "--yes", file)
    assert (answer.code, empty_shell.db.exists()) == (1, False)
    assert "is dated 2026-12-05, which is yet to come" in answer.err


def test_a_whole_ledger_that_says_what_cannot_be_is_named_and_not_written(empty_shell: Shell, tmp_path: Path) -> None:
    filled(empty_shell, builders.repaid(builders.ledger(builders.order()), "huabei/2026-12-10"))
    whole = empty_shell("export", "json").json
    made = whole["repayments"][0]
    wrong = {
        **made,
        "id": "wrong",
        "amount": "999999.00",
        "allocations": [{"order": "nowhere", "number": 1, "principal": "0.05", "fee": "0.00"}],
    }
    file = file_of(tmp_path, "wrong.json", json.dumps({**whole, "repayments": [*whole["repayments"], wrong]}))
    empty_shell.db = tmp_path / "new.json"
    answer = empty_shell("import", file, "--yes", "--json")
    assert answer.code == 1
    assert "wrong in the table repayments names the order nowhere, which is not there" in answer.err
    assert {(each["row"], each["table"]) for each in answer.json["problems"]} == {(0, "repayments")}
    assert not empty_shell.db.exists()
    file.write_text(json.dumps(whole), "utf-8")
    assert empty_shell("import", file, "--yes").code == 0


def test_a_dry_run_of_a_whole_ledger_counts_its_records(shell: Shell, tmp_path: Path) -> None:
    file = exported(shell, tmp_path)
    shell.db = tmp_path / "elsewhere.json"
    answer = shell("import", "--dry-run", "--json", file)
    assert answer.json["records"]["orders"] == len(answer.json["new"]) == 4
    assert not shell.db.exists()


def test_csv_says_what_it_cannot_carry_and_only_that(shell: Shell) -> None:
    assert shell("export", "csv").err == ""
    ledger = shell.ledger
    card = replace(Account.of(builtin()["cmb"]), last4="1234")
    paid = builders.repaid(ledger, "huabei/2026-12-10", now=builders.at(NOW))
    filled(shell, replace(paid, accounts={**paid.accounts, "cmb": card}))
    answer = shell("export", "csv")
    assert answer.err == "csv cannot carry: repayments (1), accounts (1); `fenqi export json` holds all\n"
    assert answer.out.startswith("order_no,")
    assert shell("export", "json").err == ""


# What an import leaves for the user to say


def test_periods_due_before_today_are_questions_where_nobody_said_it(empty_shell: Shell, past: Path) -> None:
    answer = empty_shell("import", "--yes", "--json", past)
    assert answer.code == 10
    assert answer.json.keys() >= NAMES
    assert (len(answer.json["new"]), answer.json["perhaps"], answer.json["problems"]) == (3, [], [])
    orders = {each.order_no: each for each in empty_shell.ledger.orders.values()}
    assert answer.json["questions"] == [{"order": orders["1"].id, "periods": [1, 2, 3]}]
    assert [(each.paid_periods, str(each.entered_on)) for each in orders.values()] == [
        (None, "2026-11-22"),
        (0, "None"),
        (None, "2026-11-22"),
    ]
    again = empty_shell("import", "--yes", "--json", past)
    assert (again.code, len(again.json["same"]), again.json["questions"]) == (0, 3, [])
    assert "differs" not in again.err


@pytest.mark.parametrize(("said", "paid"), [("repaid", 3), ("unpaid", 0)])
def test_past_answers_them_all(empty_shell: Shell, past: Path, said: str, paid: int) -> None:
    answer = empty_shell("import", "--yes", "--json", "--past", said, past)
    assert (answer.code, answer.json["questions"]) == (0, [])
    assert [each.paid_periods for each in empty_shell.ledger.orders.values()] == [paid, 0, None]


def test_a_preview_has_the_same_questions_and_writes_nothing(empty_shell: Shell, past: Path) -> None:
    answer = empty_shell("import", past)
    assert answer.code == 10
    assert "耳机: due before today, periods 1 to 3" in answer.err
    assert not empty_shell.db.exists()


# Accounts


def test_no_account_is_made_of_a_name_in_a_file(empty_shell: Shell, tmp_path: Path) -> None:
    file = file_of(tmp_path, "card.csv", ORDERS.replace(",cmb,", ",招行 5678,"))
    answer = empty_shell("import", "--yes", file)
    assert answer.code == 1
    assert "row 5, column channel" in answer.err
    assert "`fenqi account add cmb --last4 5678`" in answer.err
    assert not empty_shell.db.exists()


def test_orders_go_to_the_account_that_the_file_names(empty_shell: Shell, tmp_path: Path) -> None:
    cmb = builtin()["cmb"]
    first, card = Account.of(cmb), replace(Account.of(cmb, "cmb-1234"), last4="1234")
    filled(empty_shell, Ledger(accounts={"cmb": first, "cmb-1234": card}))
    file = file_of(tmp_path, "card.csv", ORDERS.replace(",cmb,", ",招行,"))
    assert "招行 1234（cmb-1234）" in empty_shell.raw("--lang", "zh_CN", *empty_shell.options, "import", file).err
    file.write_text(ORDERS.replace(",cmb,", ",招行 1234,"), "utf-8")
    assert empty_shell("import", "--yes", file).code == 0
    [order] = [each for each in empty_shell("orders", "--json").json["orders"] if each["title"] == "小米手环 8"]
    assert (order["account_id"], order["channel"]) == ("cmb-1234", "cmb-1234")
    assert empty_shell("show", "2031", "--json").json["order"]["account_id"] == "cmb-1234"


def test_what_orders_prints_is_imported_as_the_same_orders(shell: Shell, tmp_path: Path) -> None:
    file = file_of(tmp_path, "orders.json", shell("orders", "--json").out)
    first, shell.db = shell.ledger.orders, tmp_path / "elsewhere.json"
    assert shell("import", "--yes", file).code == 0
    assert shell.ledger.orders == first
