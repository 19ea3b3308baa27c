import ast
import io
import random
import re
import unicodedata
from string import Formatter

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from models.exchange.format_names import FORMAT_NAMES, WHOLE_NAMES
from models.exchange.formats import FORMATS
from tests.tools.catalogues import (
    LANGUAGES,
    LOCALE,
    ROOT,
    awaiting,
    catalogue,
    changed,
    kept,
    marked,
    rendered,
    sources,
    template,
    updated,
)

UPDATE = "run `python -m tests.tools.catalogues` and translate what is new in zh_CN"
TEMPLATE = template()
SENTENCES = set(TEMPLATE)

COMMAND = re.compile(r"`[^`]*`")
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT[\d:+]+")
WORD = re.compile(r"\b[A-Za-z][\w./]+", re.ASCII)
LATIN = {
    "Esc",  # a key; those of one letter are no words
    *(
        "fenqi",
        "PDF",
        "iCalendar",
        "XML",
        "App",
        "SSH",
        "Asia/Shanghai",
        "example.com",
        "FENQI_DB",
        "FENQI_NOW",
        "FENQI_DEBUG",
        "IRR",
        "ORDER",
        "stderr",
    ),
    *("CSV", "XLSX", "xls", "Excel", "WPS", "JSON", "TOML", "UTF", "GB18030", "NUL", "MB", "orders.csv", "alipay.csv"),
}
"""What a Chinese sentence may hold in Latin letters outside its placeholders and commands."""


def held(language: str) -> dict[str, str]:
    """The translations in the repository, by English sentence."""
    return {entry.id: entry.string for entry in kept(language) if entry.id}


ZH = {sentence: text for sentence, text in held("zh_CN").items() if text}


def placeholders(text: str) -> list[str]:
    """The names of the values that are filled in."""
    return sorted(name for _, name, _, _ in Formatter().parse(text) if name is not None)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_of_the_code_is_in_the_catalogue_and_no_other(language):
    there = held(language).keys()
    assert SENTENCES - there == set(), f"not in the {language} catalogue: {UPDATE}"
    assert there - SENTENCES == set(), f"in the {language} catalogue, but no longer in the code: {UPDATE}"


def test_every_sentence_is_translated():
    assert held("zh_CN").keys() - ZH.keys() == set(), UPDATE


@pytest.mark.parametrize("kind", ["po", "mo"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_files_are_up_to_date(language, kind):
    file = LOCALE / language / "LC_MESSAGES" / f"fenqi.{kind}"
    fresh = dict(zip(("po", "mo"), rendered(catalogue(language)), strict=True))[kind]
    same = file.read_bytes() == fresh
    assert same, f"{file.relative_to(ROOT)} is stale: {UPDATE}"


def made(po: str) -> Catalog:
    """A Chinese catalogue out of the text of a `.po` file."""
    return read_po(io.BytesIO(po.encode()), locale="zh_CN")


def test_a_sentence_that_was_changed_keeps_its_translation_marked_for_review():
    old = made('msgid "the bill is overdue"\nmsgstr "账单已逾期"\n')
    new = updated(["the bill is overdue now"], old, "zh_CN")
    assert (new["the bill is overdue now"].string, awaiting(new)) == ("账单已逾期", ["the bill is overdue now"])
    po, mo = rendered(new)
    assert awaiting(updated(["the bill is overdue now"], made(po.decode()), "zh_CN")) == ["the bill is overdue now"]
    assert "账单已逾期".encode() in mo


LABELS = made(
    """
msgid "repay"
msgstr "还款"

msgid "undo"
msgstr "撤销"

msgid "left"
msgstr "待还"

msgid "due"
msgstr "还款日"

msgid "leave"
msgstr "返回"
"""
)
"""Short labels, in the order of their code. None is like another."""


@pytest.mark.parametrize(
    ("now", "kept_as"),
    [
        (["pay back", "undo", "left", "due", "leave"], {"pay back": "还款"}),
        (["pay back", "undo", "to pay", "due", "go"], {"pay back": "还款", "to pay": "待还", "go": "返回"}),
        (["repay", "undo", "to pay", "by when", "leave"], {"to pay": "待还", "by when": "还款日"}),
        (["left", "due", "leave", "pay back", "undo"], {"pay back": "还款"}),
        (["help", "repay", "take back", "left", "due", "leave"], {"take back": "撤销"}),
        (["repay", "undo", "to pay", "leave", "due"], {"to pay": "待还"}),
        (["undo", "help", "leave", "left", "by when"], {"by when": "还款日"}),
        (["leave", "pay back", "take back", "left", "due"], {"pay back": "还款", "take back": "撤销"}),
        (["repay", "undo", "what it is", "by when", "leave", "left"], {"by when": "还款日"}),
    ],
    ids=[
        *(
            "one",
            "several",
            "neighbours",
            "moved",
            "beside a new one",
            "before one that moved",
            "behind one that moved",
        ),
        *("two beside one that moved", "one whose old word still stands elsewhere"),
    ],
)
def test_a_label_that_is_another_word_now_keeps_the_translation_of_its_place(
    now: list[str], kept_as: dict[str, str]
) -> None:
    new = updated(now, LABELS, "zh_CN")
    assert {each: new[each].string for each in awaiting(new)} == kept_as


def test_what_english_says_alike_in_two_places_is_two_sentences_where_chinese_does_not() -> None:
    """How soon money arrives, beside what there is to spare once; a debit of another amount, beside any payment."""
    words = held("zh_CN")
    assert (words["at once"], words["once"]) == ("实时到账", "一次多还")
    assert (words["another amount"], words["amount differs"]) == ("扣了，但金额不同", "金额不同")


@pytest.mark.parametrize(
    "now",
    [["repay", "undo", "to pay", "open", "due", "leave"], ["repay", "undo", "to pay", "leave"], ["repay", "undo"]],
    ids=["one more", "one less", "none"],
)
def test_where_more_or_fewer_labels_stand_than_did_none_takes_another_ones_translation(now: list[str]) -> None:
    assert awaiting(updated(now, LABELS, "zh_CN")) == []


def test_nobody_is_shown_a_translation_that_only_stands_in_the_right_place() -> None:
    now = ["repay", "take back", "left", "due", "leave"]
    po, mo = rendered(updated(now, LABELS, "zh_CN"))
    again, read = updated(now, made(po.decode()), "zh_CN"), re.sub(r"#, .*by-place.*\n", "", po.decode())
    assert (awaiting(again), again["take back"].string) == (["take back"], "撤销")
    assert "撤销".encode() not in mo
    assert "撤销".encode() not in rendered(again)[1]
    assert "撤销".encode() in rendered(updated(now, made(read), "zh_CN"))[1]


SENTENCES_OLD = {
    "the app shows another amount than the bill": "App 显示的金额和账单不同",
    "pay {amount} before the cut-off, {when}": "请在截止时间 {when} 前付 {amount}",
    "the file can only be read": "文件只能读取",
    "drop the checklist of this bill, if nothing was paid": "没有付过款时，放弃这期账单的清单",
    "an order needs a channel": "订单需要渠道",
}
OLD = made("".join(f'msgid "{each}"\nmsgstr "{text}"\n\n' for each, text in SENTENCES_OLD.items()))


GIVE_UP = "give up this checklist: nothing was paid for its bill"
BACKUP = "the newest backup was made by another host"
SHOWS = "this app shows a different amount"
PAY = "by {when}, {amount} is to be paid before cut-off"


@pytest.mark.parametrize(
    ("now", "kept_from"),
    [
        ([0, 1, 2, GIVE_UP, 4], {GIVE_UP: 3}),
        ([0, 1, 2, BACKUP, GIVE_UP, 4], {GIVE_UP: 3}),
        ([0, 1, 2, GIVE_UP, BACKUP, 4], {GIVE_UP: 3}),
        ([0, GIVE_UP, 1, 2, 4], {GIVE_UP: 3}),
        ([0, BACKUP, 1, 2, 4], {}),
        ([SHOWS, PAY, 2, 3, 4], {SHOWS: 0, PAY: 1}),
        ([PAY, SHOWS, 2, 3, 4], {PAY: 1, SHOWS: 0}),
    ],
    ids=[
        *("alone", "behind a new one", "before a new one", "moved", "gone, and another elsewhere"),
        *("two", "two that changed places"),
    ],
)
def test_a_sentence_keeps_its_translation_where_it_shares_words_with_the_old_one(
    now: list[str | int], kept_from: dict[str, int]
) -> None:
    there = [list(SENTENCES_OLD)[each] if isinstance(each, int) else each for each in now]
    new = updated(there, OLD, "zh_CN")
    texts = list(SENTENCES_OLD.values())
    assert {each: new[each].string for each in awaiting(new)} == {each: texts[was] for each, was in kept_from.items()}
    assert [each for each in there if not new[each].string] == [
        each for each in there if each not in SENTENCES_OLD and each not in kept_from
    ]


@pytest.mark.parametrize("now", [BACKUP, "help"], ids=["a sentence", "a label"])
def test_a_sentence_with_quite_other_words_keeps_the_translation_of_its_place_and_nobody_is_shown_it(now: str) -> None:
    there = list(SENTENCES_OLD)
    was, there[3] = there[3], now
    new = updated(there, OLD, "zh_CN")
    assert (awaiting(new), new[now].string) == ([now], SENTENCES_OLD[was])
    assert SENTENCES_OLD[was].encode() not in rendered(new)[1]


WORDS_OF_ALL = sorted({word for sentence in TEMPLATE for word in sentence.split() if "{" not in word})
LONG = [sentence for sentence in TEMPLATE if len(sentence.split()) > 4]


def reworded(sentence: str, chance: random.Random) -> str:
    """The sentence with one in three of its words replaced."""
    words = sentence.split()
    for at in chance.sample(range(len(words)), len(words) // 3):
        words[at] = words[at] if "{" in words[at] else chance.choice(WORDS_OF_ALL)
    return " ".join(words)


def another(chance: random.Random) -> str:
    """A sentence out of words that no other has: those of one read backwards."""
    return " ".join(word[::-1] for word in chance.choice(LONG).split())


@pytest.mark.parametrize("seed", range(6))
def test_of_the_sentences_of_the_code_each_changed_one_is_known_and_no_new_one_is_taken_for_another(seed: int) -> None:
    chance, old = random.Random(seed), list(TEMPLATE)
    was, moved, gone = chance.sample(LONG, 3)
    now, elsewhere = reworded(was, chance), reworded(moved, chance)
    fresh, beside = another(chance), another(chance)
    new = [each for each in old if each != moved]
    new[new.index(was) : new.index(was) + 1] = chance.sample([now, beside], 2)
    new[new.index(gone)] = fresh
    new.insert(chance.randrange(len(new)), elsewhere)
    assert changed(old, new) == {each: of for each, of in ((now, was), (elsewhere, moved)) if each != of}


def test_what_is_most_alike_goes_together_whatever_comes_first() -> None:
    old = made('msgid "no bill is shown"\nmsgstr "没有账单"\n\nmsgid "no order is shown"\nmsgstr "没有订单"\n')
    new = updated(["no order is selected", "no bill is selected"], old, "zh_CN")
    assert [each.string for each in new if each.id] == ["没有订单", "没有账单"]


def test_sentences_are_in_the_order_of_the_code() -> None:
    source = "def f():\n    return g(msg('b'), f\"{t('a')}\")\nmsg('c')\n"
    assert [ast.literal_eval(each) for each in marked(source)] == ["b", "a", "c"]


def test_each_translation_goes_to_one_changed_sentence():
    old = made('msgid "the bill is overdue"\nmsgstr "账单已逾期"\n')
    new = updated(["the bill is overdue now", "the bill was overdue"], old, "zh_CN")
    assert sorted(each.string for each in new if each.id) == ["", "账单已逾期"]


def test_a_sentence_that_is_new_has_no_translation_and_no_mark():
    there = 'msgid "the bill is overdue"\nmsgstr "账单已逾期"\n'
    new = updated(["pay", "the bill is overdue"], made(there), "zh_CN")
    assert (new["pay"].string, awaiting(new)) == ("", [])


def test_the_catalogue_names_no_files():
    assert "#:" not in (LOCALE / "zh_CN" / "LC_MESSAGES" / "fenqi.po").read_text("utf-8")


def test_no_sentence_is_put_together_while_running():
    put_together = []
    for file in sources():
        for sentence in marked(file.read_text("utf-8")):
            literal = isinstance(sentence, ast.Constant) and isinstance(sentence.value, str)
            marked_elsewhere = isinstance(sentence, ast.Attribute)
            if not (literal or marked_elsewhere):
                put_together.append(f"{file.relative_to(ROOT)}, line {sentence.lineno}: {ast.unparse(sentence)}")
    assert put_together == []


def test_sentences_inside_f_strings_are_found():
    found = [ast.literal_eval(each) for each in marked("f\"{t.t('to pay')} {t('rest')}\"\nmsg('a ' 'b')\nprint('no')")]
    assert sorted(found) == ["a b", "rest", "to pay"]


def test_chinese_sentences_have_the_same_placeholders():
    assert {each: text for each, text in ZH.items() if placeholders(text) != placeholders(each)} == {}


def test_chinese_sentences_quote_the_same_commands():
    assert {each: text for each, text in ZH.items() if set(COMMAND.findall(text)) != set(COMMAND.findall(each))} == {}


def test_no_english_word_is_left_in_a_chinese_sentence():
    left = {text: set(WORD.findall(_without_code(text))) - LATIN for text in ZH.values()}
    assert {text: words for text, words in left.items() if words} == {}


def _without_code(text: str) -> str:
    """The text without its commands, placeholders and example times."""
    return re.sub(r"\{\w*(?:!r)?\}", " ", MOMENT.sub(" ", COMMAND.sub(" ", text)))


def test_chinese_sentences_have_chinese_punctuation_and_plain_digits():
    half_width = re.compile(r"[\u4e00-\u9fff}”][,;:!?(]|[,;:!?)][\u4e00-\u9fff{“]")
    assert [text for text in ZH.values() if half_width.search(text)] == []
    assert [text for text in ZH.values() if unicodedata.normalize("NFKC", d := _digits(text)) != d] == []


def _digits(text: str) -> str:
    return "".join(c for c in text if c.isdigit())


def test_chinese_sentences_end_as_the_english_ones_do():
    assert {
        each: text
        for each, text in ZH.items()
        if len(each) > 3 and each.endswith((".", "?")) != text.endswith(("。", "？"))
    } == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_looks_like_markup_or_steers_the_terminal(language):
    assert [text for text in held(language).values() if set("[]") & set(text) or not text.isprintable()] == []


def test_no_sentence_names_the_formats_of_orders_by_itself() -> None:
    names = {name.upper() for name in FORMATS}
    assert [each for each in TEMPLATE if names <= set(re.findall("[A-Z]+", each))] == []


@pytest.mark.parametrize("said", FORMAT_NAMES.values(), ids=list(FORMAT_NAMES))
def test_a_sentence_that_is_given_the_formats_of_orders_has_each_once(said: str) -> None:
    assert re.findall("[A-Z]+", said) == sorted(name.upper() for name in FORMATS)


@pytest.mark.parametrize("said", WHOLE_NAMES.values(), ids=list(WHOLE_NAMES))
def test_those_with_room_for_a_whole_ledger_are_those_that_read_one(said: str) -> None:
    assert re.findall("[A-Z]+", said) == sorted(each.name.upper() for each in FORMATS.values() if each.whole)
