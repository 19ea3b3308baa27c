"""What each colour is for, and which it is in each theme: the one place where a colour is named.

A screen names a role and never a colour, so no screen knows the theme. What a role says is also said by a glyph or a
word: a theme may have no colours at all.
"""

from collections.abc import Mapping

import msgspec

DEFAULT = "ansi_default"
"""The terminal's own colour, of text or of the ground."""


class Tint(msgspec.Struct, frozen=True):
    """What a role is drawn in: its colour, and its weight where colour does not say it all."""

    colour: str
    weight: str = ""


class Scheme(msgspec.Struct, frozen=True, kw_only=True):
    """A theme's tint of every role. What is `own` is the terminal's: its colours are not ours to know.

    Grounds: the page; `raised`, fields and dialogs; `bar`, the line of keys; `cursor_row`, the row that keys act on;
    `cursor_away`, where it will be again. `cursor_text` and `away_text` are text on these two, None where every role
    keeps its colour there. `line` is for borders and rules and never for text. `accent` says "you are here" and "this
    is a key", and nothing else is in it; `on_accent` is text on a ground of it. `late` is what is known late or known
    wrong, `soon` what is due soon or short, `unknown` what is to be confirmed, `done` what is settled.

    `accounts` are for stacked bars and their legend alone, six accounts and all others; `area` fills columns of what is
    on an account, `plan` those of what is owed with a plan, `behind` those of going on as it is. All are no text.
    """

    dark: bool = True
    own: bool = False
    page: Tint
    raised: Tint
    bar: Tint
    cursor_row: Tint
    cursor_away: Tint
    cursor_text: Tint | None = None
    away_text: Tint | None = None
    text: Tint
    muted: Tint
    line: Tint
    accent: Tint
    on_accent: Tint
    late: Tint
    soon: Tint
    unknown: Tint
    done: Tint
    accounts: tuple[Tint, ...]
    area: Tint
    plan: Tint
    behind: Tint


def _tints(*colours: str) -> tuple[Tint, ...]:
    return tuple(map(Tint, colours))


TEXTS = ("text", "muted", "accent", "late", "soon", "unknown", "done")
"""The roles that text is written in."""
GROUNDS = ("page", "raised", "bar", "cursor_row", "cursor_away")
"""The roles that text is written on."""

DARK = Scheme(
    page=Tint("#15171c"),
    raised=Tint("#1f232b"),
    bar=Tint("#1b1e25"),
    cursor_row=Tint("#3a2b20"),
    cursor_away=Tint("#242830"),
    text=Tint("#dfe2e8"),
    muted=Tint("#979eab"),
    line=Tint("#3f4653"),
    accent=Tint("#ff9150"),
    on_accent=Tint("#15171c", "bold"),
    late=Tint("#ff6b6b"),
    soon=Tint("#f0c062"),
    unknown=Tint("#7db7f5"),
    done=Tint("#86cf94"),
    accounts=_tints(
        "#5b9bd5",
        "#e0a458",
        "#4db6a5",
        "#a48bd6",
        "#a9b665",
        "#d58fb8",
        "#6f7a8c",
    ),
    area=Tint("#35556f"),
    plan=Tint("#2f7d72"),
    behind=Tint("#3b424e"),
)
LIGHT = Scheme(
    dark=False,
    page=Tint("#fcfbf8"),
    raised=Tint("#f1efea"),
    bar=Tint("#efede7"),
    cursor_row=Tint("#ffe3cf"),
    cursor_away=Tint("#ebe9e3"),
    text=Tint("#1d2127"),
    muted=Tint("#5a616d"),
    line=Tint("#b9bdc4"),
    accent=Tint("#b24600"),
    on_accent=Tint("#ffffff", "bold"),
    late=Tint("#bf1f17"),
    soon=Tint("#865800"),
    unknown=Tint("#0d5aa7"),
    done=Tint("#1c7434"),
    accounts=_tints(
        "#2f75b5",
        "#c07a1a",
        "#14857a",
        "#7a59bd",
        "#728020",
        "#b1568c",
        "#868d98",
    ),
    area=Tint("#a9c9e6"),
    plan=Tint("#7cc4b8"),
    behind=Tint("#d3cfc6"),
)
HIGH_CONTRAST = Scheme(
    page=Tint("#000000"),
    raised=Tint("#000000"),
    bar=Tint("#000000"),
    cursor_row=Tint("#ffffff"),
    cursor_away=Tint("#3a3a3a"),
    cursor_text=Tint("#000000"),
    away_text=Tint("#ffffff"),
    text=Tint("#ffffff"),
    muted=Tint("#d6d6d6"),
    line=Tint("#9a9a9a"),
    accent=Tint("#ffb000"),
    on_accent=Tint("#000000", "bold"),
    late=Tint("#ff8080"),
    soon=Tint("#ffe14d"),
    unknown=Tint("#7fd4ff"),
    done=Tint("#8cff9b"),
    accounts=_tints(
        "#6cb6ff",
        "#ffc46b",
        "#5fe0cc",
        "#c9b0ff",
        "#d3e06b",
        "#ffb0dc",
        "#b0b0b0",
    ),
    area=Tint("#4a86c0"),
    plan=Tint("#3fae9c"),
    behind=Tint("#5a5a5a"),
)
SIXTEEN = Scheme(
    own=True,
    page=Tint(DEFAULT),
    raised=Tint(DEFAULT),
    bar=Tint(DEFAULT),
    cursor_row=Tint(DEFAULT, "reverse"),
    cursor_away=Tint(DEFAULT),
    cursor_text=Tint(DEFAULT, "not dim"),
    text=Tint(DEFAULT),
    muted=Tint(DEFAULT, "dim"),
    line=Tint("ansi_bright_black"),
    accent=Tint(DEFAULT, "bold"),
    on_accent=Tint(DEFAULT, "bold reverse"),
    late=Tint("ansi_bright_red"),
    soon=Tint("ansi_yellow"),
    unknown=Tint("ansi_cyan"),
    done=Tint("ansi_green"),
    accounts=_tints(
        "ansi_blue",
        "ansi_yellow",
        "ansi_cyan",
        "ansi_magenta",
        "ansi_green",
        "ansi_bright_magenta",
        "ansi_bright_black",
    ),
    area=Tint("ansi_blue"),
    plan=Tint("ansi_cyan"),
    behind=Tint("ansi_bright_black"),
)
NONE = msgspec.structs.replace(
    SIXTEEN,
    line=Tint(DEFAULT),
    late=Tint(DEFAULT, "bold"),
    soon=Tint(DEFAULT),
    unknown=Tint(DEFAULT),
    done=Tint(DEFAULT),
    accounts=_tints(*[DEFAULT] * 7),
    area=Tint(DEFAULT),
    plan=Tint(DEFAULT),
    behind=Tint(DEFAULT),
)

SCHEMES: Mapping[str, Scheme] = {
    "dark": DARK,
    "light": LIGHT,
    "high-contrast": HIGH_CONTRAST,
    "16-colours": SIXTEEN,
    "none": NONE,
}

OF_256: Mapping[str, int] = {
    DARK.page.colour: 233,
    DARK.raised.colour: 234,
    DARK.bar.colour: 234,
    DARK.cursor_row.colour: 235,
    DARK.cursor_away.colour: 234,
    LIGHT.raised.colour: 255,
    LIGHT.bar.colour: 255,
    LIGHT.cursor_row.colour: 230,
    LIGHT.cursor_away.colour: 255,
    LIGHT.accent.colour: 94,
    LIGHT.soon.colour: 58,
    LIGHT.done.colour: 22,
}
"""Where a terminal has 256 colours, the one in a colour's place if the nearest will not do: it is red, or like its
neighbours, or hard to read."""
