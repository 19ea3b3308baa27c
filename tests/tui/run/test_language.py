import errno
import os

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.ledger.figure import BillFigure
from models.store.shapes import read_struct
from models.store.source import reason_of
from models.values.message import Inner, Message, Problem, msg
from models.values.text import clean
from tui.run.language import guess, language_of

LOCALES = ("LC_ALL", "LC_MESSAGES", "LANG")


@pytest.fixture(autouse=True)
def no_locale(monkeypatch):
    """A host that says nothing of languages."""
    for name in LOCALES:
        monkeypatch.delenv(name, raising=False)


def test_english_is_spoken_where_nothing_says_otherwise():
    assert guess() == "en"
    assert guess(None, None) == "en"
    assert guess("") == "en"


def test_the_option_goes_before_the_config_and_the_config_before_the_locale(monkeypatch):
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    assert guess("zh_CN", "en") == "zh_CN"
    assert guess(None, "zh_CN") == "zh_CN"
    assert guess(None, None) == "en"


def test_the_locale_goes_by_the_rules_of_posix(monkeypatch):
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert guess() == "zh_CN"
    monkeypatch.setenv("LC_MESSAGES", "en_US.UTF-8")
    assert guess() == "en"
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert guess() == "zh_CN"


def test_an_empty_variable_counts_as_none(monkeypatch):
    monkeypatch.setenv("LC_ALL", "")
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert guess() == "zh_CN"


@pytest.mark.parametrize(
    ("locale", "code"),
    [
        ("zh_CN.UTF-8", "zh_CN"),
        ("zh_CN.GB18030", "zh_CN"),
        ("zh-Hans-CN", "zh_CN"),
        ("zh_TW.UTF-8", "zh_CN"),
        ("zh", "zh_CN"),
        ("ZH", "zh_CN"),
        ("en_US.UTF-8", "en"),
        ("en", "en"),
        ("C", "en"),
        ("C.UTF-8", "en"),
        ("POSIX", "en"),
        ("de_DE.UTF-8", "en"),
        ("nonsense", "en"),
    ],
)
def test_a_locale_means_the_language_that_is_nearest(monkeypatch, locale, code):
    monkeypatch.setenv("LANG", locale)
    assert guess() == code


def test_a_wish_that_is_no_language_of_ours_is_passed_over(monkeypatch):
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert guess("tlh", None) == "zh_CN"


def test_sentences_are_said_in_the_language_with_their_values_filled_in():
    assert language_of("en").t("{days} days left", days=18) == "18 days left"
    assert language_of("zh_CN").t("{days} days left", days=18) == "剩 18 天"


def test_a_sentence_that_no_catalogue_has_is_said_in_english():
    assert language_of("zh_CN").t("a sentence of {year}", year=2099) == "a sentence of 2099"


def test_a_message_of_the_models_is_said_in_the_language_and_so_are_its_words():
    label = msg("repayment of {channel} {due}", channel={"zh_CN": "花呗", "en": "Huabei"}, due="2026-12-10")
    assert language_of("en").say(label) == "repayment of Huabei 2026-12-10"
    assert language_of("zh_CN").say(label) == "花呗 2026-12-10 的还款"


@pytest.mark.parametrize("code", ["en", "zh_CN"])
def test_what_steers_a_terminal_is_taken_out_of_values(code):
    said = language_of(code).t("enter {title}", title="\x1b]0;owned\x07 \x1b[2J\u202e小米\n14")
    assert "\ufffd]0;owned\ufffd \ufffd[2J\ufffd小米 14" in said
    assert said == clean(said)


@given(st.text(st.characters() | st.sampled_from("\x1b\x9b\u202e{}[]\n")))
def test_a_value_is_data_whatever_it_holds(title):
    assert language_of("en").t("title: {title}", title=title) == clean(f"title: {title}")


def test_words_are_given_in_the_language():
    words = {"zh_CN": "花呗", "en": "Huabei"}
    assert (language_of("zh_CN").words(words), language_of("en").words(words)) == ("花呗", "Huabei")


def test_words_that_lack_the_language_are_given_in_english():
    assert language_of("zh_CN").words({"en": "Huabei"}) == "Huabei"
    assert language_of("zh_CN").words({"zh_CN": "", "en": "Huabei"}) == "Huabei"
    assert language_of("en").words({}) == ""


def test_words_are_cleaned_too():
    assert language_of("en").words({"en": "\x1b[31mHuabei"}) == "\ufffd[31mHuabei"


def test_the_sentences_of_a_language_are_loaded_once():
    assert language_of("zh_CN") is language_of("zh_CN")


def test_a_chinese_name_has_no_blanks_around_it_and_an_id_and_a_number_keep_them() -> None:
    template, zh = "channel {channel}: {key} is {value}; it must be {first} to {last}", language_of("zh_CN")
    bank = {"zh_CN": "招商银行信用卡", "en": "China Merchants Bank card"}
    days = {"value": 32, "first": 1, "last": 31}
    said = zh.t(template, channel=bank, key={"zh_CN": "还款日"}, **days)
    assert said == "渠道招商银行信用卡：还款日为 32，应在 1 到 31 之间"
    assert zh.t(template, channel="cmb", key="due_day", **days) == "渠道 cmb：due_day 为 32，应在 1 到 31 之间"
    assert zh.t("move the days of {account}", account={"zh_CN": "招行 1234"}) == "修改招行 1234 的账单日和还款日"
    said = language_of("en").t(template, channel=bank, key="due day", **days)
    assert said == "channel China Merchants Bank card: due day is 32; it must be 1 to 31"


@pytest.mark.parametrize(
    ("payee", "said"),
    [("花呗", "向花呗还款 ¥40.00"), ("招行 6152", "向招行 6152 还款 ¥40.00"), ("ABC 卡", "向 ABC 卡还款 ¥40.00")],
)
def test_in_chinese_a_blank_stands_beside_a_name_where_that_is_latin_or_a_figure_and_only_there(payee, said):
    line = language_of("zh_CN").t(
        "recorded: {amount} to {payee}; u undoes", amount="¥40.00", payee={"zh_CN": payee, "en": "CMB 6152"}
    )
    assert line == f"已记录：{said}；按 u 可撤销"


@pytest.mark.parametrize(
    ("number", "english", "chinese"),
    [
        (errno.ENOSPC, "the disk is full, or your share of it", "磁盘或配额已满"),
        (errno.EACCES, "permission denied", "没有权限"),
        (errno.EXDEV, "Invalid cross-device link", "Invalid cross-device link"),
    ],
)
def test_the_usual_reasons_of_the_system_are_said_in_the_language(number, english, chinese):
    said = reason_of(OSError(number, os.strerror(number)))
    problem = Problem("{path} could not be written: {reason}; nothing was changed", path="a", reason=said)
    assert str(problem) == f"a could not be written: {english}; nothing was changed"
    assert chinese in language_of("zh_CN").say(problem.message)


def test_what_is_wrong_with_a_record_is_said_in_the_language():
    wrong = {"id": "huabei/2026-12-10", "total": -1, "seen_at": "2026-12-05T12:00:00+08:00", "source": "app"}
    with pytest.raises(Problem, match=r"is wrong: the amount must be ¥0.00 to .*; the file was left") as refused:
        read_struct(wrong, BillFigure, "figures", wrong["id"], "ledger.json")
    assert "金额须在 ¥0.00 到" in language_of("zh_CN").say(refused.value.message)


def test_a_sentence_with_another_in_it_is_kept_and_read_again():
    said = msg("{path} could not be written: {reason}; nothing was changed", path="a", reason=Inner(msg("a {b}", b=1)))
    assert msgspec.json.decode(msgspec.json.encode(said), type=Message) == said
