"""What a person says in the shell: a bill turned into instalments, deferred or promised; money."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from models.exchange.schema import SCHEMA
from models.ledger.moved_bill import MovedBill
from models.store import Store
from models.store.records import differences
from models.values.message import msg
from tests.models.builders import NOW, with_more
from tests.tui.cli.shell import Answer, Shell
from tests.tui.cli.test_transfer import answering

BILL = "huabei/2026-12-10"
ONE = """\
title,bought_at,channel,principal,periods,amount_per_period,fee_per_period,first_due
小米14,2026-11-11,huabei,1499.00,12,134.90,9.99,2026-12-10
"""
CONVERT = ("convert", BILL, "--amount", "5000.00", "--periods", "3", "--fee", "125.00")
WRITERS = {
    "convert": CONVERT,
    "defer": ("defer", BILL),
    "promise": ("promise", BILL, "--on", "2026-12-20"),
    "balance": ("balance", "招行 1234", "1,234.50"),
    "budget": ("budget", "--income", "8000", "--payday", "15", "--fixed", "2500"),
    "check": ("check", "phone-number-huabei", "--done"),
    "off": ("check", "no-links", "--off"),
}


@pytest.fixture
def spent(empty_shell: Shell, tmp_path: Path) -> Shell:
    """A ledger whose first bill at 花呗 is 5,234.90: an instalment of 134.90 and 5,100.00 of other things."""
    file = tmp_path / "one.csv"
    file.write_text(ONE, "utf-8")
    assert empty_shell("import", "--yes", file).code == 0
    Store(empty_shell.db).commit(msg("more"), lambda of: with_more(of, BILL, 5_100_00), NOW)
    return empty_shell


def said(shell: Shell, name: str, *more: str) -> Answer:
    """One of the commands, with `--yes`."""
    answer = shell(*WRITERS[name], "--yes", *more)
    assert (answer.code, answer.err) == (0, "")
    return answer


def bill(shell: Shell, ident: str = BILL) -> Any:
    return next(each for each in shell("bills", "--json").json["bills"] if each["id"] == ident)


def test_a_bill_turned_into_instalments_falls_and_its_order_begins_on_the_next(spent: Shell) -> None:
    answer = said(spent, "convert", "--json").json
    assert answer["bill"]["amount"] == "234.90"
    assert (answer["order"]["kind"], answer["order"]["of"]) == ("bill", BILL)
    assert (answer["order"]["account_id"], answer["order"]["first_due"]) == ("huabei", "2027-01-10")
    rates = answer["rates_percent"]
    assert rates.keys() == {"monthly", "simple", "compound", "by_dates"}
    assert f"{rates['simple']:.2f}" == "14.94"
    assert bill(spent)["outstanding"] == "234.90"
    rows = spent("show", answer["order"]["id"], "--json").json["schedule"]
    assert [row["amount"] for row in rows] == ["1708.32", "1708.32", "1708.36"]
    assert bill(spent, "huabei/2027-01-10")["amount"] == "1843.22"


def test_what_a_bill_that_is_not_due_yet_became_is_settled_and_exported(spent: Shell, tmp_path: Path) -> None:
    order = said(spent, "convert", "--json").json["order"]
    assert order["bought_at"] == "2026-11-22 14:00"
    assert spent("early", order["id"], "--record", "5125", "--method", "balance", "--dry-run").code == 0
    answer = spent("export", "csv")
    assert "bills turned into instalments (1)" in answer.err
    file = tmp_path / "all.csv"
    file.write_text(answer.out, "utf-8")
    spent.db = tmp_path / "elsewhere.json"
    assert spent("import", "--yes", file).code == 0
    assert [each.title for each in spent.ledger.orders.values()] == ["小米14"]


@pytest.mark.parametrize("name", ["convert", "defer", "promise"])
@pytest.mark.parametrize("account", ["huabei", "花呗", "支付宝花呗"])
def test_an_account_stands_for_its_earliest_bill_that_is_not_settled(spent: Shell, name: str, account: str) -> None:
    before = said(spent, name, "--json").json
    spent("undo", "--yes")
    command, _, *options = WRITERS[name]
    answer = spent(command, account, *options, "--yes", "--json")
    assert (answer.code, answer.json) == (0, before)
    undone = spent("undo", "--yes").out
    assert "Huabei 花呗 2026-12-10" in undone
    assert BILL not in undone, "it names channel and date, and no id"
    refused = spent(command, "花贝", *options, "--yes").err
    assert refused.startswith("fenqi: there is no bill 花贝; one is named by its account or like ")
    assert refused.split()[-1] in {each["id"] for each in spent("bills", "--json").json["bills"]}
    assert spent(command, "cmb", *options, "--yes").code == 1


def test_it_is_said_in_sentences_too(spent: Shell) -> None:
    assert said(spent, "convert").out.splitlines()[:2] == [
        "the bill huabei/2026-12-10 is ¥234.90 now",
        "3 periods from 2027-01-10 on: ¥1,708.32 · ¥1,708.32 · ¥1,708.36",
    ]


def test_only_the_part_that_is_no_instalment_can_be_turned(spent: Shell) -> None:
    answer = spent("convert", BILL, "--amount", "5100.01", "--periods", "3", "--fee", "0", "--yes")
    assert (answer.code, answer.out) == (1, "")
    assert "only ¥5,100.00 of the bill is no instalment" in answer.err
    assert not spent.ledger.conversions


def test_a_bill_is_deferred_to_the_next_due_date(spent: Shell) -> None:
    assert said(spent, "defer", "--json").json == {"schema": SCHEMA, "from": BILL, "to": "huabei/2027-01-10"}
    assert "was deferred to huabei/2027-01-10" in spent("defer", BILL, "--yes").err


def test_a_promise_is_on_its_bill(spent: Shell) -> None:
    answer = said(spent, "promise", "--json").json
    assert (answer["id"], answer["promise"]) == (BILL, "2026-12-20")


def test_nobody_promises_a_day_that_has_passed(spent: Shell) -> None:
    spent.now = "2026-11-22T17:00:00+00:00"  # the 23rd at the institution
    answer = spent("promise", BILL, "--on", "2026-11-22", "--yes")
    assert (answer.code, answer.err) == (1, "fenqi: 2026-11-22 has passed; promise today or a later day\n")
    assert spent("promise", BILL, "--on", "2026-11-23", "--yes").code == 0


def test_a_balance_is_kept_with_its_time(spent: Shell) -> None:
    assert said(spent, "balance", "--json").json == {
        "schema": SCHEMA,
        "pay_account": "招行 1234",
        "amount": "1234.50",
        "at": spent.now,
        "debits": [],
        "short": None,
    }
    lines = said(spent, "balance").out.splitlines()
    assert lines[0] == "招行 1234 held ¥1,234.50 on 2026-11-22 06:00 UTC"
    assert lines[1].startswith("not counted: "), "whose account nobody said"
    assert lines[2:] == ["no auto-debit is known to take from it in the next 28 days"]


def test_more_than_four_digits_of_a_number_are_refused(spent: Shell) -> None:
    answer = spent("balance", "6222 0202", "1", "--yes")
    assert (answer.code, answer.out) == (1, "")
    assert "more than the last four digits" in answer.err


def test_the_budget_is_read_without_options_and_what_is_not_given_stays(spent: Shell) -> None:
    unknown = {"schema": SCHEMA, "income": None, "payday": None, "fixed": None, "fixed_day": None, "pay_account": None}
    assert spent("budget", "--json") == Answer(0, spent("budget", "--json").out, "")
    assert spent("budget", "--json").json == unknown
    assert said(spent, "budget", "--json").json == {**unknown, "income": "8000.00", "payday": 15, "fixed": "2500.00"}
    assert spent("budget", "--fixed", "0", "--yes", "--json").json["income"] == "8000.00"
    assert spent("budget").out.splitlines()[:3] == [
        "income a month: ¥8,000.00",
        "payday: 15",
        "fixed costs a month: ¥0.00",
    ]


def test_each_of_the_budget_is_taken_back_by_itself(spent: Shell) -> None:
    said(spent, "budget")
    left = spent("budget", "--no-payday", "--yes", "--json").json
    assert (left["income"], left["payday"], left["fixed"]) == ("8000.00", None, "2500.00")
    changed = spent("budget", "--no-income", "--payday", "31", "--yes", "--json").json
    assert (changed["income"], changed["payday"], changed["fixed"]) == (None, 31, "2500.00")
    spent("budget", "--no-payday", "--no-fixed", "--yes")
    assert spent.ledger.budget == {}, "as if nothing had been said"
    spent("undo", "--yes")
    assert spent("budget", "--json").json["payday"] == 31


def test_the_budget_is_not_given_and_taken_back_at_once(spent: Shell) -> None:
    answer = spent("budget", "--income", "1", "--no-income", "--yes")
    assert (answer.code, answer.out) == (2, "")
    assert "`--no-income`" in answer.err
    assert spent.ledger.budget == {}


def test_beside_the_budget_stands_what_follows_from_it(spent: Shell) -> None:
    assert len(spent("budget").out.splitlines()) == 3
    assert len(spent("budget", "--fixed", "10", "--yes").out.splitlines()) == 3
    assert "of income: " in spent("budget", "--income", "8000", "--dry-run").out


@pytest.mark.parametrize("name", WRITERS)
def test_without_yes_nothing_is_written_and_with_it_one_undo_takes_it_back(spent: Shell, name: str) -> None:
    before, kept = spent.ledger, spent.db.read_bytes()
    dry = spent(*WRITERS[name], "--json")
    assert (dry.code, spent.db.read_bytes()) == (0, kept)
    assert "add `--yes`" in dry.err
    assert said(spent, name, "--json").json == dry.json
    assert differences(before, spent.ledger)
    store = Store(spent.db)
    store.load()
    assert store.undo(NOW).ledger == before


def test_at_a_terminal_it_is_shown_and_asked_first(
    spent: Shell, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    answering(monkeypatch, tmp_path, "y\n")
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    answer = spent(*WRITERS["defer"])
    assert (answer.code, len(spent.ledger.deferrals)) == (0, 1)
    assert answer.err.startswith("the bill huabei/2026-12-10 was deferred to huabei/2027-01-10\n")


@pytest.mark.parametrize("name", ["convert", "defer", "promise"])
def test_a_bill_answers_to_the_id_that_it_had_and_to_no_other(spent: Shell, name: str) -> None:
    old = MovedBill(id="huabei/2026-12-08", to=BILL)
    Store(spent.db).commit(msg("moved"), lambda of: replace(of, moved={old.id: old}), NOW)
    command, _, *rest = WRITERS[name]
    assert spent(command, old.id, *rest, "--yes").code == 0
    answer = spent(command, "huabei/2026-12-11", *rest, "--yes")
    assert answer.code == 1
    assert answer.err.startswith("fenqi: there is no bill huabei/2026-12-11; one is named by its account or like ")


@pytest.mark.parametrize("name", WRITERS)
def test_a_restricted_session_may_say_it(spent: Shell, name: str) -> None:
    assert spent("--restricted", *WRITERS[name], "--yes").code == 0


@pytest.mark.parametrize(
    "wrong",
    [
        ("convert", BILL, "--amount", "-1", "--periods", "3", "--fee", "0"),
        ("convert", BILL, "--amount", "1", "--periods", "3.5", "--fee", "0"),
        ("convert", BILL, "--amount", "1", "--periods", "361", "--fee", "0"),
        ("promise", BILL, "--on", "13-20"),
        ("balance", "招行", "1e3"),
        ("budget", "--payday", "0"),
        ("budget", "--income", "1.001"),
    ],
)
def test_what_cannot_be_read_is_a_sentence(spent: Shell, wrong: tuple[str, ...]) -> None:
    answer = spent(*wrong, "--yes")
    assert (answer.code, answer.out) == (1, "")
    assert answer.err.startswith("fenqi: ")


def test_what_is_noted_of_a_day_is_that_day(spent: Shell) -> None:
    said(spent, "promise")
    assert spent.ledger.promises[BILL].on == date(2026, 12, 20)
