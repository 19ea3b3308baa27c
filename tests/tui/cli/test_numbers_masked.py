"""Numbers of cards, phones and people do not enter the ledger, nor what is said on stderr."""

from pathlib import Path

import pytest

from models.store import Store
from tests.models.store.actions import NOW, add
from tests.tui.cli.shell import Shell

CARD, SAID = "6222021234567894", "************7894"
PHONE = "13800138000"
MALL = "5261122000000003"
ADD = ("order", "add", "--bought-at", "2026-11-11", "--channel", "huabei", "--periods", "3", "--amount-per-period", "9")


@pytest.fixture
def shell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Shell:
    made = Shell(tmp_path / "ledger.json", capsys)
    assert made(*ADD, "--title", "手机", "--order-no", "7", "--yes").code == 0
    return made


def test_a_number_in_a_text_is_stored_as_its_last_four_digits_with_a_word(shell: Shell) -> None:
    answer = shell(*ADD, "--title", f"充值 {PHONE}", "--note", "卡 6222 0212 3456 7894", "--order-no", "8", "--yes")
    assert answer.code == 0
    assert "last four digits only" in answer.err
    (made,) = (each for each in shell.ledger.orders.values() if each.order_no == "8")
    assert (made.title, made.note) == ("充值 *******8000", "卡 **** **** **** 7894")
    bill = f"huabei/{made.first_due}"
    paid = ("record", bill, "--amount", "18", "--method", "balance", "--reference", CARD, "--yes")
    assert "last four digits only" not in shell(*paid).err
    assert [each.reference for each in shell.ledger.repayments.values()] == [CARD], "it is the payment's own number"
    assert shell("undo", "--yes").code == 0
    paid = (*paid[:-2], f"卡 {CARD}", "--yes")
    assert "last four digits only" in shell(*paid).err
    assert [each.reference for each in shell.ledger.repayments.values()] == [f"卡 {SAID}"]
    assert "last four digits only" in shell("order", "set", "8", "--note", CARD, "--dry-run").err
    assert "last four" not in shell("order", "set", "8", "--note", "-", "--yes").err
    whole = shell.db.read_text("utf-8") + "".join(each.read_text("utf-8") for each in shell.db.parent.rglob("*.json"))
    assert not any(each in whole for each in (PHONE, "6222 0212 3456 7894"))


def test_a_backup_from_before_numbers_were_masked_is_restored_with_them_masked(shell: Shell) -> None:
    store = Store(shell.db)
    add(store, "there", title=f"充值 {PHONE}")
    add(store, "there", title=f"充值 {PHONE}", note=CARD)
    add(store, "later")
    store.undo(NOW)
    backup = Path(shell("backup", "--yes").out.strip())
    for options in (("--dry-run",), ("--yes",)):
        answer = shell("restore", str(backup), *options)
        assert answer.code == 0
        assert "last four digits only" in answer.err
        assert PHONE not in answer.out + answer.err
    written = shell.db.read_text("utf-8")
    assert not any(each in written for each in (PHONE, CARD))
    (there,) = (each for each in shell.ledger.orders.values() if each.id == "there")
    assert (there.title, there.note) == ("充值 *******8000", SAID)
    for command in ("redo", "undo", "undo", "undo", "redo", "redo"):
        assert shell(command, "--yes").code == 0, "each state is one to which undo and redo lead"
    assert shell.ledger.orders["there"] == there
    whole = shell.db.read_bytes().splitlines()[2:]
    again = shell("restore", shell("backup", "--yes").out.strip(), "--yes")
    assert "last four digits only" not in again.err
    assert shell.db.read_bytes().splitlines()[2:] == whole, "what has none comes back as it is"


def test_a_file_of_orders_is_masked_too_and_is_the_same_the_next_time(shell: Shell, tmp_path: Path) -> None:
    file = tmp_path / "orders.csv"
    file.write_text(
        f"title,bought_at,channel,periods,amount_per_period,first_due,note\n"
        f"话费 {PHONE},2026-11-12,huabei,3,100,2026-12-10,给 {CARD}\n",
        "utf-8",
    )
    answer = shell("import", file, "--yes", "--json")
    assert (answer.code, len(answer.json["new"])) == (0, 1)
    assert "last four digits only" in answer.err
    assert "话费 *******8000" in {each.title for each in shell.ledger.orders.values()}
    assert shell("import", file, "--yes", "--json").json["same"] == answer.json["new"]
    file.write_text(f"title,bought_at,channel,periods,amount_per_period\n手机,{CARD},huabei,3,100\n", "utf-8")
    assert CARD not in shell("import", file, "--yes").err
    said = shell("import", file, "--yes", "--json")
    assert (said.code, SAID in said.out, CARD in said.out) == (1, True, False)


def test_the_number_of_a_mall_order_is_never_touched_and_never_asked_about(shell: Shell) -> None:
    assert shell("account", "add", "cmb", "--last4", "0003", "--yes").code == 0
    answer = shell(*ADD, "--title", f"MI {MALL}", "--order-no", MALL, "--yes")
    assert (answer.code, answer.err) == (0, "")
    assert (f"MI {MALL}", MALL) in {(each.title, each.order_no) for each in shell.ledger.orders.values()}


def test_an_order_number_that_looks_like_a_card_of_the_users_is_asked_about(shell: Shell, tmp_path: Path) -> None:
    assert shell("account", "add", "cmb", "--last4", "7894", "--yes").code == 0
    before = shell.ledger
    add = (*ADD, "--title", "手环", "--order-no", "6222 0212 3456 7894")
    answer = shell(*add, "--yes")
    assert (answer.code, shell.ledger) == (10, before)
    assert "looks like the number of your card" in answer.err
    assert "--no-card" in answer.err
    for number in (CARD, f"JD{CARD}", "招行卡 6222-0212-3456-7894 的", "no 6222 0212 3456 7894 b"):
        answer = shell("order", "set", "7", "--order-no", number, "--yes")
        assert (answer.code, shell.ledger, CARD in answer.err) == (10, before, False)
    file = tmp_path / "orders.csv"
    file.write_text(
        f"order_no,title,bought_at,channel,periods,amount_per_period,first_due\n"
        f"{CARD},手环,2026-11-12,huabei,3,100,2026-12-10\n",
        "utf-8",
    )
    assert (shell("import", file, "--yes").code, shell.ledger) == (10, before)
    assert shell("import", file, "--no-card", "--yes").code == 0
    assert CARD in {each.order_no for each in shell.ledger.orders.values()}, "as it is, once it is said to be one"


@pytest.mark.parametrize("number", [PHONE, "138 0013 8000", "11010519491231002X"])
def test_an_order_number_that_looks_like_that_of_a_phone_or_a_person_is_asked_about(shell: Shell, number: str) -> None:
    add = (*ADD, "--title", "手环", "--order-no", number, "--yes")
    answer = shell(*add)
    assert (answer.code, len(shell.ledger.orders)) == (10, 1)
    assert "looks like that of a phone or a person" in answer.err
    assert number not in answer.err
    assert shell(*add, "--no-card").code == 0
    assert number in {each.order_no for each in shell.ledger.orders.values()}
    assert shell("order", "set", "手环", "--note", "-", "--yes").code == 0, "it was said"


def test_a_reference_that_looks_like_a_card_of_the_users_is_asked_about_like_an_order_number(shell: Shell) -> None:
    assert shell("account", "set", "huabei", "--pay-account", "招行 7894", "--yes").code == 0
    before = shell.ledger
    bill = f"huabei/{next(iter(before.orders.values())).first_due}"
    paid = ("record", bill, "--amount", "9", "--method", "balance", "--reference", CARD, "--yes")
    answer = shell(*paid)
    assert (answer.code, shell.ledger) == (10, before)
    assert "looks like the number of your card 招行 7894" in answer.err
    early = ("early", "7", "--record", "27", "--method", "balance", "--reference", CARD, "--yes")
    assert (shell(*early).code, shell.ledger) == (10, before)
    assert shell(*paid, "--no-card").code == 0
    assert [each.reference for each in shell.ledger.repayments.values()] == [CARD]


@pytest.mark.parametrize(
    "wrong",
    [
        (*ADD, "--title", "x", "--first-due", CARD),
        (*ADD, "--title", "x", "--pay-account", CARD),
        ("show", CARD),
        (CARD,),
        ("balance", f"招行 {CARD}", "5"),
        ("account", "add", "cmb", "--label", CARD),
        ("record", CARD, "--amount", "1", "--method", "balance"),
        ("refund", "7", "--amount", CARD),
        ("refund", "7", "--amount", "1", "--on", f"{CARD[:4]} {CARD[4:8]} {CARD[8:12]} {CARD[12:]}"),
        ("due", f"--{PHONE}"),
    ],
)
def test_what_is_refused_does_not_repeat_such_a_number_on_stderr(shell: Shell, wrong: tuple[str, ...]) -> None:
    answer = shell(*wrong)
    assert answer.code in {1, 2}
    assert not any(each in answer.err for each in (CARD, PHONE, "0212 3456"))
