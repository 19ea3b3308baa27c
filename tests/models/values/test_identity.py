import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.values.identity import key_of, visible

NUMBER = "5261111000000001"


@pytest.mark.parametrize(
    "spelt",
    [
        f" {NUMBER}\t",
        f"{NUMBER}\u3000",
        "5261 1110 0000 0001",
        "5261\u00a01110\u20090000\u200a0001",
        "５２６１１１１００００００００１",
        f"\ufeff{NUMBER}",
        f"\u202a{NUMBER}\u202c",
        "526111100\u200b0000001",
        "5261\u00ad1110\u20600000\u034f0001",
        f"\ufffd{NUMBER}\ufffd",
        f'="{NUMBER}"',
        f'"{NUMBER}"',
        f"\u201c{NUMBER}\u201d",
        f"'{NUMBER}",
        f"’{NUMBER}",
        f"＇{NUMBER}",
        f"`{NUMBER}",
        f"#{NUMBER}",
        f"＃ {NUMBER}",
        f'\'="{NUMBER}"',
        f"订单号：{NUMBER}",
        f"订单号 {NUMBER}",
        f"订单编号: {NUMBER}",
        f"訂單號：#{NUMBER}",
        f"小米商城订单号：{NUMBER}",
        f"Order No.: {NUMBER}",
        f"order number {NUMBER}",
        "5,261,111,000,000,001",
        "5，261，111，000，000，001",
        "5261-1110-0000-0001",
        "5261\u20131110\u20130000\u20130001",
        "526-1111000-000001",
        "订单号5261-1110-0000-0001.0",
        f"No.{NUMBER}",
        f"№ {NUMBER}",
        f"NO: {NUMBER}",
        f"编号{NUMBER}",
        f"編號：{NUMBER}",
        f"單號 {NUMBER}",
        f"【订单号】{NUMBER}",
        f"[订单编号]: {NUMBER}",
        f"（订单号）{NUMBER}",
        f"【编号：】{NUMBER}",
        f"订单号【{NUMBER}】",
        f"订单号：（{NUMBER}）",
        f"{NUMBER}.",
        f"{NUMBER}，",
        f"{NUMBER}；",
        f"{NUMBER}。",
        f"{NUMBER}、",
        f"{NUMBER}.0",
        f"{NUMBER}．00",
        "'5,261,111,000,000,001.00",
    ],
)
def test_an_identifier_is_the_same_in_every_spelling(spelt):
    assert key_of(spelt) == NUMBER


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("名称", "名称："),
        ("Order_No", "ＯＲＤＥＲ＿ＮＯ "),
        ("招行 1234", "招行\u200b１２３４"),
        ("花呗", "\ufeff花 呗"),
        ("小米手环（黑）", "小米手环(黑)"),
        ("Straße", "STRASSE"),
        ("人民币\ufe0f", "人民币"),
    ],
)
def test_a_name_or_a_header_is_the_same_in_every_spelling(one, other):
    assert key_of(one) == key_of(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (NUMBER, "5261111000000002"),
        ("小米 2.0", "小米 20"),
        ("小米 2.0", "小米 2"),
        ("1,5", "15"),
        ("0012", "12"),
        ("订单号", ""),
        ("订单", "订单号"),
        ("#", ""),
        ("#", "'"),
        ("JD-1", "JD1"),
        ("2026-12-10", "20261210"),
        ("13-11-12-13-14-15", "131112131415"),
        ("编号", ""),
        ("no", "no1"),
    ],
)
def test_what_is_another_thing_is_not_the_same(one, other):
    assert key_of(one) != key_of(other)


SPELT = st.text(st.one_of(st.characters(), st.sampled_from("0123456789,.'\"`#=：:订单号 \u200b\u202e\ufffd\u3000")))


@given(SPELT)
def test_what_is_compared_is_spelt_in_one_way(text):
    assert key_of(key_of(text)) == key_of(text)


@given(SPELT)
def test_only_what_is_blank_is_like_nothing(text):
    assert (key_of(text) == "") == (not visible(text).strip())


@given(SPELT, st.sampled_from("\u200b\u200e\u202a\ufeff\u00ad\u2060\u3164\ufe0f"))
def test_what_nobody_sees_makes_no_difference(text, unseen):
    assert key_of(unseen.join(text)) == key_of(visible(text))


@given(SPELT)
def test_only_what_nobody_sees_is_taken_off(text):
    seen = visible(text)
    assert visible(seen) == seen
    assert [c for c in text if c.isspace() or unicodedata.category(c)[0] in "NPS"] == [
        c for c in seen if c.isspace() or unicodedata.category(c)[0] in "NPS"
    ] or "\u2800" in text


@pytest.mark.parametrize("text", ["'" * 100_000, "#" * 100_000, '=""' * 30_000, "订单号:" * 30_000, "1,111" * 30_000])
def test_a_long_text_is_compared_in_no_time(text):
    begun = time.process_time()
    key_of(text)
    assert time.process_time() - begun < 1
