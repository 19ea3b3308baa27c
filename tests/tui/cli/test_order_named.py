"""ORDER on the command line: a number of the list, an id, an order number, then a title, and which of them it was."""

import pytest

from models.actions.orders import archive_order
from models.ledger.ledger import Ledger
from models.store import Store
from models.values.message import msg
from tests.models.builders import at, ledger, order
from tests.tui.cli.shell import NOW, Shell
from tui.cli.order_named import By, orders_named

LISTED = ("Redmi K70", "小米14 Pro 16GB+512GB", "米家扫地机器人 2", "小米手环 8")
"""The orders as `fenqi orders` lists them."""


def shown(shell: Shell, name: str) -> tuple[str, str]:
    """The title of the order that `fenqi show` takes, and what it says of the name."""
    answer = shell("show", name)
    assert answer.code == 0, answer.err
    return answer.out.splitlines()[0].rsplit("  ", 1)[0], answer.err


def test_the_list_numbers_the_orders_and_a_number_shows_that_order(shell: Shell) -> None:
    rows = [line.split(maxsplit=1)[0] for line in shell("orders").out.splitlines()]
    assert rows == ["1", "2", "3", "4"]
    for number, title in enumerate(LISTED, 1):
        assert shown(shell, str(number)) == (title, f"number {number} of the list: {title}\n")


def test_a_number_is_the_same_in_each_view_and_an_archived_order_has_one_behind(shell: Shell) -> None:
    (settled,) = shell("orders", "--view", "settled").out.splitlines()
    assert settled.startswith("4  ")
    ident = settled.split()[1]

    def archived(of: Ledger) -> Ledger:
        return archive_order(of, ident, archived=True)

    Store(shell.db).commit(msg("edit"), archived, at(NOW))
    (gone,) = shell("orders", "--view", "archived").out.splitlines()
    assert gone.startswith("4  ")
    assert shown(shell, "4")[0] == "小米手环 8"


def test_digits_are_no_part_of_a_title_and_few_are_no_beginning(shell: Shell) -> None:
    """14 is in 小米14, 204 begins 2040, and 8 is the end of 小米手环 8."""
    bought = ("--bought-at", "2026-11-01", "--channel", "cmb", "--principal", "300", "--periods", "3")
    shell("order", "add", "--title", "x", "--order-no", "2040", *bought, "--amount-per-period", "101", "--yes")
    for digits in ("14", "204", "8", "512"):
        answer = shell("show", digits)
        assert (answer.code, answer.out) == (1, ""), digits
        assert answer.err == f"fenqi: there is no order {digits}; `fenqi orders` lists them\n"


def test_an_id_and_an_order_number_are_taken_without_a_word(shell: Shell) -> None:
    found = next(each for each in shell.ledger.orders.values() if each.order_no == "101")
    for name in (found.id, "101", " 订单号：101"):
        assert shown(shell, name) == (found.title, "")


def test_a_title_and_a_beginning_are_taken_and_said(shell: Shell) -> None:
    found = next(each for each in shell.ledger.orders.values() if each.order_no == "101")
    assert shown(shell, "小米14") == (found.title, f"title: {found.title}\n")
    assert shown(shell, "redmi k70") == ("Redmi K70", "title: Redmi K70\n")
    assert shown(shell, found.id[:6])[1] == f"the id or order number begins so: {found.title}\n"


def test_what_it_was_is_said_in_the_language_of_the_user(shell: Shell) -> None:
    said = shell("--lang", "zh_CN", "show", "1").err
    assert said == "列表第 1 笔：Redmi K70\n"
    assert shell("--lang", "zh_CN", "show", "K70").err == "名称：Redmi K70\n"


def test_json_is_the_same_by_whatever_name(shell: Shell) -> None:
    assert shell("show", "1", "--json").json == shell("show", "2030", "--json").json


def test_an_unknown_order_is_refused_with_a_way_to_find_it(shell: Shell) -> None:
    answer = shell("show", "999999")
    assert answer == (1, "", "fenqi: there is no order 999999; `fenqi orders` lists them\n")
    assert shell("show", "").code == 1


def test_of_several_each_is_named_with_the_number_to_choose_it_by(shell: Shell) -> None:
    answer = shell("show", "小米")
    assert (answer.code, answer.out) == (1, "")
    *listed, said = answer.err.splitlines()
    assert said == "fenqi: 小米 could be 2 orders; choose by the number in front"
    assert [line.split()[0] for line in listed] == ["2", "4"]
    assert [line.split(maxsplit=3)[2:] for line in listed] == [["101", LISTED[1]], ["2031", LISTED[3]]]


@pytest.mark.parametrize(
    "command",
    [
        ("refund", "2", "--amount", "10", "--dry-run"),
        ("early", "2"),
        ("order", "set", "2", "--note", "x", "--dry-run"),
        ("order", "delete", "2", "--dry-run"),
        ("correct", "huabei/2026-12-10", "--total", "600", "--target", "fee", "--order", "2", "--dry-run"),
        ("record", "huabei/2026-12-10", "--amount", "1", "--method", "balance", "--for", "2=1.00", "--dry-run"),
    ],
    ids=lambda command: " ".join(command[:2]),
)
def test_every_command_that_names_an_order_takes_its_number_and_says_so(shell: Shell, command: tuple[str, ...]) -> None:
    assert f"number 2 of the list: {LISTED[1]}" in shell(*command).err


def test_a_whole_order_number_wins_over_a_longer_one_that_begins_so() -> None:
    one, other = order("a", order_no="2026"), order("b", order_no="20263")
    both = tuple(ledger(one, other).orders.values())
    assert orders_named(both, {}, "2026") == (By.ORDER_NO, (one,))
    assert orders_named(both, {}, "202") == (By.BEGINNING, both)
    assert orders_named((one,), {}, "202") is None
    assert orders_named(both, {"b": 2026}, "2026") == (By.NUMBER, (other,))


def test_an_order_whose_number_is_a_place_of_the_list_is_named_by_its_id(shell: Shell) -> None:
    """`record --for` must not lead to the order that stands at that place."""
    same = ("--channel", "xiaomi", "--bought-at", "2026-11-01", "--principal", "300", "--first-due", "2026-12-20")
    for number in ("1", "x7"):
        entered = ("--periods", "3", "--amount-per-period", "100", "--order-no", number, "--title", f"t{number}")
        assert shell("order", "add", *same, *entered, "--another", "--yes").code == 0
    paid = shell("record", "xiaomi/2026-12-20", "--amount", "100", "--method", "debit-card", "--yes", "--json")
    ident = next(each.id for each in shell.ledger.orders.values() if each.order_no == "1")
    assert sorted(each["for"] for each in paid.json["perhaps_for"]) == sorted([[f"{ident}=100.00"], ["x7=100.00"]])
