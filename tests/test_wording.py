"""New and changed sentences are in the usual words, in English and in Chinese."""

import pytest

from tests.tools.wording import (
    INSTEAD,
    gone,
    of_channels,
    of_code,
    of_comments,
    of_names,
    of_page,
    old,
    sentences,
    unusual,
)

pytestmark = pytest.mark.xdist_group("wording")
"""One worker reads every sentence."""

SHORTEN = "run `python -m tests.tools.wording`"


@pytest.mark.parametrize("language", INSTEAD)
def test_a_sentence_that_is_new_or_changed_is_in_the_usual_words(language: str) -> None:
    before = set(old(language).sentences)
    wrong = [
        f"{where}: “{each}” says “{word}”; the usual word: {usual}"
        for each, where in sentences(language).items()
        if each not in before
        for word, usual in unusual(each, language).items()
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("language", INSTEAD)
def test_the_list_of_old_sentences_has_none_that_was_changed(language: str) -> None:
    assert gone(language) == [], f"these are in the usual words now, or gone: {SHORTEN}"


@pytest.mark.parametrize("language", INSTEAD)
def test_the_list_of_old_sentences_only_becomes_shorter(language: str) -> None:
    most, listed = old(language)
    assert len(listed) <= most, "no sentence may be added: say it in the usual words"
    assert len(listed) == most, SHORTEN


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("The amount that the user was told.", "told"),
        ("Three rows are to be mended.", "mended"),
        ("What fenqi had reckoned.", "reckoned"),
        ("The book is made anew.", "anew"),
        ("The user's own word wins.", "own word"),
        ("test the users word wins", "users word"),
        ("test a word that says nothing any more", "a word that"),
        ("A channel drops its word.", "its word"),
        ("One more word on a bill.", "One more word on"),
        ("What the bill wants, in fen.", "wants"),
        ("What the lines still want.", "still want"),
        ("It needs no second look.", "second look"),
        ("Walk the checklist.", "Walk"),
    ],
)
def test_an_unusual_english_word_is_found(sentence: str, word: str) -> None:
    assert list(unusual(sentence, "en")) == [word]


@pytest.mark.parametrize(
    "sentence",
    [
        "In the channel's own words.",
        "A glyph, a word and a colour.",
        "Look at the app.",
        "The column `told` stays; so does `ast.walk`.",
        "What is owed on the bill, counted again.",
    ],
)
def test_the_usual_english_words_are_let_pass(sentence: str) -> None:
    assert unusual(sentence, "en") == {}


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("自动扣款已开启", "自动扣款"),
        ("联系机构", "机构"),
        ("还有 3 笔", "还"),
        ("剩余待还", "剩余待还"),
        ("共 3 个订单", "个订单"),
        ("另一个终端推进了清单", "推进"),
        ("渠道目录里没有花呗", "渠道目录"),
        ("费率来自目录", "来自目录"),
        ("按enter记录", "enter"),
        ("escape 返回", "escape"),
        ("XIRR 15.58%", "XIRR"),
        ("收取什么费用", "费用"),
        ("该渠道的全部方式", "方式"),
    ],
)
def test_a_chinese_word_that_the_glossary_replaces_is_found(sentence: str, word: str) -> None:
    assert list(unusual(sentence, "zh_CN")) == [word]


@pytest.mark.parametrize(
    "sentence",
    [
        *("自动还款已开启，扣款前查余额", "放款机构", "待还 ¥100.00，还款日 12-10", "共 3 笔订单"),
        *(
            "让文件及其目录可写",
            "按回车记录，按 Esc 返回",
            "提前结清费用",
            "支付方式、取整方式、收取方式、出账方式、计费方式",
        ),
        "写在 `entered_on` 里，按 `enter` 或 `escape`",
    ],
)
def test_the_words_of_the_glossary_are_let_pass(sentence: str) -> None:
    assert unusual(sentence, "zh_CN") == {}


def test_docstrings_and_comments_are_read_sentence_by_sentence() -> None:
    source = '"""What it is. How it\n\nis made."""\nN = 1  # counted once\n"""How many. At most."""\n'
    assert list(of_code(source)) == ["What it is.", "How it", "is made.", "How many.", "At most.", "counted once"]


def test_the_comments_of_a_script_are_read_sentence_by_sentence() -> None:
    script = '# Told. Once.\nrun: .venv  ## open it\n\techo "${#missing[@]}" s/#x//  # counted\n'
    assert list(of_comments(script)) == ["Told.", "Once.", "open it", "counted"]


def test_what_the_catalogue_of_channels_says_is_read_in_each_language() -> None:
    source = (
        '[purse]\nname = { zh_CN = "零钱", en = "Purse" }\n'
        'steps = [{ says = { zh_CN = "打开。付款。", en = "Open." } }]\n'
    )
    assert list(of_channels(source, "zh_CN")) == ["零钱", "打开。", "付款。"]
    assert list(of_channels(source, "en")) == ["Purse", "Open."]


@pytest.mark.parametrize(
    ("language", "sentence", "where"),
    [
        ("en", "a Problem is a sentence for a person, not an error of the program", "pyproject.toml"),
        ("en", "style, types, layers", "Makefile"),
        ("en", "Quick checks first: these take seconds, the tests take minutes.", ".ci/run"),
        (
            "en",
            "Repayment channels, one table each, in the order in which they are offered.",
            "models/channels/channels.toml",
        ),
        ("en", "debit card", "models/channels/channels.toml"),
        ("zh_CN", "余额宝", "models/channels/channels.toml"),
    ],
)
def test_comments_of_scripts_and_the_catalogue_of_channels_are_read_too(
    language: str, sentence: str, where: str
) -> None:
    assert sentences(language)[sentence] == where


def test_the_name_of_a_test_is_a_sentence() -> None:
    source = "def helper_told(): ...\nclass Of:\n    async def test_a_told_amount(self): ...\n"
    assert list(of_names(source)) == ["test a told amount"]
    assert list(unusual("test a told amount", "en")) == ["told"]


def test_the_tests_are_read_too() -> None:
    found = sentences("en")
    assert found["test the tests are read too"] == "tests/test_wording.py"
    assert (
        found["New and changed sentences are in the usual words, in English and in Chinese."] == "tests/test_wording.py"
    )


def test_rows_and_paragraphs_of_a_page_are_apart() -> None:
    page = "# Keys\n\nOne line\nand the next. Another.\n| `p` | pay |\n| `u` | undo |\n- a point\n"
    assert list(of_page(page)) == [
        "# Keys",
        "One line and the next.",
        "Another.",
        "| `p` | pay |",
        "| `u` | undo |",
        "- a point",
    ]
