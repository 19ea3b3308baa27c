"""What is known of a terminal from its environment, and what it is given to show."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.run.surface import LOSSY, Surface, surface
from tui.words.present import STATUS_GLYPHS

PLAIN = Surface(plain=True)
OURS = "·•‼½✓✗±▸▶◂▴▾‹›←→↑↓⏎⌫…—–×¥▁▂▃▄▅▆▇█─│╭╮╰╯┌┐└┘"


@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        ({"LANG": "zh_CN.UTF-8"}, Surface()),
        ({"LANG": "en_US.utf8"}, Surface()),
        ({"LANG": "C.UTF-8"}, Surface()),
        ({"LC_CTYPE": "UTF-8"}, Surface()),
        ({"LANG": "de_DE.UTF-8@euro"}, Surface()),
        ({}, PLAIN),
        ({"LANG": "C"}, PLAIN),
        ({"LANG": "zh_CN"}, PLAIN),
        ({"LANG": "C", "LC_CTYPE": "C.UTF-8"}, PLAIN),
        ({"LANG": "zh_CN.GBK"}, Surface("gbk", plain=True)),
        ({"LANG": "zh_CN.GBK", "LC_CTYPE": "C.UTF-8"}, Surface("gbk", plain=True)),
        ({"LANG": "C", "LC_ALL": "zh_CN.GB18030"}, Surface("gb18030", plain=True)),
        ({"LANG": "en_US.ISO-8859-1"}, Surface("iso8859-1", plain=True)),
        ({"LANG": "zh_CN.utf-16"}, PLAIN),
        ({"LANG": "zh_CN.hex"}, PLAIN),
        ({"LANG": "zh_CN.\0"}, PLAIN),
    ],
)
def test_the_locale_names_the_encoding(locale: dict[str, str], expected: Surface) -> None:
    assert surface({"TERM": "xterm-256color", **locale}) == expected


@pytest.mark.parametrize("term", ["linux", "linux-16color", "vt100", "dumb"])
def test_a_bare_console_has_neither_our_glyphs_nor_chinese(term: str) -> None:
    assert surface({"TERM": term, "LANG": "zh_CN.UTF-8"}) == Surface(plain=True, chinese=False)


@given(st.text(OURS + "小米14 Pro\x1b[0m"))
def test_plain_text_fills_the_same_cells_and_keeps_chinese(text: str) -> None:
    shown = PLAIN.fitted(text)
    assert [cell_len(one) for one in shown] == [cell_len(one) for one in text]
    assert not set(shown) & set(OURS)
    assert [one for one in shown if one in "小米"] == [one for one in text if one in "小米"]
    assert Surface().fitted(text) == text


def test_every_status_has_a_plain_glyph() -> None:
    assert all(PLAIN.fitted(glyph).isascii() for glyph in STATUS_GLYPHS.values())


@given(st.text("小米é😀a"))
def test_what_an_encoding_lacks_keeps_its_width(text: str) -> None:
    shown = text.encode("gbk", LOSSY).decode("gbk")
    assert cell_len(shown) == cell_len(text)
    assert "小米" not in text or "小米" in shown
