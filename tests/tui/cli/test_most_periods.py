"""A plan of more periods than its institution is known to allow is taken, and not without a word."""

from pathlib import Path

import pytest

from models.channels.builtin import builtin
from tests.tui.cli.shell import Shell

CARDS = [each.id for each in builtin().values() if each.card]
FREE = ("--amount-per-period", "100", "--fee-per-period", "0")
SAID = "takes 60 periods at most, as far as known: look in its app whether it is 61 periods"


def in_one_line(answer: object) -> str:
    """What was printed, in one line."""
    return " ".join(str(answer).split())


def added(shell: Shell, channel: str, periods: int) -> str:
    price = ("--principal", f"{periods * 100}", "--periods", f"{periods}")
    bought = ("--bought-at", "2026-11-10", "--first-due", "2026-12-23")
    return in_one_line(
        shell("order", "add", "--title", "food", "--channel", channel, *bought, *price, *FREE, "--yes").out
    )


@pytest.mark.parametrize("channel", CARDS)
def test_of_61_periods_of_a_card_it_is_said_and_of_60_not(empty_shell: Shell, channel: str) -> None:
    assert "at most" not in added(empty_shell, channel, 60)
    empty_shell("undo")
    assert SAID in added(empty_shell, channel, 61)


def test_of_an_institution_of_which_no_source_says_it_nothing_is_said(empty_shell: Shell) -> None:
    assert "at most" not in added(empty_shell, "huabei", 72)


def test_it_is_said_of_an_offer_of_an_edit_and_of_a_bill_that_is_turned(empty_shell: Shell) -> None:
    quote = ("quote", "--principal", "6100", "--periods", "61", "--interest-free")
    assert SAID in in_one_line(empty_shell(*quote, "--channel", "cmb").out)
    assert "at most" not in in_one_line(empty_shell(*quote).out)
    added(empty_shell, "cmb", 12)
    edit = ("order", "set", "food", "--principal", "6100", "--periods", "61", *FREE, "--dry-run")
    assert SAID in in_one_line(empty_shell(*edit).out)
    one = ("--title", "big", "--bought-at", "2026-11-10", "--principal", "3000", "--periods", "1")
    price = ("--amount-per-period", "3000", "--fee-per-period", "0", "--first-due", "2026-12-23")
    assert empty_shell("order", "add", *one, *price, "--channel", "ccb", "--yes").code == 0
    turn = ("convert", "ccb", "--amount", "3000", "--fee", "0", "--dry-run")
    assert SAID in in_one_line(empty_shell(*turn, "--periods", "61").out)
    assert "at most" not in in_one_line(empty_shell(*turn, "--periods", "60").out)


@pytest.mark.parametrize("how", ["--dry-run", "--yes"])
def test_it_is_said_of_each_such_order_of_a_file(empty_shell: Shell, tmp_path: Path, how: str) -> None:
    head = "title,bought_at,channel,principal,periods,amount_per_period,fee_per_period,first_due"
    rows = (f"{periods} 期,2026-11-10,cmb,{periods}00.00,{periods},100.00,0.00,2026-12-23" for periods in (60, 61, 72))
    file = tmp_path / "orders.csv"
    file.write_text("\n".join((head, *rows)), "utf-8")
    said = empty_shell("import", file, how)
    lines = [line for line in (said.out + said.err).splitlines() if "at most" in line]
    assert [line.split(":")[0] for line in lines] == ["61 期", "72 期"]
    assert SAID in lines[0]


def test_what_the_user_says_of_it_wins(empty_shell: Shell) -> None:
    added(empty_shell, "huabei", 1)
    assert empty_shell("channel", "set", "cmb", "most_periods=72", "--yes").code == 0
    assert "at most" not in added(empty_shell, "cmb", 61)


def test_the_json_says_it_too(empty_shell: Shell, tmp_path: Path) -> None:
    """Of a file which orders, of one plan whether."""
    head = "order_no,title,bought_at,channel,principal,periods,amount_per_period,fee_per_period,first_due"
    rows = (f"{n},{n},2026-11-10,cmb,{n}00.00,{n},100.00,0.00,2026-12-23" for n in (60, 72))
    file = tmp_path / "orders.csv"
    file.write_text("\n".join((head, *rows)), "utf-8")
    found = empty_shell("import", file, "--yes", "--json").json
    assert found["too_many"] == found["new"][1:]
    quote = ("quote", "--principal", "6100", "--interest-free", "--channel", "cmb", "--json")
    assert [empty_shell(*quote, "--periods", each).json["too_many"] for each in ("60", "61")] == [False, True]
    assert empty_shell("order", "set", "60", "--note", "n", "--yes", "--json").json["too_many"] is False
