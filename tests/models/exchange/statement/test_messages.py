"""Messages as phones show them, and what each is read as."""

import json
from datetime import date, datetime
from pathlib import Path

import pytest

from models.exchange.statement.message import read_messages
from models.ledger.notice import Doubt, Notice
from models.values.money import plain

DATA = Path(__file__).parents[3] / "data" / "statements"
NOW = datetime.fromisoformat("2026-11-22T14:00:00+08:00")
CASE = json.loads((DATA / "12-capture-texts" / "expected.json").read_text("utf-8"))
NAMES = {
    "taken": "amount",
    "principal": "amount",
    "paid_on": "at",
    "paid_at": "at",
    "bought_at": "at",
    "auto": "automatic",
    "amount_per_period": "per_period",
    "fee_per_period": "fee",
    "month": "label",
}
"""What the case calls a field otherwise than a notice does."""


def lines(name: str) -> list[str]:
    """The lines of a file of messages, without remarks."""
    every = (DATA / "messages" / name).read_text("utf-8").splitlines()
    return [each for each in every if each and not each.startswith("#")]


def said(notice: Notice, field: str) -> str:
    """A field of a notice as the case and the file of wordings write it; "" for what is not given."""
    value = getattr(notice, NAMES.get(field, field))
    if value is None:
        return ""
    if field in {"amount", "taken", "principal", "minimum", "of", "left", "amount_per_period", "fee_per_period"}:
        return plain(value)
    if isinstance(value, bool):
        return str(value).lower()
    if field in {"per_period", "fee"}:
        return plain(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def agrees(notice: Notice, field: str, expected: object) -> bool:
    """Whether a field is what is expected: of an instant and a month as much as is said."""
    got = said(notice, field)
    wanted = {None: "", True: "true", False: "false"}.get(expected, str(expected))  # type: ignore[call-overload]
    if field == "label" and len(wanted) == 2:
        return got[5:7] == wanted
    return got.startswith(wanted) if field in {"at", "paid_on", "paid_at", "bought_at", "month"} else got == wanted


@pytest.mark.parametrize("message", CASE["messages"], ids=lambda each: each["text"][:12])
def test_the_eighteen_messages_are_read_as_the_case_says(message: dict[str, object]) -> None:
    expected = message["expect"]
    assert isinstance(expected, dict)
    several = expected.get("several", [expected])
    found = read_messages(str(message["text"]), NOW)
    assert len(found) == len(several)
    for notice, each in zip(found, several, strict=True):
        fields = {name for name in each if NAMES.get(name, name) in Notice.__struct_fields__} - {"method"}
        assert "kind" in fields
        wrong = {name: said(notice, name) for name in fields if not agrees(notice, name, each[name])}
        assert not wrong, notice


@pytest.mark.parametrize("line", lines("wordings.txt"), ids=lambda each: each.partition(" | ")[2][:16])
def test_other_wordings_are_read_by_what_they_are_made_of(line: str) -> None:
    head, _, text = line.partition(" | ")
    kind, channel, *fields = head.split()
    found = read_messages(text, NOW)
    assert len(found) == 1
    (notice,) = found
    assert (notice.kind or "none") == kind, notice
    assert kind == "none" or notice.channel == channel.replace("-", "", channel == "-"), notice
    for each in fields:
        name, _, expected = each.partition("=")
        assert agrees(notice, name, expected), (each, notice)


@pytest.mark.parametrize("text", lines("unrelated.txt"), ids=lambda each: each[:16])
def test_nothing_else_that_a_phone_shows_is_taken_for_one(text: str) -> None:
    assert [each.kind for each in read_messages(text, NOW)] == [None]


@pytest.mark.parametrize("text", lines("unrelated.txt")[::8])
def test_a_real_message_among_others_is_still_found(text: str) -> None:
    found = read_messages(f"{text}\n\n花呗本期应还581.20元\n\n【京东金融】您已成功还款白条305.40元。", NOW)
    assert [(each.kind, each.channel) for each in found if each.kind] == [("due", "huabei"), ("repaid", "jd-baitiao")]


def test_why_a_text_is_no_bill_is_said_where_it_is_known() -> None:
    assert [each.doubt for each in read_messages("花呗额度提升，点击领取", NOW)] == [Doubt.ADVERT]
    assert [each.doubt for each in read_messages("验证码123456，您正在还款581.20元", NOW)] == [Doubt.CODE]
    assert [each.doubt for each in read_messages("您的住房贷款还款3,200.00元已扣款成功", NOW)] == [Doubt.LOAN]


@pytest.mark.parametrize(
    "text",
    [
        "【支付宝】您已于2027年01月05日成功还款花呗100.00元。",
        "【支付宝】2026年11月23日花呗自动还款失败，应还100.00元",
        "花呗退款通知：您购买的商品退款99.00元已于2026-12-01退回花呗",
    ],
)
def test_of_money_that_moved_on_a_day_that_is_yet_to_come_nothing_is_taken(text: str) -> None:
    (notice,) = read_messages(text, NOW)
    assert (notice.kind, notice.doubt, notice.amount) == (None, Doubt.FUTURE, None)
    assert notice.at is not None and notice.at > NOW


def test_of_money_that_moved_only_a_day_that_is_over_is_the_day_and_a_bill_may_be_due_on_any() -> None:
    (sent,) = read_messages("花呗还款成功 还款金额 100.00元，明天到账", NOW)
    assert (sent.amount, sent.at) == (10_000, None)
    (both,) = read_messages("【花呗】您于2026年11月5日还款成功100.00元，优惠券有效至2026年12月31日", NOW)
    assert (both.amount, f"{both.at:%Y-%m-%d}") == (10_000, "2026-11-05")
    (due,) = read_messages("【花呗】您的账单应还100.00元，最后还款日2027年1月10日", NOW)
    assert f"{due.due}" == "2027-01-10"
    assert [each.doubt for each in read_messages("您的外卖已送达", NOW)] == [None]


def test_a_signed_message_behind_another_is_one_of_its_own() -> None:
    texts = ("【京东金融】您已成功还款白条305.40元。", "【招商银行】您尾号8866的信用卡本期账单应还3,256.80元。")
    assert [(each.channel, each.amount) for each in read_messages("".join(texts), NOW)] == [
        ("jd-baitiao", 30540),
        ("cmb", 325680),
    ]


def test_the_lines_of_one_notice_stay_together() -> None:
    text = "还款成功通知\n\n还款金额：203.00元\n\n还款时间：11月17日\n\n京东白条"
    (notice,) = read_messages(text, NOW)
    assert (notice.kind, notice.channel, notice.amount) == ("repaid", "jd-baitiao", 20300)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "白条还款提醒：12月3日应还305.40元，12月17日应还203.00元",
            "due jd-baitiao 305.40 2026-12-03, due jd-baitiao 203.00 2026-12-17",
        ),
        (
            "您有2笔账单：花呗应还581.20元（12月10日），京东白条应还305.40元（12月3日）",
            "due huabei 581.20 2026-12-10, due jd-baitiao 305.40 2026-12-03",
        ),
        (
            "花呗581.20元、白条305.40元将于12月10日自动还款",
            "due huabei 581.20 2026-12-10, due jd-baitiao 305.40 2026-12-10",
        ),
        ("还款成功：花呗581.20元，白条305.40元", "repaid huabei 581.20 , repaid jd-baitiao 305.40 "),
        (
            "花呗还款成功581.20元；京东白条还款失败305.40元，余额不足",
            "repaid huabei 581.20 , failed jd-baitiao 305.40 ",
        ),
        ("花呗本期应还581.20元，最低还款58.12元", "due huabei 581.20 "),
        ("花呗应还581.20元，将从招商银行储蓄卡扣款", "due huabei 581.20 "),
    ],
)
def test_several_bills_in_one_text_are_each_read(text: str, found: str) -> None:
    each = (f"{n.kind} {n.channel} {said(n, 'amount')} {said(n, 'due')}" for n in read_messages(text, NOW))
    assert ", ".join(each) == found


def test_of_two_cards_in_one_text_each_has_its_digits() -> None:
    found = read_messages("您尾号8866的招行信用卡应还100.00元，尾号1234的招行信用卡应还200.00元", NOW)
    assert [(each.tail, each.amount) for each in found] == [("8866", 10_000), ("1234", 20_000)]


def test_an_empty_text_is_one_message_that_says_nothing() -> None:
    assert [each.kind for each in read_messages("", NOW)] == [None]
