"""The schemes as Textual has them: a theme of each, with its roles as variables of the stylesheet."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from rich.segment import Segment
from rich.style import Style
from textual.app import App
from textual.color import Color
from textual.filter import LineFilter, Monochrome
from textual.theme import Theme

from tui.terminal.roles import GROUNDS, SCHEMES, TEXTS, Scheme, Tint

COLOURLESS = "none"
"""The theme that sends no colour at all."""


def variables(scheme: Scheme) -> Mapping[str, str]:
    """What stylesheets and styled text may name.

    Of each role `$late`, its colour, and `$late-style`, its weight, for stylesheets; `$late-ink` is both, for text. On
    the row of the cursor `$cursor-row-ink` comes after the text's own ink.
    """
    return {**dict(_roles(scheme)), **_textuals(scheme)}


def _roles(scheme: Scheme) -> Iterator[tuple[str, str]]:
    for role in (*GROUNDS, *TEXTS, "line", "on_accent"):
        tint: Tint = getattr(scheme, role)
        name = role.replace("_", "-")
        yield name, tint.colour
        yield f"{name}-style", tint.weight or "none"
    for role in TEXTS:
        tint = getattr(scheme, role)
        yield f"{role}-ink", f"{tint.weight} {tint.colour}".strip()
    for letter, tint in zip("abcdefg", scheme.accounts, strict=True):
        yield f"account-{letter}-ink", tint.colour
    for role in ("area", "plan", "behind"):
        yield f"{role}-ink", getattr(scheme, role).colour
    row, away = scheme.cursor_row, scheme.cursor_away
    yield "cursor-row-ink", f"bold {_ink(scheme.cursor_text)} {row.weight} on {row.colour}"
    yield "cursor-ground-ink", row.colour  # what is drawn on it keeps its own colour
    yield "cursor-away-ink", f"{_ink(scheme.away_text)} on {away.colour}"
    yield "focus-ink", scheme.accent.colour  # of a frame: its lines have no weight
    yield "chip-ink", f"{_ink(scheme.on_accent)} on {scheme.accent.colour}"
    yield "cursor-text", (scheme.cursor_text or scheme.text).colour
    hint = scheme.cursor_text or scheme.muted
    yield "cursor-hint", hint.colour
    yield "cursor-hint-style", hint.weight or "none"
    # What stands out in the row of the cursor: the cell to type in, what is selected.
    yield "caret-style", "not reverse" if row.weight else "none"


def _ink(tint: Tint | None) -> str:
    return f"{tint.weight} {tint.colour}" if tint else ""


def _textuals(scheme: Scheme) -> dict[str, str]:
    """The names by which Textual's own widgets ask for colours."""
    here, text, page = scheme.cursor_row, scheme.cursor_text or scheme.text, scheme.page
    highlighted = {
        "foreground": text.colour,
        "background": here.colour,
        "text-style": f"bold {here.weight}".strip(),
    }
    return {
        **{f"text-{name}": scheme.muted.colour for name in ("muted", "disabled")},
        **{f"text-{name}": scheme.accent.colour for name in ("primary", "accent")},
        "ansi-background": page.colour,
        "ansi-foreground": scheme.text.colour,
        "text-success": scheme.done.colour,
        "text-warning": scheme.soon.colour,
        "text-error": scheme.late.colour,
        "border": scheme.accent.colour,
        "border-blurred": scheme.line.colour,
        **{f"block-cursor-{name}": value for name, value in highlighted.items()},
        **{f"block-cursor-blurred-{name}": value for name, value in highlighted.items()},
        "block-hover-background": scheme.cursor_away.colour,
        **{f"scrollbar{name}": scheme.line.colour for name in ("", "-hover", "-active")},
        **{f"scrollbar-{name}": page.colour for name in ("background", "background-hover", "background-active")},
        "scrollbar-corner-color": page.colour,
        "screen-selection-foreground": scheme.text.colour,
        "screen-selection-background": scheme.cursor_away.colour,
    }


def theme_of(name: str, scheme: Scheme) -> Theme:
    """A scheme as Textual has it."""
    return Theme(
        name=name,
        primary=scheme.accent.colour,
        secondary=scheme.unknown.colour,
        accent=scheme.accent.colour,
        warning=scheme.soon.colour,
        error=scheme.late.colour,
        success=scheme.done.colour,
        foreground=scheme.text.colour,
        background=scheme.page.colour,
        surface=scheme.raised.colour,
        panel=scheme.bar.colour,
        dark=scheme.dark,
        ansi=scheme.own,
        variables=dict(variables(scheme)),
    )


class Colourless(LineFilter):
    """Takes every colour away, also those that Textual's widgets have of themselves."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002  # Textual's signature
        return [
            Segment(segment.text, _without_colour(segment.style) if segment.style else None, segment.control)
            for segment in segments
        ]


@lru_cache(1024)
def _without_colour(style: Style) -> Style:
    return style.without_color


_NO_COLOUR = Colourless()


class Themed(App[str]):
    """An app that has our themes and none of Textual's greys; it begins in the dark one."""

    def begin_in(self, name: str) -> None:
        """Have a theme from the beginning: to change it later is to parse and apply the whole stylesheet again."""
        for each, scheme in SCHEMES.items():
            self.register_theme(theme_of(each, scheme))
        if SCHEMES[name].own:
            self.theme = name  # the terminal's own colours need filters as well
            return
        self.set_reactive(App.theme, name)
        self.stylesheet.set_variables(self.get_css_variables())
        self.set_class(self.current_theme.dark, "-dark-mode", update=False)
        self.set_class(not self.current_theme.dark, "-light-mode", update=False)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The roles, for themes that are not ours."""
        return dict(variables(SCHEMES["dark"]))

    def get_line_filters(self) -> Sequence[LineFilter]:
        """NO_COLOR is a theme here: Textual's own filter for it would send greys."""
        found = [each for each in super().get_line_filters() if not isinstance(each, Monochrome)]
        return (*found, _NO_COLOUR) if self.theme == COLOURLESS else found
