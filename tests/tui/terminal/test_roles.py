"""A colour is named in one place, by what it is for; and what is written in it can be read on its ground."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.color import Color as Terminal
from textual.color import Color

from tests.test_rooms import ROOT, SOURCES, named
from tui.run.config import THEMES
from tui.terminal.codes import of_256
from tui.terminal.roles import DEFAULT, GROUNDS, SCHEMES, TEXTS, Scheme, Tint
from tui.terminal.themes import theme_of, variables

OURS = {name: scheme for name, scheme in SCHEMES.items() if not scheme.own}
READABLE = {"high-contrast": 7.0}
"""How many times as bright the brighter of text and ground is, at least; 4.5 where nothing is said."""
SEEN = 1.5
"""The same of a border, which is no text."""
SHEETS = sorted((ROOT / "tui").rglob("*.tcss"))
COLOUR = re.compile(r""""[^"]*(?:#[0-9a-fA-F]{6}\b|\bansi_\w+|\brgb\()[^"]*\"""")
VARIABLE = re.compile(r""""(?:[a-z]+ )*(\$[a-z][a-z-]*)\"""")
COLOURED = re.compile(r"[\w-]*(?:color|background|border(?!-[a-z]*-(?:style|align))[a-z-]*):\s*([^;]*)")
PLAIN = {"solid", "round", "none", "transparent"}


def contrast(one: str, other: str) -> float:
    """By WCAG."""
    dark, bright = sorted(map(luminance, (one, other)))
    return (bright + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [part / 255 for part in Color.parse(colour).rgb]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("name", [name for name in SCHEMES if name != "none"])
def test_what_is_on_an_account_what_is_owed_and_what_stands_behind_have_colours_of_their_own(name: str) -> None:
    scheme = SCHEMES[name]
    assert len({scheme.area, scheme.plan, scheme.behind, scheme.page}) == 4


def text_on(scheme: Scheme, ground: str, role: str) -> str:
    """The colour in which a role is written on a ground."""
    only = {"cursor_row": scheme.cursor_text, "cursor_away": scheme.away_text}.get(ground)
    return (only or getattr(scheme, role)).colour


@pytest.mark.parametrize("name", OURS)
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("role", TEXTS)
def test_every_text_can_be_read_on_every_ground(name: str, ground: str, role: str) -> None:
    scheme = SCHEMES[name]
    assert contrast(text_on(scheme, ground, role), getattr(scheme, ground).colour) >= READABLE.get(name, 4.5)


def of_256_colours(colour: str) -> str:
    return of_256(Terminal.parse(colour)).get_truecolor().hex


@pytest.mark.parametrize("name", OURS)
@pytest.mark.parametrize("ground", GROUNDS)
def test_every_text_can_be_read_where_there_are_256_colours(name: str, ground: str) -> None:
    scheme = SCHEMES[name]
    below = of_256_colours(getattr(scheme, ground).colour)
    for role in TEXTS:
        assert contrast(of_256_colours(text_on(scheme, ground, role)), below) >= READABLE.get(name, 4.5), role
    assert ground != "cursor_row" or below not in {
        of_256_colours(scheme.page.colour),
        of_256_colours(scheme.late.colour),
    }
    red, green, blue = Color.parse(below).rgb
    assert max(red - green, blue - green) <= 0, "no ground is red: that is for what is late"


@pytest.mark.parametrize("name", OURS)
def test_the_chip_of_what_has_the_focus_can_be_read(name: str) -> None:
    scheme = SCHEMES[name]
    assert contrast(scheme.on_accent.colour, scheme.accent.colour) >= READABLE.get(name, 4.5)


@pytest.mark.parametrize("name", OURS)
def test_a_border_is_seen_on_the_page(name: str) -> None:
    assert contrast(SCHEMES[name].line.colour, SCHEMES[name].page.colour) >= SEEN


@pytest.mark.parametrize("name", SCHEMES)
def test_the_row_of_the_cursor_is_seen(name: str) -> None:
    scheme = SCHEMES[name]
    assert scheme.cursor_row != scheme.page


@pytest.mark.parametrize("name", OURS)
def test_no_two_statuses_have_one_colour(name: str) -> None:
    scheme = SCHEMES[name]
    statuses = [scheme.late, scheme.soon, scheme.unknown, scheme.done, scheme.accent, scheme.text, scheme.muted]
    assert len({each.colour for each in statuses}) == len(statuses)


def test_where_colours_are_the_terminals_none_is_ours() -> None:
    for scheme in (each for each in SCHEMES.values() if each.own):
        assert {tint.colour for tint in tints(scheme) if not tint.colour.startswith("ansi_")} == set()
    assert {tint.colour for tint in tints(SCHEMES["none"])} == {DEFAULT}


def tints(scheme: Scheme) -> Iterator[Tint]:
    for role in (*GROUNDS, *TEXTS, "line", "on_accent", "cursor_text", "away_text"):
        tint = getattr(scheme, role)
        if tint is not None:
            yield tint


def test_the_settings_know_every_theme() -> None:
    assert tuple(SCHEMES) == THEMES
    assert [theme_of(name, scheme).dark for name, scheme in SCHEMES.items()] == [True, False, True, True, True]


def test_no_source_but_that_of_the_roles_names_a_colour() -> None:
    named_in = {named(file) for file in SOURCES if COLOUR.search(file.read_text("utf-8"))}
    assert named_in == {"tui/terminal/roles.py"}


def test_styled_text_names_roles_only() -> None:
    inks = {f"${name}" for name in variables(SCHEMES["dark"]) if name.endswith("-ink")} | {"$line"}
    found = {name for file in SOURCES for name in VARIABLE.findall(file.read_text("utf-8"))}
    assert found and found <= inks


@pytest.mark.parametrize("sheet", SHEETS, ids=named)
def test_a_stylesheet_names_roles_only(sheet: Path) -> None:
    text = re.sub(r"/\*.*?\*/", "", sheet.read_text("utf-8"), flags=re.DOTALL)
    roles = {role.replace("_", "-") for role in (*GROUNDS, *TEXTS, "line", "on_accent", "cursor_text", "cursor_hint")}
    styles = {f"{role}-style" for role in (*roles, "caret")}
    assert set(re.findall(r"\$([a-z-]+)", text)) <= roles | styles
    for value in COLOURED.findall(text):
        assert {word for word in value.split() if not word.startswith("$")} <= PLAIN
