"""New and changed sentences are in the usual words, in English and in Chinese."""

import pytest

from tests.tools.wording import INSTEAD, gone, of_code, of_names, of_page, old, sentences, unusual

SHORTEN = "run `python -m tests.tools.wording`"


@pytest.mark.parametrize("language", INSTEAD)
def test_a_sentence_that_is_new_or_changed_is_in_the_usual_words(language: str) -> None:
    before = set(old(language).sentences)
    wrong = [
        f"{place}: “{each}” says “{word}”; the usual word: {usual}"
        for each, place in sentences(language).items()
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
    ],
)
def test_a_chinese_word_that_the_glossary_replaces_is_found(sentence: str, word: str) -> None:
    assert list(unusual(sentence, "zh_CN")) == [word]


@pytest.mark.parametrize(
    "sentence", ["自动还款已开启，扣款前查余额", "放款机构", "待还 ¥100.00，还款日 12-10", "共 3 笔订单"]
)
def test_the_words_of_the_glossary_are_let_pass(sentence: str) -> None:
    assert unusual(sentence, "zh_CN") == {}


def test_docstrings_and_comments_are_read_sentence_by_sentence() -> None:
    source = '"""What it is. How it\n\nis made."""\nN = 1  # counted once\n"""How many. At most."""\n'
    assert list(of_code(source)) == ["What it is.", "How it", "is made.", "How many.", "At most.", "counted once"]


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
