"""Precautions in the shell: the list, what is said of one, and the one that `due` names a day."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from models.ledger.precaution import Precaution
from models.store import Store
from models.values.message import msg
from tests.models.builders import NOW
from tests.tui.cli.shell import Answer, Shell

BILL = "huabei/2026-12-10"
ONE = """\
title,bought_at,channel,principal,periods,amount_per_period,fee_per_period,first_due
小米14,2026-11-11,huabei,1499.00,12,134.90,9.99,2026-12-10
"""
OF_ONE = {"credit-report", "no-links", "phone-number-huabei", "auto-debit-huabei", "support-huabei"}
"""What there is to look at with one account."""


@pytest.fixture
def spent(empty_shell: Shell, tmp_path: Path) -> Shell:
    """A ledger of one order at 花呗."""
    file = tmp_path / "one.csv"
    file.write_text(ONE, "utf-8")
    assert empty_shell("import", "--yes", file).code == 0
    return empty_shell


def checks(shell: Shell) -> dict[str, Any]:
    return {each["id"]: each for each in shell("check", "--json").json["checks"]}


def days(shell: Shell, count: int) -> Iterator[int]:
    """The same shell, day after day."""
    begin = datetime.fromisoformat(shell.now)
    for number in range(count):
        shell.now = (begin + timedelta(days=number)).isoformat()
        yield number


def test_precautions_are_listed_with_the_day_of_the_next_look(spent: Shell) -> None:
    found = checks(spent)
    assert found.keys() == OF_ONE
    assert found["phone-number-huabei"] == {
        "id": "phone-number-huabei",
        "account_id": "huabei",
        "last": None,
        "next": "2026-11-22",
        "off": False,
    }
    assert (found["credit-report"]["account_id"], found["credit-report"]["next"]) == (None, "2026-11-22")
    lines = spent("check").out.splitlines()
    assert len(lines) == len(found)
    assert "look now  phone-number-huabei  Huabei" in " ".join(lines)


def test_what_nobody_ever_looked_at_is_to_be_looked_at_now_and_not_on_a_day_that_moves(spent: Shell) -> None:
    first = spent("check").out
    assert "2026-11" not in first
    assert spent("check", "phone-number-huabei", "--done", "--yes").code == 0
    assert "2027-05-21  phone-number-huabei" in spent("check").out
    assert spent("undo", "--yes").code == 0
    spent.now = "2026-11-30T12:00:00+08:00"
    assert spent("check").out == first


def test_a_precaution_is_looked_at_put_off_and_shown_again(spent: Shell) -> None:
    def said(*act: str) -> Any:
        (found,) = spent("check", "phone-number-huabei", *act, "--yes", "--json").json["checks"]
        return found["last"], found["next"], found["off"]

    assert said("--done") == (spent.now, "2027-05-21", False)
    assert said("--off") == (spent.now, None, True)
    assert said("--on") == (spent.now, "2027-05-21", False)
    assert spent("undo", "--yes").out == "undone: precaution phone-number-huabei is shown again\n"
    assert said() == (spent.now, None, True)


def test_of_a_refund_the_goods_are_named(spent: Shell) -> None:
    (order,) = spent.ledger.orders
    spent("refund", order, "--amount", "100", "--yes")
    found = checks(spent)[f"refund-arrived-{order}"]
    assert (found["account_id"], found["next"]) == ("huabei", "2026-12-07")
    assert "小米14: the refund arrived" in spent("check", found["id"]).out


@pytest.mark.parametrize("wrong", [("--done",), ("no-links", "--done", "--off"), ("no-links", "--on", "--off")])
def test_one_precaution_gets_one_answer(spent: Shell, wrong: tuple[str, ...]) -> None:
    assert spent("check", *wrong, "--yes").code == 2


@pytest.mark.parametrize("given", [(), ("--done", "--yes"), ("--on", "--yes")])
@pytest.mark.parametrize("ident", ["\x1b[2J", "balance-huabei", "phone-number-cmb"])
def test_a_precaution_that_is_none_is_refused(spent: Shell, given: tuple[str, ...], ident: str) -> None:
    answer = spent("check", ident, *given)
    assert (answer.code, answer.out) == (1, "")
    assert "\x1b" not in answer.err


# What `due` names


def test_due_names_each_once_a_month_at_most_one_a_day_and_writes_nothing(spent: Shell) -> None:
    kept, named = spent.db.read_bytes(), dict[str, list[int]]()
    there = sorted(spent.db.parent.iterdir())
    for number in days(spent, 400):
        check = spent("due", "--json").json["check"]
        if check is not None:
            named.setdefault(check["id"], []).append(number)
    assert named.keys() == OF_ONE
    assert all(first <= 7 for first, *_ in named.values())
    assert all(later - before >= 32 for of in named.values() for before, later in pairwise(of))
    assert (spent.db.read_bytes(), sorted(spent.db.parent.iterdir())) == (kept, there)


def test_due_says_it_to_a_person_beside_the_data(spent: Shell) -> None:
    for _ in days(spent, 8):
        answer, check = spent("due"), spent("due", "--json").json["check"]
        assert (answer.code, answer.out) == (0, spent("due").out)
        if check is None:
            assert "look today" not in answer.err
        else:
            end = f"look today: {check['message']}; then `fenqi check {check['id']} --done`\n"
            assert answer.err.endswith(end)
            assert "look today" not in answer.out


def test_what_was_done_or_is_off_is_not_named(spent: Shell) -> None:
    for ident in OF_ONE:
        spent("check", ident, "--done" if ident.endswith("huabei") else "--off", "--yes")
    for _ in days(spent, 40):
        assert spent("due", "--json").json["check"] is None


def test_what_is_named_changes_no_exit_code(spent: Shell) -> None:
    codes = set()
    for _ in days(spent, 8):
        codes.add(spent("due", "--exit-code", "--json").code)
    assert codes == {0}


def test_in_chinese_it_is_said_in_chinese(spent: Shell) -> None:
    said = [spent.raw("--lang", "zh_CN", *spent.options, "due").err for _ in days(spent, 8)]
    assert any("今天看一看：花呗：平台留的手机号是现在用的" in each for each in said)


def test_the_settings_may_say_that_none_is_named_and_the_list_stays(spent: Shell, home: Path) -> None:
    (home / ".config" / "fenqi").mkdir(parents=True)
    (home / ".config" / "fenqi" / "config.toml").write_text("checks = false\n", "utf-8")
    answers = [spent("due") for _ in days(spent, 12)]
    assert not any("look today" in each.err for each in answers)
    assert spent("due", "--json").json["check"] is None
    assert checks(spent).keys() == OF_ONE


# What `account add` keeps


def test_the_day_on_which_an_account_is_added_is_kept(spent: Shell) -> None:
    spent.now = "2026-11-30T23:00:00+00:00"  # the 1st at the institution
    spent("account", "add", "cmb", "--last4", "1234", "--yes")
    assert spent.ledger.accounts["cmb"].added_on == date(2026, 12, 1)
    spent("account", "set", "cmb", "--label", "工资卡", "--yes")
    assert spent.ledger.accounts["cmb"].added_on == date(2026, 12, 1)


def commit(shell: Shell, **records: Any) -> Answer:
    """With records that no command writes so."""
    Store(shell.db).commit(msg("more"), lambda of: replace(of, **records), NOW)
    return shell("bills", "--json")


def test_old_files_with_answers_to_precautions_that_are_none_any_more_are_read(spent: Shell) -> None:
    old = {each: Precaution(id=each, last=NOW) for each in ("balance-huabei", "no-codes", "late-cost")}
    assert commit(spent, precautions=old).code == 0
    assert checks(spent).keys() == OF_ONE
    assert spent.ledger.precautions.keys() == old.keys()
