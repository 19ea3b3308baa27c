"""Every glyph of ours takes one cell, and has no form as a picture that some terminals draw over two."""

from pathlib import Path

from models import channels
from tests.tui.words.test_catalogues import held
from tui.run import surface
from tui.words.present import STATUS_GLYPHS, UNDER_WAY

TUI = Path(surface.__file__).parents[1]
PICTURES = "‼▶"
"""Drawn as pictures of two cells by some terminals; `!!` and `▸` say the same."""
SOURCES = [file for file in sorted(TUI.rglob("*.py")) if file != Path(surface.__file__)]
"""All that puts words on a screen; `surface.py` only translates what a terminal lacks."""


def test_no_source_of_a_screen_has_a_glyph_that_is_drawn_as_a_picture() -> None:
    texts = {file: file.read_text("utf-8") for file in (*SOURCES, TUI / "locale/zh_CN/LC_MESSAGES/fenqi.po")}
    assert [file.name for file, text in texts.items() if set(PICTURES) & set(text)] == []


def test_chinese_sentences_quote_with_corner_brackets() -> None:
    """They always take two cells; the curly ones take one or two."""
    assert [text for text in held("zh_CN").values() if set("“”") & set(text)] == []


def test_on_a_terminal_without_our_glyphs_how_an_order_stands_is_no_key_beside_it_and_no_two_look_alike() -> None:
    console = surface.surface({"TERM": "linux"})
    signs = {*STATUS_GLYPHS.values(), UNDER_WAY}
    fitted = {sign: console.fitted(sign) for sign in signs}
    assert len({*fitted.values()}) == len(signs)
    assert fitted["✓"] == "v"
    assert all(each.isascii() for each in fitted.values())


def test_english_sentences_quote_with_plain_marks() -> None:
    assert [text for text in held("zh_CN") if set("“”‘’") & set(text)] == []


def test_what_the_catalogue_says_quotes_as_its_language_does() -> None:
    assert not set("“”‘’") & set(Path(channels.__file__).with_name("channels.toml").read_text("utf-8"))
