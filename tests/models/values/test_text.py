import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.values.text import MAX_NORMALISED, MAX_TITLE, clean, is_clean, normalise

ANY_TEXT = st.text(st.one_of(st.characters(), st.sampled_from(" \t\n\x1b\x9b\u202e\u2066\ud800")))


@given(ANY_TEXT)
def test_nothing_that_steers_a_terminal_is_left(text):
    assert not [c for c in clean(text) if unicodedata.category(c) in {"Cc", "Cs", "Co", "Cn"}]
    assert not set(clean(text)) & set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@given(ANY_TEXT, st.none() | st.integers(0, 30))
def test_what_is_clean_stays_as_it_is(text, limit):
    once = clean(text, limit)
    assert clean(once, limit) == once


@given(ANY_TEXT | st.text("a 　\u200b", max_size=8), st.integers(0, 8))
def test_it_is_known_to_be_clean_exactly_where_cleaning_leaves_it_as_it_is(text, limit):
    assert is_clean(text, limit) == (clean(text, limit) == text)


@given(ANY_TEXT, st.integers(0, 30))
def test_a_limit_counts_characters_and_takes_them_from_the_front(text, limit):
    assert len(clean(text, limit)) <= limit
    assert clean(text).startswith(clean(text, limit))


def test_text_cut_at_a_space_does_not_end_in_it():
    assert clean("a" * (MAX_TITLE - 1) + " b", MAX_TITLE) == "a" * (MAX_TITLE - 1)


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("小米14 Pro 16+512", "小米14 Pro 16+512"),
        ("  小米\t手环\r\n8 ", "小米 手环 8"),
        ("\x1b]0;title\x07", "\ufffd]0;title\ufffd"),
        ("100\u202e.5", "100\ufffd.5"),
        ("[@click=app.quit]x[/]", "[@click=app.quit]x[/]"),
        ("a\u2028b", "a b"),
        ("\ud83d", "\ufffd"),
        ("", ""),
    ],
)
def test_white_space_is_folded_and_the_rest_kept_as_data(text, cleaned):
    assert clean(text) == cleaned


def test_full_width_figures_and_signs_become_plain_ones():
    assert normalise("　￥１２３．５０ ") == "¥123.50"


def test_only_a_text_longer_than_any_figure_or_name_keeps_its_full_width_signs():
    assert normalise("１" * MAX_NORMALISED) == "1" * MAX_NORMALISED
    longer = "１" * (MAX_NORMALISED + 1)
    assert normalise(f" {longer} ") == longer
