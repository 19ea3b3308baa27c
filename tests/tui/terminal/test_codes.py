"""From each style to each other, in few bytes, as a terminal sees it."""

import pyte
from hypothesis import given
from hypothesis import strategies as st
from rich.color import Color, ColorSystem, ColorType
from rich.style import Style

from tui.terminal.codes import PLAIN, Codes, change, codes, of_256, with_blank

INKS = ("", "#dfe2e8", "#979eab", "color(208)", "red", "bright_green", "default")
MARKS = ("bold", "dim", "italic", "underline", "reverse", "strike")
STYLES = st.builds(
    lambda text, ground, marks: Style(color=text or None, bgcolor=ground or None, **dict.fromkeys(marks, True)),
    st.sampled_from(INKS),
    st.sampled_from(INKS),
    st.frozensets(st.sampled_from(MARKS)),
)


def of(words: str) -> Codes:
    return codes(Style.parse(words), ColorSystem.TRUECOLOR)


def few(colour: Color | None) -> Color | None:
    """What of 256 colours stands for it."""
    return of_256(colour) if colour is not None and colour.type is ColorType.TRUECOLOR else colour


def test_of_256_colours_the_nearest_is_taken() -> None:
    for colour, number in (("#000000", 16), ("#ffffff", 231), ("#ffb000", 214), ("#3a3a3a", 237), ("#3a2b24", 236)):
        assert of_256(Color.parse(colour)).number == number, colour


def drawn(*changes: str) -> object:
    """A character in the style that these lead to. The emulator knows no dim."""
    screen = pyte.Screen(2, 1)
    pyte.Stream(screen).feed("".join((*changes, "x")))
    return screen.buffer[0][0]


@given(st.lists(STYLES, max_size=5), STYLES, st.sampled_from([ColorSystem.TRUECOLOR, ColorSystem.EIGHT_BIT]))
def test_the_changes_lead_to_the_style_wherever_they_begin(
    styles: list[Style], last: Style, system: ColorSystem
) -> None:
    there, sent = PLAIN, list[str]()
    for style in (*styles, last):
        wanted = codes(style, system)
        sent.append(change(there, wanted))
        there = wanted
    seen = last if system is ColorSystem.TRUECOLOR else last + Style.from_color(few(last.color), few(last.bgcolor))
    whole = seen.render("x", color_system=system).partition("x")[0]
    assert drawn(*sent) == drawn(whole)
    assert change(there, there) == ""
    assert len(sent[-1]) <= len("\x1b[m" + whole)


def test_of_a_style_only_what_is_another_is_sent() -> None:
    muted, text, bold = of("#010203 on #15171c"), of("#040506 on #15171c"), of("bold #040506 on #15171c")
    assert change(PLAIN, muted) == "\x1b[38;2;1;2;3;48;2;21;23;28m"
    assert change(muted, text) == "\x1b[38;2;4;5;6m"
    assert change(text, bold) == "\x1b[1m"
    assert change(bold, text) == "\x1b[22m"
    assert change(text, of("on #15171c")) == "\x1b[39m"
    assert change(of("bold dim"), of("bold")) in {"\x1b[22;1m", "\x1b[;1m"}
    assert change(bold, PLAIN) == "\x1b[m"


def test_a_blank_has_only_what_is_seen_of_it() -> None:
    ground = of("on #15171c")
    assert of("bold red on #15171c").of_blank == ground
    assert of("bold underline red").of_blank == of("bold underline red")
    assert with_blank(of("bold red"), ground) == of("bold red on #15171c")
    assert with_blank(of("bold underline red"), ground) == of("bold red on #15171c")
    assert with_blank(of("red"), of("reverse blue")) == of("reverse blue")
