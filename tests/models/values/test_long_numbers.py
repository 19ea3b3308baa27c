"""Numbers of cards, phones and people are masked, however they are written; other numbers are not."""

import sys
import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.values.long_numbers import is_masked, masked
from models.values.number_kinds import is_mall, passes_luhn

DIGITS = st.sampled_from("0123456789")
WIDE = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")
APART = ["", " ", "-", "\u3000", "\u2013", " - ", "\u200b"]


def with_check(digits: str) -> str:
    return next(digits + last for last in "0123456789" if passes_luhn(digits + last))


@st.composite
def cards(draw: st.DrawFn) -> str:
    length = draw(st.integers(15, 18))
    return with_check(draw(st.sampled_from("3456")) + draw(st.text(DIGITS, min_size=length - 1, max_size=length - 1)))


@st.composite
def phones(draw: st.DrawFn) -> str:
    return "1" + draw(st.sampled_from("3456789")) + draw(st.text(DIGITS, min_size=9, max_size=9))


@st.composite
def people(draw: st.DrawFn) -> str:
    digits = draw(st.sampled_from(["110101", "440308"])) + draw(
        st.dates(date(1900, 1, 1), date(2030, 12, 31))
    ).strftime("%Y%m%d")
    digits += draw(st.text(DIGITS, min_size=3, max_size=3))
    total = sum(int(each) * 2 ** (17 - place) for place, each in enumerate(digits))
    return digits + "10X98765432"[total % 11]


def written(number: str, apart: str, wide: bool, sizes: tuple[int, ...]) -> str:
    groups, rest = [], number
    for size in sizes:
        groups.append(rest[:size])
        rest = rest[size:]
    while rest:
        groups.append(rest[: sizes[-1]])
        rest = rest[sizes[-1] :]
    text = apart.join(each for each in groups if each)
    return text.translate(WIDE) if wide else text


def plain(text: str) -> str:
    return "".join(each for each in text if each.isalnum() or each == "*")


FORMS = st.one_of(
    st.tuples(cards(), st.sampled_from([(4,), (6, 13), (4, 4, 4, 4, 3), (6, 4, 4, 5), (2,), (19,)])),
    st.tuples(phones(), st.sampled_from([(3, 4), (3, 8), (7, 4), (11,)])),
    st.tuples(people(), st.sampled_from([(6, 8, 4), (18,), (3,)])),
).filter(lambda form: not is_mall(form[0]))


@given(FORMS, st.sampled_from(APART), st.booleans(), st.sampled_from(["", "卡号", "for mum: ", "2026-12-10 "]))
def test_of_each_number_however_it_is_written_the_last_four_stay(form, apart, wide, before):
    number, sizes = form
    text = f"{before}{written(number, apart, wide, sizes)}"
    said = masked(text)
    assert said.startswith(before)
    assert len(said) == len(text)
    hidden = written("*" * (len(number) - 4) + number[-4:], apart, wide, sizes)
    assert said == f"{before}{hidden}"
    assert masked(said) == said
    assert is_masked(said)
    assert not is_masked(text)


@pytest.mark.parametrize(
    "text",
    [
        "5261111000000001",
        "order 5261121000007007 of mum",
        "小米14 Pro 16+512",
        "2026-12-10 2026-11-11",
        "2026-12-10 1,499.00 12 x 134.90",
        "1999 2999 399",
        "20261122140000",
        "periods 1 2 3 4 5 6 7 8 9 10 11 12",
        "招行 1234 和 建行 5678",
        "6222021234567890",
        "2026112222001412341234123456",
        "2026120522001234567",
        "110105194913310021",
        "10086",
        "4999/5999/6999/7999",
        "1999/2999/3999/4999/5999",
        "4999,5999,6999,7993",
        "199/2999/3999",
        "1,234,567,890,123.00",
        "123,456,789,012,345.67",
        "3,712,345,678,901,234",
        "2024/11/27 2024/11/28",
        "RTX4090 24GB 2024-11-27",
        "5261121000007007,12",
        "13999 129900",
        "1999、2999、3999、4999",
        "2026-12-10 12:34:56",
        "1215、2150、3021、1166",
        "12:30~14:15~18:45~20:00",
        "1920*1080*1440",
        "01088886666",
        "62220212345678946222021234567895",
        "20261122220014123412341234123456",
        "371234567890123",
        "4507+2312+2045=8864",
        "9670+3590+9453+1993=24706",
        "12+9670+3590+9453+1993",
        "9670+3590+9453+1993+4111+1111+1111+1111=32150",
        "9670+3590+9453+1993+4111+1111+1111+12",
        "158+1234+2345",
        "139&1888&2345=4372",
        "16²+512²",
        "①5261121000007007②5261122000000005",
        "一二三四五六七八九十",
        "二〇二六年十一月二十二日一三八元",
        "371234567890123371234567890123",
    ],
)
def test_what_is_no_such_number_stays(text):
    assert masked(text) == text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("13800138000", "*******8000"),
        ("+86 138 0013 8000", "+86 *** **** 8000"),
        ("8613800138000", "86*******8000"),
        ("6222021234567894x2", "************7894x2"),
        ("call 13800138000 or 13912345678", "call *******8000 or *******5678"),
        ("11010519491231002X", "**************002X"),
        ("6222/0212/3456/7894", "****/****/****/7894"),
        ("6222_0212_3456_7894", "****_****_****_7894"),
        ("6222,0212,3456,7894", "****,****,****,7894"),
        ("6222，0212，3456，7894", "****，****，****，7894"),
        ("6 2 2 2 0 2 1 2 3 4 5 6 7 8 9 4", "* * * * * * * * * * * * 7 8 9 4"),
        ("1 3 8 0 0 1 3 8 0 0 0", "* * * * * * * 8 0 0 0"),
        ("(138)00138000", "(***)****8000"),
        ("（138）0013-8000", "（***）****-8000"),
        ("138001 38000", "****** *8000"),
        ("378282246310005", "***********0005"),
        ("3782 822463 10005", "**** ****** *0005"),
        ("110105/19491231/002X", "******/********/002X"),
        ("11010519491231002 X", "**************002 X"),
        ("110105-19491231-002-x", "******-********-002-x"),
        ("6222021234567894 x 2", "************7894 x 2"),
        ("6222•0212•3456•7894", "****•****•****•7894"),
        *(
            (each.join(("6222", "0212", "3456", "7894")), each.join(("****", "****", "****", "7894")))
            for each in ":、|~*;#"
        ),
        ("6222 | 0212 | 3456 | 7894", "**** | **** | **** | 7894"),
        ("138:0013:8000", "***:****:8000"),
        ("013800138000", "0*******8000"),
        ("+86 013800138000", "+86 0*******8000"),
        ("0138 0013 8000", "**** **** 8000"),
        ("62220212345678946222021234567894", "************7894************7894"),
        ("62220212345678946228480012345678903", "************7894***************8903"),
        ("13800138000,13912345678", "*******8000,*******5678"),
        ("¹³⁸⁰⁰¹³⁸⁰⁰⁰", "*******⁸⁰⁰⁰"),
        ("①③⑧⓪⓪①③⑧⓪⓪⓪", "*******⑧⓪⓪⓪"),
        ("₆₂₂₂ ₀₂₁₂ ₃₄₅₆ ₇₈₉₄", "**** **** **** ₇₈₉₄"),
        ("1️⃣3️⃣8️⃣0️⃣0️⃣1️⃣3️⃣8️⃣0️⃣0️⃣0️⃣", "*️⃣*️⃣*️⃣*️⃣*️⃣*️⃣*️⃣8️⃣0️⃣0️⃣0️⃣"),
        ("①13800138000②13912345678", "①*******8000②*******5678"),
        ("13800138000² 6222021234567894³", "*******8000² ************7894³"),
        ("一三八〇〇一三八〇〇〇", "*******八〇〇〇"),
        ("幺三八零零幺三八零零零", "*******八零零零"),
        ("其一13800138000", "其一*******8000"),
        ("一一〇一〇五一九四九一二三一〇〇二X", "**************〇〇二X"),
        *(
            (each.join(("6222", "0212", "3456", "7894")), each.join(("****", "****", "****", "7894")))
            for each in "+=&＋＝＆"
        ),
        ("6222 + 0212 + 3456 + 7894", "**** + **** + **** + 7894"),
        ("138+0013+8000", "***+****+8000"),
        ("138=00138000", "***=****8000"),
        ("1+3+8+0+0+1+3+8+0+0+0", "*+*+*+*+*+*+*+8+0+0+0"),
        ("3782+822463+10005", "****+******+*0005"),
        ("110105+19491231+002X", "******+********+002X"),
        ("13800138000+6222021234567894", "*******8000+************7894"),
        ("6222+0212+3456+7894+4111+1111+1111+1111", "****+****+****+7894+****+****+****+1111"),
        ("6222+0212+3456+7894 & 138+0013+8000", "****+****+****+7894 & ***+****+8000"),
        ("6222+0212+3456+7894+8613800138000", "****+****+****+7894+86*******8000"),
        ("110105+19491231+0021+6222021234567894", "110105+19491231+0021+************7894"),
        ("378282246310005371449635398431", "***********0005***********8431"),
        ("3782822463100056222021234567894", "***********0005************7894"),
        ("5200828282828210", "************8210"),
        ("5261 1220 0000 0005", "**** **** **** 0005"),
    ],
)
def test_what_is_masked_in_a_text(text, said):
    assert masked(text) == said


def test_a_digit_is_one_in_whatever_form_it_is_written():
    forms = [each for each in map(chr, range(sys.maxunicode + 1)) if unicodedata.digit(each, None) is not None]
    assert len(forms) > 700
    assert [each for each in forms if masked(each * 9, every=True) != f"{'*' * 5}{each * 4}"] == []


def test_the_number_of_an_order_or_a_payment_stays_though_it_passes_the_check_of_a_cards():
    assert masked("6222021234567894 13800138000", cards=False) == "6222021234567894 *******8000"


@given(st.text(DIGITS, min_size=9, max_size=9), st.dates(date(2022, 1, 1), date(2029, 12, 31)))
def test_an_order_number_of_the_mall_is_never_masked(tail, day):
    number = f"5{day:%y%m%d}{tail}"
    assert masked(number) == number


@given(st.text(st.sampled_from("0123456789 -Xx*卡１２"), max_size=60))
def test_whatever_the_text_nothing_but_digits_is_changed_and_twice_is_once(text):
    said = masked(text)
    assert masked(said) == said
    assert len(said) == len(text)
    assert all(b in {a, "*"} for a, b in zip(text, said, strict=True))
