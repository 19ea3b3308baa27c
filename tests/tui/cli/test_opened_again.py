"""An order that comes to a bill which was done with opens none without a word."""

from decimal import Decimal
from pathlib import Path

import pytest

from tests.tui.cli.shell import Shell

BILL, AHEAD = "huabei/2026-12-10", "2026-12-10"
BOUGHT = ("--bought-at", "2026-11-12", "--channel", "huabei", "--first-due", AHEAD, "--fee-per-period", "0")


def add(shell: Shell, title: str, price: int, *more: str):
    prices = ("--principal", f"{price}", "--periods", "1", "--amount-per-period", f"{price}")
    return shell("order", "add", "--title", title, *BOUGHT, *prices, "--yes", *more)


DONE = {
    "of which the minimum was paid": ("record", BILL, "--amount", "100", "--method", "balance", "--way", "minimum"),
    "which was deferred to 2027-01-10": ("defer", BILL),
    "which was turned into instalments": ("convert", BILL, "--amount", "500", "--periods", "3", "--fee", "0"),
    "which was paid": ("record", BILL, "--amount", "500", "--method", "balance"),
}


@pytest.mark.parametrize("said", DONE)
def test_it_says_what_became_of_the_bill_and_what_to_look_for(empty_shell: Shell, said: str) -> None:
    add(empty_shell, "fridge", 500)
    assert empty_shell(*DONE[said], "--yes").code == 0
    before = empty_shell("bills", "--json").json["bills"]
    answer = add(empty_shell, "lamp", 300)
    assert f"¥300.00 is on the bill due 2026-12-10 now, {said}" in " ".join(answer.out.split())
    after = {each["id"]: each for each in empty_shell("bills", "--json").json["bills"]}
    assert after[BILL]["outstanding"] == "300.00"
    others = [each for each in before if each["id"] != BILL]
    assert others == [after[each["id"]] for each in others], "no other bill is another one"
    empty_shell("undo", "--yes")
    assert empty_shell("bills", "--json").json["bills"] == before


def test_the_json_names_the_bill_and_so_does_that_of_a_file(empty_shell: Shell, tmp_path: Path) -> None:
    add(empty_shell, "fridge", 500)
    empty_shell(*DONE["which was paid"], "--yes")
    assert add(empty_shell, "lamp", 300, "--json").json["opened"] == [BILL]
    assert add(empty_shell, "vase", 200, "--json").json["opened"] == [], "it was open by then"
    empty_shell("undo", "--yes")
    empty_shell("undo", "--yes")
    file = tmp_path / "orders.csv"
    head = "title,bought_at,channel,principal,periods,amount_per_period,fee_per_period,first_due"
    file.write_text(f"{head}\nlamp,2026-11-12,huabei,300,1,300,0,{AHEAD}", "utf-8")
    assert empty_shell("import", file, "--yes", "--json").json["opened"] == [BILL]


@pytest.mark.parametrize(
    ("done", "again"),
    [
        (DONE["which was deferred to 2027-01-10"], ("defer", BILL)),
        (DONE["of which the minimum was paid"], ("confirm", BILL, "--minimum")),
    ],
    ids=["deferred", "minimum"],
)
def test_said_once_more_it_goes_where_the_rest_is(empty_shell: Shell, done, again) -> None:
    add(empty_shell, "fridge", 500)
    empty_shell(*done, "--yes")
    there = {each["id"]: each for each in empty_shell("bills", "--json").json["bills"]}["huabei/2027-01-10"]
    add(empty_shell, "lamp", 300)
    assert empty_shell(*again, "--yes", "--json").code == 0
    after = {each["id"]: each for each in empty_shell("bills", "--json").json["bills"]}
    assert after[BILL]["outstanding"] == "0.00"
    assert Decimal(after["huabei/2027-01-10"]["outstanding"]) >= Decimal(there["outstanding"]) + 300
    assert empty_shell(*again, "--yes").code == 1, "there is nothing more to say it of"


def test_of_several_bills_each_is_named_with_its_channel(empty_shell: Shell, tmp_path: Path) -> None:
    head = "title,bought_at,channel,principal,periods,amount_per_period,fee_per_period,first_due\n"
    rows = "{0},2026-11-05,huabei,{1},1,{1},0,2026-12-10\n{0}的壳,2026-11-05,jd-baitiao,{2},1,{2},0,2026-12-10\n"
    for name, *prices in (("手机", 300, 50), ("平板", 400, 60)):
        (tmp_path / f"{name}.csv").write_text(head + rows.format(name, *prices), "utf-8")
    empty_shell("import", tmp_path / "手机.csv", "--yes")
    empty_shell("record", BILL, "--amount", "300", "--method", "balance", "--yes")
    empty_shell("record", "jd-baitiao/2026-12-10", "--amount", "50", "--method", "balance", "--yes")
    answer = empty_shell("import", tmp_path / "平板.csv", "--yes")
    assert "Huabei 12-10 ¥400.00, JD 12-10 ¥60.00" in " ".join((answer.out + answer.err).split())


def test_what_a_deferred_order_is_edited_to_goes_along_with_it_and_that_is_said(empty_shell: Shell) -> None:
    add(empty_shell, "fridge", 500)
    empty_shell("defer", BILL, "--yes")
    edited = empty_shell("order", "set", "fridge", "--principal", "550", "--amount-per-period", "550", "--yes")
    said = " ".join(edited.out.split())
    assert "due 2026-12-10 was deferred, so the ¥50.00 more goes along to the bill due 2027-01-10" in said
    after = {each["id"]: each["outstanding"] for each in empty_shell("bills", "--json").json["bills"]}
    assert (after[BILL], after["huabei/2027-01-10"]) == ("0.00", "550.00")
    assert "goes along" not in empty_shell("order", "set", "fridge", "--note", "white", "--yes").out
