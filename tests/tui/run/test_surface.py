"""What is known of a terminal from its environment, and what it is given to show."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.run.surface import LOSSY, Colours, Surface, surface
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
        ({"LANG": "zh_CN.idna"}, PLAIN),
        ({"LANG": "zh_CN.\0"}, PLAIN),
    ],
)
def test_the_locale_names_the_encoding(locale: dict[str, str], expected: Surface) -> None:
    assert surface({"TERM": "xterm-256color", **locale}) == expected


@pytest.mark.parametrize("term", ["linux", "linux-16color", "vt100", "dumb"])
def test_a_bare_console_has_neither_our_glyphs_nor_chinese(term: str) -> None:
    bare = surface({"TERM": term, "LANG": "zh_CN.UTF-8"})
    assert (bare.plain, bare.chinese) == (True, False)


@pytest.mark.parametrize(
    ("env", "colours"),
    [
        ({"TERM": "xterm-256color"}, Colours.MANY),
        ({"TERM": "XTERM-256COLOR"}, Colours.MANY),
        ({"TERM": "xterm-kitty"}, Colours.MANY),
        ({"TERM": "xterm", "COLORTERM": "truecolor"}, Colours.MANY),
        ({"TERM": "xterm", "COLORTERM": "24bit"}, Colours.MANY),
        ({"TERM": "xterm", "COLORTERM": "yes"}, Colours.SIXTEEN),
        ({"TERM": "xterm"}, Colours.SIXTEEN),
        ({"TERM": "xterm-16color"}, Colours.SIXTEEN),
        ({"TERM": "screen"}, Colours.SIXTEEN),
        ({"TERM": "linux"}, Colours.SIXTEEN),
        ({"TERM": "xterm", "TEXTUAL_COLOR_SYSTEM": "truecolor"}, Colours.MANY),
        ({"TERM": "xterm-256color", "TEXTUAL_COLOR_SYSTEM": ""}, Colours.MANY),
        ({"TERM": "xterm-256color", "TEXTUAL_COLOR_SYSTEM": "nonsense"}, Colours.MANY),
        ({"TERM": "xterm-256color", "TEXTUAL_COLOR_SYSTEM": "standard"}, Colours.SIXTEEN),
        ({"TERM": ""}, Colours.SIXTEEN),
        ({}, Colours.SIXTEEN),
        ({"TERM": "vt100"}, Colours.NONE),
        ({"TERM": "vt220-w"}, Colours.NONE),
        ({"TERM": "dumb", "COLORTERM": "truecolor"}, Colours.NONE),
        ({"TERM": "unknown"}, Colours.NONE),
        ({"TERM": "xterm-256color", "NO_COLOR": "1"}, Colours.NONE),
        ({"TERM": "xterm-256color", "NO_COLOR": "0"}, Colours.NONE),
        ({"TERM": "xterm-256color", "NO_COLOR": ""}, Colours.MANY),
    ],
)
def test_how_many_colours_there_are_follows_from_what_the_terminal_promises(
    env: dict[str, str], colours: Colours
) -> None:
    assert surface({"LANG": "zh_CN.UTF-8", **env}).colours is colours


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
