"""`fenqi capture`: what a message says, beside the ledger; it writes nothing, whatever the message says."""

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from models.actions.noticed import NextStep
from tests.tui.cli.shell import Shell

DATA = Path(__file__).parents[2] / "data" / "statements"
CASE = json.loads((DATA / "12-capture-texts" / "expected.json").read_text("utf-8"))
AT_ONCE = {"taken": "amount", "principal": "amount", "paid_on": "paid_at"}
"""What the case calls a name of the JSON otherwise."""
WORDS = {"then", "note", "link", "ask", "warn", "check", "no_bill", "alarm", "agrees", "label", "several"}
"""What the case says in words, or of what comes next."""


@pytest.fixture
def case(empty_shell: Shell) -> Shell:
    """The shell with the orders that all cases share."""
    empty_shell("import", "--yes", DATA / "ledger.csv")
    return empty_shell


def said(shell: Shell, text: str) -> list[dict[str, Any]]:
    return list(shell("capture", "--json", "--text", text).json["messages"])


def step(expected: dict[str, Any]) -> set[str]:
    """What may come next by the case."""
    if expected["kind"] is None or "no_bill" in expected or expected.get("product"):
        return {"none"}
    if "agrees" in expected:
        return {"agrees"}
    by_kind = {"part": "alarm", "repaid": "record", "purchase": "order", "order": "order", "settled": "ask"}
    if "ask" in expected:
        return {"ask"}
    return {by_kind.get(expected["kind"], "compare" if "difference" in expected or "derived" in expected else "agrees")}


def test_the_eighteen_messages_give_what_the_case_says_and_write_nothing(case: Shell) -> None:
    before = case.db.read_bytes()
    for message in CASE["messages"]:
        expected = message["expect"]
        several = expected.get("several", [expected])
        found = said(case, message["text"])
        assert len(found) == len(several), message["text"]
        for got, each in zip(found, several, strict=True):
            for name, value in each.items():
                if name not in WORDS:
                    json_name = AT_ONCE.get(name, name)
                    is_start = json_name in {"paid_at", "bought_at"}
                    assert str(got[json_name]).startswith(value) if is_start else got[json_name] == value, (name, got)
            assert got["next"] in step(each), (message["text"], got)
    assert case.db.read_bytes() == before


def test_a_refund_leads_to_the_order_of_its_number(case: Shell) -> None:
    text = "【支付宝】11月20日退款150.00元已退回花呗，订单号5260918000002002"
    (got,) = said(case, text)
    one = got["order"]
    assert (got["kind"], got["next"]) == ("refund", "ask")
    assert "小米平板 7 Pro" in case("show", one).out
    lines = case("capture", "--text", text).out.splitlines()
    assert lines[-2:] == [
        "it is of your order 小米平板 7 Pro",
        f"next: `fenqi refund {one} --amount 150.00 --on 2026-11-20`",
    ]
    lines = case("capture", "--text", "【支付宝】退款150.00元已退回花呗").out.splitlines()
    assert lines[-1] == "the message does not say of which of your orders: see that in the app"


def test_the_exit_code_is_an_alarm_for_a_failed_debit_and_for_a_foreign_link(case: Shell) -> None:
    codes = {each["text"][:8]: case("capture", "--text", each["text"]).code for each in CASE["messages"]}
    assert [text for text, code in codes.items() if code == 20] == [
        "【京东金融】（还",
        "自动还款失败通知",
        "【京东金融】你的",
    ]
    assert {*codes.values()} == {0, 20}


def test_a_link_that_is_not_the_institutions_is_the_first_line_whatever_else_is_said(case: Shell) -> None:
    texts = (
        "花呗本期应还581.20元，还款日12月10日\n\n【京东金融】您本期白条账单将于12月3日自动扣款305.40元。查账1.cn/2311"
    )
    first, *rest = case("capture", "--text", texts).out.splitlines()
    assert first == "Do not use the link to 1.cn: it is no address of JD Baitiao 京东白条 (jd.com)."
    assert any("581.20" in each for each in rest) and any("305.40" in each for each in rest)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            "花呗账单提醒 本期应还 681.20 元，还款日为每月10日",
            "your bill due 2026-12-10 is ¥581.20: the message says ¥100.00 more",
        ),
        (
            "还款成功通知 还款时间：11月17日 还款金额：203.00元 京东白条",
            "next: `fenqi record jd-baitiao/2026-11-17 --amount 203.00 --method ID --paid-at 2026-11-17T00:00`",
        ),
        (
            "白条自动扣款失败，应还203.00元",
            "look in the app, then say what it shows: `fenqi confirm jd-baitiao/2026-11-17 --failed`",
        ),
        (
            "【建设银行】尾号5083的龙卡信用卡本期应还97.00元",
            "no account of yours is China Construction Bank card 建行 with the last digits 5083",
        ),
        ("【交通银行】您的信用卡本期应还97.00元，还款日12月12日", "no order of yours is on 交通银行"),
        ("花呗验证码123456，正在还款581.20元", "there is a code in it: give it to nobody; there is no bill in it"),
        (
            "白条分期成功：订单金额900.00元，分3期，每期还款305.40元",
            "JD Baitiao 京东白条: bought for ¥900.00, 3 periods of ¥305.40",
        ),
    ],
)
def test_a_person_is_given_what_it_says_and_what_comes_next(case: Shell, text: str, line: str) -> None:
    assert line in case("capture", "--text", text).out.splitlines()


def test_what_it_says_to_do_next_can_be_done(case: Shell) -> None:
    said_next = case("capture", "--text", "白条还款成功 还款金额203.00元 还款时间2026-11-17 19:13 储蓄卡").out
    command = said_next.rpartition("next: `fenqi ")[2].rstrip("`\n")
    assert case(*command.split(), "--yes").code == 0
    assert said(case, "白条还款成功 还款金额203.00元 还款时间2026-11-17 19:13 储蓄卡")[0]["next"] == NextStep.AGREES


def test_a_channel_of_ones_own_is_known_by_its_name_and_its_domain(case: Shell) -> None:
    fields = ("name=云闪付月付", "lender=云闪付", "apps.name=云闪付", "apps.domain=yunshanfu.example")
    assert case("channel", "add", "purse", *fields, "--yes").code == 0
    text = "【云闪付】您的云闪付月付本期应还88.00元，还款日12月10日 https://m.yunshanfu.example/a"
    (found,) = said(case, text)
    assert (found["channel"], found["links"]) == ("purse", [{"host": "m.yunshanfu.example", "official": True}])
    assert "云闪付月付" in case("capture", "--text", text).out


def test_it_reads_standard_input_and_works_in_a_restricted_session(
    case: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    for encoding in ("utf-8", "gb18030"):
        data = "花呗本期应还581.20元，\n还款日12月10日\n".encode(encoding)
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        answer = case("--restricted", "capture", "--json")
        assert (answer.code, answer.json["messages"][0]["next"]) == (0, "agrees")


@pytest.mark.parametrize(
    ("text", "problem"), [(" \n", "there is no message"), ("花" * 70_000, "too long for a message: over 65,536")]
)
def test_what_is_no_message_is_a_problem(case: Shell, text: str, problem: str) -> None:
    answer = case("capture", "--text", text)
    assert (answer.code, answer.out) == (1, "") and problem in answer.err


def test_no_escape_of_a_message_reaches_the_terminal(case: Shell) -> None:
    text = "花呗分期成功：商品：\x1b[31m手机\x9b0m，订单金额300.00元，分3期，每期还款101.00元 http://evil\x1b]0;x.cn/"
    for answer in (case("capture", "--text", text), case("capture", "--json", "--text", text)):
        assert not {each for each in answer.out if each != "\n" and not each.isprintable()}
