"""Whatever is pasted: nothing raises, nothing takes long, and nothing is a payment without the word for it."""

import re
import time
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.exchange.statement.message import read_messages
from models.ledger.notice import NoticeKind
from models.values.money import MAX_AMOUNT

DATA = Path(__file__).parents[3] / "data" / "statements" / "messages"
NOW = datetime.fromisoformat("2026-11-22T14:00:00+08:00")
TAKEN = {NoticeKind.REPAID, NoticeKind.PART, NoticeKind.FAILED}
QUIET = [
    *(
        "花呗",
        "京东白条",
        "【京东金融】",
        "【招商银行】",
        "您尾号8866的信用卡",
        "借呗",
        "抖音月付",
        "小米分期",
        "本期账单",
        "应还",
    ),
    *(
        "最低还款额162.84元",
        "305.40元",
        "¥203",
        "12月3日",
        "2026-11-17 19:13",
        "每月10日",
        "到期",
        "请及时还款",
        "如已还款请忽略",
    ),
    *(
        "额度提升",
        "点击领取",
        "https://jd-finance.cn",
        "1.cn/23112352",
        "，",
        "。",
        "：",
        " ",
        "\n\n",
        "分12期",
        "每期597.35元",
    ),
    *(
        "手续费",
        "订单5261121000007007",
        "余额1000.00元",
        "尾号1234",
        "联系电话",
        "还款日",
        "待还",
        "下单",
        "消费",
        "退款",
        "以免逾期",
    ),
]
"""Pieces of messages none of which says that something was repaid, taken, or could not be."""
LOUD = ["还款成功", "已扣款", "扣款失败", "未足额", "已还清", "成功还款", "预约还款", "自动扣款", "余额不足", "验证码"]

pieces = st.lists(st.sampled_from(QUIET + LOUD), max_size=14).map("".join)


@given(pieces | st.text(max_size=200))
def test_whatever_is_pasted_is_read_twice_as_the_same_and_its_amounts_can_be(text: str) -> None:
    found = read_messages(text, NOW)
    assert found == read_messages(text, NOW)
    for each in found:
        for amount in (each.amount, each.minimum, each.of, each.left, each.per_period, each.fee):
            assert amount is None or 0 <= amount <= MAX_AMOUNT


@given(st.lists(st.sampled_from(QUIET), max_size=14).map("".join))
def test_without_the_word_for_it_nothing_was_paid(text: str) -> None:
    assert not {each.kind for each in read_messages(text, NOW)} & TAKEN, text


WORDINGS = [
    each.partition(" | ")[2]
    for each in (DATA / "wordings.txt").read_text("utf-8").splitlines()
    if each and not each.startswith("#")
]
halves = st.tuples(st.sampled_from(WORDINGS), st.floats(0, 1), st.sampled_from(WORDINGS), st.floats(0, 1))


WORD = re.compile("[还扣]|账单[^支]*支付(?!宝)")
"""That something is repaid, or taken, or that a bill is paid."""


@given(halves)
def test_of_two_halves_of_messages_none_is_a_repayment_without_the_word_for_it(
    of: tuple[str, float, str, float],
) -> None:
    begin, at, end, start = of
    text = begin[: int(at * len(begin))] + end[int(start * len(end)) :]
    repaid = any(each.kind is NoticeKind.REPAID for each in read_messages(text, NOW))
    assert not repaid or WORD.search(text), text


FRAGMENTS = [
    *("花呗本期应还1元，", "【京东】", "【花呗】应还1元", "成功扣款", "http://", "a.", "11月17日", "1,共3期"),
    *("尾号1234", "如向收到已于", "\n\n", "分3期每期1元订单1"),
]


@pytest.mark.parametrize("fragment", FRAGMENTS)
def test_a_hundred_thousand_letters_take_a_moment_however_they_repeat(fragment: str) -> None:
    start = time.process_time()
    read_messages((fragment * 100_000)[:100_000], NOW)
    assert time.process_time() - start < 8
