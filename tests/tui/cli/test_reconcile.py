"""`fenqi reconcile` from the shell: how it is asked, what it writes, and what of a statement is kept."""

import shlex
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from models.exchange.encoding import MAX_BYTES
from models.store import Store
from models.values.message import msg
from tests.models.actions.statements import CASES, NOW, six_orders
from tests.tui.cli.shell import Shell

ALIPAY = next((CASES / "01-alipay-backfill").glob("*.csv"))
HIGHER = next((CASES / "02-alipay-new-layout-higher").glob("*.csv"))
JD = next((CASES / "04-jd-one-to-many-and-parts").glob("*.csv"))
CGB = next(each for each in (CASES / "06-cgb-instalment-lines").glob("*.csv") if each.name != "extra.csv")
BOC = next((CASES / "08-boc-equal-refunds-name-only").glob("*.csv"))


SECRETS = (
    "某便利店",
    "门店购物",
    "充电宝",
    "卫衣",
    "示例商户",
    "张三",
    "曾三",
    "网银在线",
    "云闪付",
    "138***",
    "jd_0000",
)
"""Shops, titles, names and accounts that stand in these files."""


@pytest.fixture(autouse=True)
def _ledger(shell: Shell) -> None:
    Store(shell.db).commit(msg("edit"), lambda _: six_orders(), NOW)


def test_one_commit_takes_all_that_is_sure_and_one_undo_takes_it_back(shell: Shell):
    before = shell.ledger
    assert shell("reconcile", ALIPAY).code == 10 and shell.ledger == before, "without a terminal it is a dry run"
    answer = shell("reconcile", ALIPAY, "--yes")
    assert answer.code == 0 and "+ Huabei 07-10  ¥418.00  paid on 2026-06-25 10:22 by debit card" in answer.out
    assert len(shell.ledger.repayments) == 5
    undone = shell("undo", "--yes").out
    assert undone == "undone: reconciled Alipay 支付宝 2026-06-01 – 2026-11-22: 5 repayments\n"
    assert shell.ledger == before


def test_a_row_of_a_day_that_is_yet_to_come_is_named_and_nothing_of_it_is_taken(shell: Shell):
    shell.now = "2026-11-10T09:30:00+08:00"
    answer = shell("reconcile", ALIPAY, "--yes")
    assert answer.code == 20
    assert "row 26 cannot be read: 2026-11-10 is in the future" in answer.out.splitlines()
    assert len(shell.ledger.repayments) == 4
    shell.now = "2026-11-10T19:10:00+08:00"
    assert shell("reconcile", ALIPAY, "--yes").code == 0, "a phone's clock may be some minutes ahead"


def test_what_is_asked_is_answered_by_its_key_and_an_answer_that_is_none_writes_nothing(shell: Shell):
    said = shell("reconcile", HIGHER, "--json").json["findings"][0]
    assert said["kind"] == "differs" and said["answer_words"].keys() == {*said["answers"]}
    before = shell.ledger
    assert shell("reconcile", HIGHER, "--answer", f"{said['key']}=nothing", "--yes").code == 1
    assert shell("reconcile", HIGHER, "--answer", said["key"], "--yes").code == 2
    nothing = shell("reconcile", HIGHER, "--answer", "abc=leave", "--answer", f"{said['key']}=rest", "--yes")
    assert (nothing.code, nothing.out) == (2, "")
    assert f"nothing is asked under abc; asked is: {said['key']}" in nothing.err
    rest, leave = (("--answer", f"{said['key']}={each}") for each in ("rest", "leave"))
    two = shell("reconcile", HIGHER, *rest, *leave, "--yes")
    assert (two.code, two.out) == (2, "") and f"{said['key']} has two different answers" in two.err
    assert shell.ledger == before
    answer = shell("reconcile", HIGHER, *rest, *rest, "--yes", "--json")
    assert (answer.json["committed"], answer.code) == (1, 0)
    over = shell("reconcile", HIGHER, "--answer", f"{said['key']}=ignore", "--yes")
    assert over.code == 0 and f"not asked, so the answer changes nothing: {said['key']}" in over.out
    again = shell("reconcile", HIGHER, "--answer", f"{said['key']}=ignore", "--yes", "--json").json
    assert (answer.json["not_asked"], again["not_asked"]) == ([], [said["key"]])
    shell("undo", "--yes")
    marks = [
        each[0] for each in shell("reconcile", HIGHER, "--answer", f"{said['key']}=rest", "--yes").out.splitlines()
    ]
    assert marks == ["A", "+"], "what was answered is no question any more"


def test_the_order_that_was_missing_is_entered_and_then_the_statement_agrees(shell: Shell):
    said = shell("reconcile", HIGHER).out
    (command,) = (each.strip() for each in said.splitlines() if "fenqi order add" in each)
    rest = ("--periods", "3", "--amount-per-period", "100.00", "--first-due", "2026-11-10", "--past", "none", "--yes")
    entered = shell(*shlex.split(command)[1:], *rest)
    assert entered.code in {0, 10}, entered.err
    assert shell("reconcile", HIGHER, "--yes").code == 0
    (bill,) = (each for each in shell("bills", "--all", "--json").json["bills"] if each["id"] == "huabei/2026-11-10")
    assert (bill["amount"], bill["status"]) == ("681.20", "settled")


def test_the_file_may_come_by_standard_input(shell: Shell, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(ALIPAY.read_bytes())))
    assert shell("reconcile", "-", "--yes", "--json").json["committed"] == 5


def test_an_export_of_years_is_read_though_no_list_of_orders_is_as_large(
    shell: Shell, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    padded = ALIPAY.read_bytes() + b"\n" + b" " * MAX_BYTES
    (tmp_path / "years.csv").write_bytes(padded)
    assert shell("reconcile", tmp_path / "years.csv", "--json").json["found"]["repaid"] == 5
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(padded)))
    assert shell("reconcile", "-", "--json").json["found"]["repaid"] == 5


def test_a_restricted_session_opens_no_statement(shell: Shell):
    answer = shell.raw(*shell.options, "--restricted", "reconcile", ALIPAY)
    assert answer.code == 1 and "refused" in answer.err


def test_nothing_of_a_statement_is_kept_but_what_a_record_takes_over(shell: Shell):
    """No title, name, shop or account that stands in a statement is anywhere beside the ledger afterwards."""
    for file in (ALIPAY, HIGHER, JD, CGB, BOC):
        asked = shell("reconcile", file, "--json").json["findings"]
        ignored = [each["key"] for each in asked if "ignore" in each["answers"]]
        answers = [text for key in ignored for text in ("--answer", f"{key}=ignore")]
        assert shell("reconcile", file, *answers, "--yes").code in {0, 10}
    assert len(shell.ledger.sightings) > 10
    shell("undo", "--yes")
    kept = "".join(each.read_text("utf-8", "replace") for each in files(shell.db))
    for secret in (
        "某便利店",
        "门店购物",
        "充电宝",
        "卫衣",
        "示例商户",
        "张三",
        "曾三",
        "网银在线",
        "云闪付",
        "138***",
        "jd_0000",
    ):
        assert secret not in kept, secret
    assert "2026062529020999060000001" in kept, "the reference of a repayment is its own"


def files(ledger: Path) -> list[Path]:
    """The ledger, its backups, what can be undone, and drafts."""
    return [each for each in ledger.parent.rglob("*") if each.is_file() and each.suffix != ".csv"]


@pytest.mark.parametrize(
    ("name", "code"), [("locked.zip", 1), ("not-a-statement.pdf", 1)], ids=["a locked archive", "a PDF"]
)
def test_what_cannot_be_read_is_said_with_what_to_do(shell: Shell, name: str, code: int):
    answer = shell("reconcile", CASES / "11-wechat-xlsx-and-locked" / name, "--yes")
    assert answer.code == code and answer.out == "" and len(answer.err) > 40


def test_a_statement_of_which_no_row_can_be_read_is_refused_and_its_first_rows_are_named(shell: Shell):
    file = shell.db.parent / "some.csv"
    row = "2026-11-10 xx,信用借还,花呗,花呗主动还款,abc,不计收支,余额宝,还款成功,B7,"
    file.write_text("\n".join((HEAD, *[row] * 150)), "utf-8")
    answer = shell("reconcile", file, "--yes", "--json")
    said = answer.err.splitlines()
    assert (answer.code, answer.out, len(said)) == (1, "", 102)
    assert said[0].startswith("row 2 cannot be read: ") and said[-2] == "and 50 more"
    assert said[-1] == "fenqi: no row of this statement can be read; nothing was changed"
    file.write_text("\n".join((HEAD, row, UNCLEAR)), "utf-8")
    some = shell("reconcile", file)
    assert some.code == 10 and "row 2 cannot be read: " in some.out, "of one with a row that can be read the rest is"


HEAD = "交易时间,交易分类,交易对方,商品说明,金额,收/支,收/付款方式,交易状态,交易订单号,商家订单号"
FAILED = "2026-11-10 09:20:00,信用借还,花呗,花呗自动还款,581.20,不计收支,,还款失败,B7,"
UNCLEAR = "2026-10-25 08:00:00,信用借还,花呗,花呗主动还款,581.20,不计收支,余额宝,还款成功,B8,"


@pytest.mark.parametrize(("row", "lines"), [(FAILED, 1), (UNCLEAR, 1)], ids=["failed", "asked about"])
def test_of_a_file_without_a_repayment_to_record_it_is_said_what_is_kept(shell: Shell, row: str, lines: int):
    file = shell.db.parent / "some.csv"
    file.write_text(f"{HEAD}\n{row}\n", "utf-8")
    before = shell.ledger
    assert shell("reconcile", file, "--yes", "--json").json["committed"] == 0 and shell.ledger != before
    undone = shell("undo", "--yes").out
    assert undone == f"undone: reconciled Alipay 支付宝: no repayments, lines kept for later: {lines}\n"
    assert shell.ledger == before


def test_of_a_mail_with_only_a_figure_the_shell_and_undo_say_that_it_is_kept(shell: Shell):
    file = shell.db.parent / "mail.html"
    lines = ("招商银行信用卡账单", "到期还款日 2026/11/25", "本期应还金额 ¥ 268.00", "本期最低还款额 ¥ 268.00")
    file.write_text("<html>" + "".join(f"<p>{each}</p>" for each in lines), "utf-8")
    answer = shell("reconcile", file, "--yes")
    assert "keeps the institution's figure for the bill due 2026-11-25: ¥268.00" in answer.out
    assert "institution's figure" not in shell("reconcile", file, "--yes").out, "it is on record by now"
    assert shell("undo", "--yes").out.endswith(": no repayments, its figure kept for the bill due 2026-11-25\n")
