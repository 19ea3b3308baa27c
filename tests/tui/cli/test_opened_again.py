"""An order that comes to a bill which was done with opens none without a word."""

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
