"""The squeezed output paints the same picture, in fewer bytes, as a terminal sees it."""

import pyte
from hypothesis import given
from hypothesis import strategies as st

from tui.terminal.squeeze import squeeze

STYLES = (
    "0",
    "",
    "1",
    "38;2;230;230;230;48;2;20;22;26",
    "1;38;5;208",
    "7",
    "0;4",
    "48;5;17",
    "1;4;32",
    "92;41",
    "3;38;2;230;230;230;48;2;20;22;26",
)
PIECES = st.one_of(
    st.sampled_from(STYLES).map(lambda codes: f"\x1b[{codes}m"),
    st.text("小米14 Pro¥.", min_size=1, max_size=5),
    st.tuples(st.integers(1, 5), st.integers(1, 20)).map(lambda at: f"\x1b[{at[0]};{at[1]}H"),
    st.sampled_from(("\x1b[K", "\x1b[2J", "\x1b[?25l", "\x1b[?2026h", "\x1b]0;title\x07", "\x1b(B")),
)


def painted(*writes: str) -> object:
    screen = pyte.Screen(20, 5)
    stream = pyte.Stream(screen)
    for data in writes:
        stream.feed(data)
    cells = [[screen.buffer[y][x] for x in range(20)] for y in range(5)]
    return cells, (screen.cursor.x, screen.cursor.y), screen.cursor.attrs


@given(st.lists(PIECES, max_size=30), st.lists(PIECES, max_size=10))
def test_the_picture_is_the_same(first: list[str], second: list[str]) -> None:
    one, other = "".join(first), "".join(second)
    assert painted(squeeze(one), other) == painted(one, other)


@given(st.text(max_size=40))
def test_what_is_not_understood_is_left_as_it_is(data: str) -> None:
    if "\x1b" not in data:
        assert squeeze(data) == data
    assert squeeze(f"{data}\x1b") == f"{data}\x1b" or "\x1b" in data


def test_a_style_that_is_set_again_is_not_sent_again() -> None:
    styled = "\x1b[1;38;5;208m"
    assert squeeze(f"{styled}a\x1b[0m{styled}b\x1b[0m") == f"{styled}ab\x1b[m"
    assert squeeze(f"{styled}a\x1b[0m\x1b[7mb\x1b[0m") == f"{styled}a\x1b[;7mb\x1b[m"


def test_of_a_style_only_what_is_another_is_sent() -> None:
    ground = "48;2;21;23;28"
    muted, text, bold = (f"\x1b[{codes};{ground}m" for codes in ("38;2;1;2;3", "38;2;4;5;6", "1;38;2;4;5;6"))
    assert squeeze(f"{muted}a\x1b[0m{text}b\x1b[0m{bold}c") == f"{muted}a\x1b[38;2;4;5;6mb\x1b[1mc"
    assert squeeze(f"{bold}a\x1b[0m{text}b") == f"{bold}a\x1b[22mb"
    assert squeeze(f"{text}a\x1b[0m\x1b[{ground}mb") == f"{text}a\x1b[39mb"
