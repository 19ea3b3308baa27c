"""Accounts in the shell: `accounts`, `account add`, `account set`, `account move`."""

import pytest
from msgspec.structs import replace

from models.ledger.auto_debit import AutoDebitSeen
from models.store import Store
from models.values.message import msg
from tests.models.builders import at
from tests.tui.cli.shell import Shell
from tui.cli.main import run

NAMES = {
    "id",
    "channel",
    "label",
    "last4",
    "mode",
    "bill_day",
    "due_day",
    "due_after",
    "moves",
    "auto_debit",
    "credit",
    "outstanding",
    "ends_on",
}


def test_every_account_is_listed_with_what_is_owed_to_it(shell: Shell) -> None:
    found = {each["id"]: each for each in shell("accounts", "--json").json["accounts"]}
    assert list(found) == ["huabei", "jd-baitiao", "cmb"]
    assert all(each.keys() == NAMES for each in found.values())
    assert (found["huabei"]["bill_day"], found["huabei"]["due_day"], found["huabei"]["mode"]) == (1, 10, "statement")
    assert found["huabei"]["auto_debit"] == {
        "state": "always",
        "extent": "unknown",
        "pay_account": None,
        "set_up_on": None,
    }
    assert (found["jd-baitiao"]["outstanding"], found["jd-baitiao"]["ends_on"]) == ("303.00", "2027-01-25")
    assert (found["cmb"]["outstanding"], found["cmb"]["ends_on"], found["cmb"]["credit"]) == ("0.00", None, "0.00")
    assert len(shell("accounts").out.splitlines()) == 3


def test_a_second_card_is_added_under_its_digits_and_one_undo_takes_it_back(shell: Shell) -> None:
    answer = shell("account", "add", "招行", "--last4", "1234", "--bill-day", "5", "--due-day", "23", "--yes", "--json")
    assert answer.code == 0
    assert (answer.json["id"], answer.json["channel"], answer.json["last4"]) == ("cmb-1234", "cmb", "1234")
    assert shell.ledger.accounts["cmb-1234"].due_day == 23
    again = shell("account", "add", "cmb", "--last4", "1234", "--yes")
    assert (again.code, again.out) == (1, "")


def test_an_account_is_named_by_its_bare_label_wherever_one_is_named(shell: Shell, tmp_path) -> None:
    shell("account", "add", "bank-card", "--label", "广发", "--bill-day", "5", "--due-day", "25", "--yes")
    bought = ("--bought-at", "2026-11-01", "--periods", "3", "--amount-per-period", "101", "--yes")
    entered = shell("order", "add", "--title", "A", "--channel", "广发", *bought, "--json").json
    assert entered["order"]["account_id"] == "bank-card"
    assert shell("order", "set", "2031", "--channel", "广发", "--dry-run", "--json").code == 0
    assert shell("account", "set", "广发", "--auto-debit", "on", "--dry-run", "--json").json["id"] == "bank-card"
    assert shell("account", "set", " 广 发", "--auto-debit", "on", "--dry-run", "--json").json["id"] == "bank-card"
    days = ("--since", "2026-12-15", "--bill-day", "6", "--due-day", "26")
    assert shell("account", "move", "广发", *days, "--dry-run", "--json").json["account"] == "bank-card"
    paid = ("--amount", "101", "--method", "debit-card", "--dry-run", "--json")
    assert shell("record", "广发", *paid).json["bill"]["account_id"] == "bank-card"
    assert shell("quote", "--principal", "300", "--periods", "3", "--interest-free", "--channel", "广发").code == 0
    file = tmp_path / "more.csv"
    file.write_text("title,bought_at,channel,periods,amount_per_period,first_due\nB,2026-11-02,广发,3,9,2026-12-25\n")
    assert len(shell("import", file, "--dry-run", "--json").json["new"]) == 1


def test_a_label_of_two_accounts_is_refused_with_their_names(shell: Shell) -> None:
    for digits in ("1111", "2222"):
        shell("account", "add", "bank-card", "--label", "广发", "--last4", digits, "--due-day", "25", "--yes")
    for asked in (
        ("account", "set", "广发", "--due-day", "24", "--yes"),
        ("record", "广发", "--amount", "1", "--method", "debit-card", "--yes"),
        ("order", "set", "2031", "--channel", "广发", "--yes"),
    ):
        answer = shell(*asked)
        assert (answer.code, answer.out) == (1, "")
        assert "Card 广发 1111 (bank-card)" in answer.err
        assert "Card 广发 2222 (bank-card-2222)" in answer.err


@pytest.mark.parametrize(
    ("channel", "more", "command"),
    [
        ("jd-baitiao", (), "jd-baitiao --bill-day N`"),
        ("cmb", ("--first-due", "2026-12-20"), "cmb --bill-day N --due-day N`"),
        ("bank-card", ("--first-due", "2026-12-20"), "bank-card --bill-day N --due-day N`"),
    ],
)
def test_how_a_bill_day_is_said_that_is_not_known(tmp_path, capsys, channel: str, more, command: str) -> None:
    shell = Shell(tmp_path / "new.json", capsys)
    first = more or ("--first-due", "2026-12-20")
    bought = ("--title", "A", "--bought-at", "2026-11-01", "--periods", "3", "--amount-per-period", "101", *first)
    enter = ("order", "add", "--channel", channel, *bought)
    assert f"`fenqi account add {command}" in shell(*enter).err
    assert f"`fenqi account set {command}" in shell(*enter, "--yes").err
    file = tmp_path / "more.csv"
    file.write_text(
        "title,bought_at,channel,periods,amount_per_period,first_due\n"
        + "".join(f"{title},2026-11-02,{channel},3,9,2026-12-25\n" for title in "BC")
    )
    assert shell("import", file, "--dry-run").err.count(f"`fenqi account set {command}") == 1
    assert shell("import", file, "--yes").err.count(f"`fenqi account set {command}") == 1
    assert shell("account", "set", channel, "--bill-day", "5", "--yes").code == 0
    assert "bill day" not in shell(*enter, "--title", "D", "--yes").err


def test_a_bill_day_that_is_known_is_not_asked(tmp_path, capsys) -> None:
    shell = Shell(tmp_path / "new.json", capsys)
    bought = ("--title", "A", "--bought-at", "2026-11-01", "--periods", "3", "--amount-per-period", "101", "--yes")
    assert shell("order", "add", "--channel", "huabei", *bought).err == ""
    moved = shell("order", "set", "A", "--channel", "jd-baitiao", "--first-due", "2026-12-20", "--yes")
    assert "`fenqi account set jd-baitiao --bill-day N`" in moved.err


@pytest.mark.parametrize("how", [[], ["--dry-run"], ["--dry-run", "--yes"], ["--json"]])
def test_without_yes_nothing_is_written(shell: Shell, how: list[str]) -> None:
    before = shell.db.read_bytes()
    answer = shell("account", "add", "cmb", "--last4", "1234", *how)
    assert answer.code == 0
    assert "cmb-1234" in answer.out
    assert "nothing was written" in answer.err
    assert shell.db.read_bytes() == before


def test_the_first_account_of_all_makes_the_file(shell: Shell) -> None:
    shell.db.unlink()
    for each in shell.db.parent.glob(f"{shell.db.name}.backups/*"):
        each.unlink()
    assert shell("account", "add", "xiaomi", "--yes").code == 0
    assert list(shell.ledger.accounts) == ["xiaomi"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["set", "huabei", "--due-day", "12"], "8, 9, 10, 15, 20"),
        (["set", "nobody", "--due-day", "12"], "there is no account nobody"),
        (["add", "cmb"], "change it with `fenqi account set cmb`, or give the last four digits of another card"),
        (["add", "cmb", "--last4", "12345"], "four digits"),
        (["set", "huabei", "--auto-debit", "off"], "cannot be switched off"),
        (["set", "cmb", "--pay-account", "6222 0202 1234"], "more than the last four digits"),
        (["move", "huabei", "--since", "soon", "--bill-day", "5", "--due-day", "15"], "soon is not a date"),
    ],
)
def test_what_will_not_do_is_refused_and_nothing_is_written(shell: Shell, arguments: list[str], said: str) -> None:
    before = shell.db.read_bytes()
    answer = shell("account", *arguments, "--yes")
    assert (answer.code, answer.out) == (1, "")
    assert said in answer.err
    assert shell.db.read_bytes() == before


def test_days_that_no_month_has_are_wrong_usage(shell: Shell) -> None:
    assert shell("account", "set", "cmb", "--bill-day", "32", "--yes").code == 2
    assert shell("account", "move", "cmb", "--since", "2026-12-15", "--bill-day", "5").code == 2


def test_auto_debit_is_said_with_the_day_on_which_it_was_set_up(shell: Shell) -> None:
    said = ["--auto-debit", "on", "--extent", "full", "--pay-account", "招行 5678"]
    answer = shell("account", "set", "cmb", *said, "--yes", "--json")
    assert answer.json["auto_debit"] == {
        "state": "on",
        "extent": "full",
        "pay_account": "招行 5678",
        "set_up_on": "2026-11-22",
    }


def test_a_bill_day_that_becomes_known_shows_the_dates_before_it_is_written(shell: Shell) -> None:
    before = shell.db.read_bytes()
    answer = shell("account", "set", "jd-baitiao", "--bill-day", "1")
    assert "Redmi K70: 2026-11-25, 2026-12-25, 2027-01-25 → 2026-12-10, 2027-01-10, 2027-02-10" in answer.out
    assert shell.db.read_bytes() == before
    (order,) = shell("account", "set", "jd-baitiao", "--bill-day", "1", "--yes", "--json").json["orders"]
    assert (order["title"], order["before"][0], order["after"][0]) == ("Redmi K70", "2026-11-25", "2026-12-10")
    ids = [bill["id"] for bill in shell("bills", "--json").json["bills"]]
    assert "jd-baitiao/2026-12-10" in ids
    assert "jd-baitiao/2026-11-25" not in ids


def test_a_day_is_moved_from_today_on_where_no_date_is_given(shell: Shell) -> None:
    assert shell("account", "move", "huabei", "--bill-day", "10", "--due-day", "20", "--yes").code == 0
    assert shell("accounts", "--json").json["accounts"][0]["moves"][0]["since"] == "2026-11-22"


def test_the_help_of_what_one_does_with_an_account_is_in_the_users_language(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--lang", "zh_CN", "account", "set", "--help"]) == 0
    assert "账单日" in capsys.readouterr().out


def test_whether_a_new_card_is_debited_is_not_known_until_somebody_says_it(shell: Shell) -> None:
    made = shell("account", "add", "cmb", "--last4", "1234", "--bill-day", "5", "--due-day", "23", "--yes", "--json")
    assert made.json["auto_debit"]["state"] == "unknown"
    states = {each["id"]: each["auto_debit"]["state"] for each in shell("accounts", "--json").json["accounts"]}
    assert states == {"huabei": "always", "jd-baitiao": "unknown", "cmb": "unknown", "cmb-1234": "unknown"}
    assert "auto-debit not known" in shell("account", "set", "cmb-1234", "--last4", "1234").out
    said = shell("account", "set", "cmb-1234", "--auto-debit", "off", "--yes", "--json")
    assert said.json["auto_debit"]["state"] == "off"


def test_an_account_without_orders_and_bills_is_deleted_and_one_undo_brings_it_back(shell: Shell) -> None:
    shell("account", "add", "cmb", "--last4", "1234", "--yes")
    before = shell.ledger
    assert shell("account", "delete", "cmb-1234").code == 0
    assert shell.ledger == before
    answer = shell("account", "delete", "招行 1234", "--yes", "--json")
    assert (answer.code, answer.json["id"]) == (0, "cmb-1234")
    assert "cmb-1234" not in shell.ledger.accounts
    shell("undo", "--yes")
    assert shell.ledger == before


@pytest.mark.parametrize("ident", ["huabei", "cmb", "xiaomi"])
def test_an_account_with_orders_is_kept_and_one_that_is_not_there_is_named(shell: Shell, ident: str) -> None:
    answer = shell("account", "delete", ident, "--yes")
    assert answer.code == 1
    assert ("has orders" if ident != "xiaomi" else "there is no account xiaomi") in answer.err


def test_an_account_of_which_a_balance_of_its_bills_is_recorded_is_kept(shell: Shell) -> None:
    shell("account", "add", "cmb", "--last4", "1234", "--yes")
    Store(shell.db).commit(
        msg("x"),
        lambda of: replace(of, debits={**of.debits, "cmb-1234/2026-12-05": AutoDebitSeen(id="cmb-1234/2026-12-05")}),
        at(shell.now),
    )
    assert (
        "recorded of bills of China Merchants Bank card 招行 1234"
        in shell("account", "delete", "cmb-1234", "--yes").err
    )


def test_what_is_said_of_auto_debit_holds_from_that_day_on_and_undo_takes_it_back(shell: Shell) -> None:
    added = shell("account", "add", "meituan", "--yes", "--json").json
    bought = ("--bought-at", "2026-10-11", "--first-due", "2026-11-08", "--periods", "3", "--amount-per-period", "101")
    shell("order", "add", "--title", "M", "--channel", "meituan", *bought, "--past", "1", "--yes")
    shell.now = "2026-12-10T12:00:00+08:00"
    before = shell.ledger

    def bill() -> dict[str, object]:
        return next(each for each in shell("bills", "--json").json["bills"] if each["id"] == "meituan/2026-12-08")

    assert bill()["status"] == "to_confirm"
    for said in (("--auto-debit", "off"), ("--extent", "minimum", "--pay-account", "零钱")):
        was = bill()
        answer = shell("account", "set", "meituan", *said, "--yes", "--json")
        assert answer.json.keys() == added.keys()
        assert bill() == was
        assert shell("confirm", "meituan/2026-12-08", "--taken", "--dry-run", "--yes").code == 0
        assert shell("undo", "--yes").code == 0
        assert shell.ledger == before
