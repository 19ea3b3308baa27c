"""`account move`: the days of an account are others from a date on."""

from pathlib import Path

import pytest

from tests.tui.cli.shell import Shell


def imported(shell: Shell, folder: Path, orders: str) -> None:
    file = folder / "orders.csv"
    file.write_text(orders, "utf-8")
    assert shell("import", file, "--yes").code == 0


def test_moved_days_are_shown_with_the_next_three_bills(shell: Shell) -> None:
    move = ["account", "move", "huabei", "--since", "2026-12-15", "--bill-day", "10", "--due-day", "20"]
    answer = shell(*move, "--yes", "--json")
    assert {name: answer.json[name] for name in ("account", "before", "after")} == {
        "account": "huabei",
        "before": ["2026-12-10", "2027-01-10", "2027-02-10"],
        "after": ["2026-12-10", "2027-01-20", "2027-02-20"],
    }
    (moved,) = shell("accounts", "--json").json["accounts"][0]["moves"]
    assert moved == {"since": "2026-12-15", "bill_day": 10, "due_day": 20}


TWO_CHANNELS = """\
title,bought_at,channel,principal,periods,amount_per_period,fee_per_period
phone,2026-11-20,huabei,300.00,3,100.00,0.00
watch,2026-11-20,douyin,300.00,3,100.00,0.00
"""


@pytest.mark.parametrize(
    ("account", "days", "due"),
    [
        ("huabei", ("10", "20"), ["2026-12-10", "2027-01-20", "2027-02-20"]),
        ("huabei", ("5", "15"), ["2026-12-10", "2027-01-15", "2027-02-15"]),
        ("douyin", ("10", "15"), ["2026-12-06", "2027-01-15", "2027-02-15"]),
    ],
)
def test_days_that_are_moved_keep_every_period_its_one_due_date_in_the_right_month(
    empty_shell: Shell, tmp_path: Path, account: str, days: tuple[str, str], due: list[str]
) -> None:
    imported(empty_shell, tmp_path, TWO_CHANNELS)
    bill_day, due_day = days
    move = ["account", "move", account, "--since", "2026-12-15", "--bill-day", bill_day, "--due-day", due_day]
    assert empty_shell(*move, "--yes").code == 0
    bills = empty_shell("bills", "--json").json["bills"]
    assert [each["due"] for each in bills if each["account_id"] == account] == due
    assert [len(each["lines"]) for each in bills] == [1] * 6


@pytest.mark.parametrize(("bought", "due"), [("2027-01-05", "2027-01-20"), ("2027-01-12", "2027-02-20")])
def test_what_is_bought_after_the_move_is_due_by_the_new_days(
    empty_shell: Shell, tmp_path: Path, bought: str, due: str
) -> None:
    imported(empty_shell, tmp_path, TWO_CHANNELS)
    move = ["account", "move", "huabei", "--since", "2026-12-15", "--bill-day", "10", "--due-day", "20"]
    assert empty_shell(*move, "--yes").code == 0
    empty_shell.now = "2027-01-13T12:00:00+08:00"
    imported(empty_shell, tmp_path, TWO_CHANNELS.splitlines()[0] + f"\nshoes,{bought},huabei,300.00,3,100.00,0.00\n")
    assert [
        each["first_due"] for each in empty_shell("orders", "--json").json["orders"] if each["title"] == "shoes"
    ] == [due]


@pytest.mark.parametrize(("day", "said"), [("2026-12-14", "1, due day 10"), ("2026-12-15", "10, due day 20")])
def test_the_days_of_an_account_are_those_that_hold_today(shell: Shell, day: str, said: str) -> None:
    move = ["account", "move", "huabei", "--since", "2026-12-15", "--bill-day", "10", "--due-day", "20"]
    assert shell(*move, "--yes").code == 0
    shell.now = f"{day}T12:00:00+08:00"
    assert f"bill day {said}" in shell("accounts").out.splitlines()[0]


def test_without_a_day_those_to_choose_from_are_shown_and_nothing_is_written(shell: Shell) -> None:
    shell("budget", "--payday", "15", "--yes")
    before = shell.db.read_bytes()
    answer = shell("account", "move", "花呗", "--json")
    assert (answer.code, answer.json["account"], answer.json["payday"]) == (0, "huabei", 15)
    assert answer.json["choices"][0] == {
        "bill_day": None,
        "due_day": None,
        "bills": ["2026-12-10", "2027-01-10", "2027-02-10"],
    }
    assert [each["due_day"] for each in answer.json["choices"]] == [None, 8, 9, 15, 20]
    lines = shell("account", "move", "huabei").out.splitlines()
    assert lines[-1] == "day 20, bill day 10: 2026-12-20, 2027-01-20, 2027-02-20 · 5 days after the payday"
    assert shell.db.read_bytes() == before
    assert shell("account", "move", "cmb").code == 1


YEARLY = ["account", "move", "huabei", "--since", "2027-06-01", "--bill-day", "10", "--due-day", "20"]


def test_a_move_that_begins_later_shows_the_bills_from_there_on(shell: Shell) -> None:
    answer = shell(*YEARLY, "--yes", "--json").json
    assert answer["before"] == ["2027-06-10", "2027-07-10", "2027-08-10"]
    assert answer["after"] == ["2027-06-20", "2027-07-20", "2027-08-20"]


def test_a_move_before_one_that_is_noted_already_says_until_when_it_holds(shell: Shell) -> None:
    assert shell(*YEARLY, "--yes").code == 0
    move = ["account", "move", "huabei", "--since", "2027-03-01", "--bill-day", "5", "--due-day", "15"]
    assert shell(*move).out.splitlines() == [
        "next bills: 2027-03-10, 2027-04-10, 2027-05-10; then 2027-03-15, 2027-04-15, 2027-05-15",
        "from 2027-06-01 on they are due on day 20",
    ]


def test_a_move_that_a_later_one_leaves_no_bill_is_refused(shell: Shell) -> None:
    assert shell(*YEARLY, "--yes").code == 0
    before = shell.db.read_bytes()
    refused = shell("account", "move", "huabei", "--since", "2027-05-28", "--due-day", "8", "--yes")
    assert (refused.code, shell.db.read_bytes()) == (1, before)
    assert "the due day is moved to 20 from 2027-06-01 on already" in refused.err
    # said once more as it is, or changed on its own date, it is no other move
    assert shell(*YEARLY, "--yes").code == 0
    assert shell(*YEARLY[:5], "--bill-day", "5", "--due-day", "15", "--yes", "--json").json["after"][0] == "2027-06-15"


def test_days_that_would_move_no_bill_are_not_offered(shell: Shell) -> None:
    assert shell(*YEARLY, "--yes").code == 0
    shell.now = "2027-05-25T12:00:00+08:00"
    refused = shell("account", "move", "huabei")
    assert (refused.code, "from 2027-06-01 on already" in refused.err) == (1, True)
    shell.now = "2027-03-25T12:00:00+08:00"
    lines = shell("account", "move", "huabei").out.splitlines()
    assert len({line.partition(": ")[2] for line in lines}) == len(lines)
