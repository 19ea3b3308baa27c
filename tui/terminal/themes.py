"""The palettes as Textual has them: a theme of each, with its roles as variables of the stylesheet."""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from rich.segment import Segment
from rich.style import Style
from textual.app import App
from textual.color import Color
from textual.filter import LineFilter, Monochrome
from textual.theme import Theme

from tui.terminal.roles import GROUNDS, PALETTES, TEXTS, Look, Palette

COLOURLESS = "none"
"""The theme that sends no colour at all."""


def variables(palette: Palette) -> Mapping[str, str]:
    """What stylesheets and styled text may name.

    Of each role `$late`, its colour, and `$late-style`, its weight, for stylesheets; `$late-ink` is both, for text. On
    the row of the cursor `$cursor-row-ink` comes after the text's own ink.
    """
    return {**dict(_roles(palette)), **_textuals(palette)}


def _roles(palette: Palette) -> Iterator[tuple[str, str]]:
    for role in (*GROUNDS, *TEXTS, "line", "on_accent"):
        look: Look = getattr(palette, role)
        name = role.replace("_", "-")
        yield name, look.colour
        yield f"{name}-style", look.weight or "none"
    for role in TEXTS:
        look = getattr(palette, role)
        yield f"{role}-ink", f"{look.weight} {look.colour}".strip()
    row, away = palette.cursor_row, palette.cursor_away
    yield "cursor-row-ink", f"bold {_ink(palette.cursor_text)} {row.weight} on {row.colour}"
    yield "cursor-away-ink", f"{_ink(palette.away_text)} on {away.colour}"
    yield "cursor-text", (palette.cursor_text or palette.text).colour
    hint = palette.cursor_text or palette.muted
    yield "cursor-hint", hint.colour
    yield "cursor-hint-style", hint.weight or "none"
    # What stands out in the row of the cursor: the cell to type in, what is selected.
    yield "caret-style", "not reverse" if row.weight else "none"


def _ink(look: Look | None) -> str:
    return f"{look.weight} {look.colour}" if look else ""


def _textuals(palette: Palette) -> dict[str, str]:
    """The names by which Textual's own widgets ask for colours."""
    here, text, page = palette.cursor_row, palette.cursor_text or palette.text, palette.page
    highlighted = {
        "foreground": text.colour,
        "background": here.colour,
        "text-style": f"bold {here.weight}".strip(),
    }
    return {
        **{f"text-{name}": palette.muted.colour for name in ("muted", "disabled")},
        **{f"text-{name}": palette.accent.colour for name in ("primary", "accent")},
        "ansi-background": page.colour,
        "ansi-foreground": palette.text.colour,
        "text-success": palette.done.colour,
        "text-warning": palette.soon.colour,
        "text-error": palette.late.colour,
        "border": palette.accent.colour,
        "border-blurred": palette.line.colour,
        **{f"block-cursor-{name}": look for name, look in highlighted.items()},
        **{f"block-cursor-blurred-{name}": look for name, look in highlighted.items()},
        "block-hover-background": palette.cursor_away.colour,
        **{f"scrollbar{name}": palette.line.colour for name in ("", "-hover", "-active")},
        **{f"scrollbar-{name}": page.colour for name in ("background", "background-hover", "background-active")},
        "scrollbar-corner-color": page.colour,
        "screen-selection-foreground": palette.text.colour,
        "screen-selection-background": palette.cursor_away.colour,
    }


def theme_of(name: str, palette: Palette) -> Theme:
    """A palette as Textual has it."""
    return Theme(
        name=name,
        primary=palette.accent.colour,
        secondary=palette.unknown.colour,
        accent=palette.accent.colour,
        warning=palette.soon.colour,
        error=palette.late.colour,
        success=palette.done.colour,
        foreground=palette.text.colour,
        background=palette.page.colour,
        surface=palette.raised.colour,
        panel=palette.bar.colour,
        dark=palette.dark,
        ansi=palette.own,
        variables=dict(variables(palette)),
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
        for each, palette in PALETTES.items():
            self.register_theme(theme_of(each, palette))
        if PALETTES[name].own:
            self.theme = name  # the terminal's own colours need filters as well
            return
        self.set_reactive(App.theme, name)
        self.stylesheet.set_variables(self.get_css_variables())
        self.set_class(self.current_theme.dark, "-dark-mode", update=False)
        self.set_class(not self.current_theme.dark, "-light-mode", update=False)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The roles, for themes that are not ours."""
        return dict(variables(PALETTES["dark"]))

    def get_line_filters(self) -> Sequence[LineFilter]:
        """NO_COLOR is a theme here: Textual's own filter for it would send greys."""
        found = [each for each in super().get_line_filters() if not isinstance(each, Monochrome)]
        return (*found, _NO_COLOUR) if self.theme == COLOURLESS else found
