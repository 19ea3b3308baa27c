"""What each colour is for, and which it is in each theme: the one place where a colour is named.

A screen names a role and never a colour, so no screen knows the theme. What a role says is also said by a glyph or a
word: a theme may have no colours at all.
"""

from collections.abc import Mapping

import msgspec

DEFAULT = "ansi_default"
"""The terminal's own colour, of text or of the ground."""


class Look(msgspec.Struct, frozen=True):
    """How a role looks: its colour, and its weight where colour does not say it all."""

    colour: str
    weight: str = ""


class Scheme(msgspec.Struct, frozen=True, kw_only=True):
    """A theme's look of every role. What is `own` is the terminal's: its colours are not ours to know.

    Grounds: the page; `raised`, fields and dialogs; `bar`, the line of keys; `cursor_row`, the row that keys act on;
    `cursor_away`, where it will be again. `cursor_text` and `away_text` are text on these two, None where every role
    keeps its colour there. `line` is for borders and rules and never for text. `accent` says "you are here" and "this
    is a key", and nothing else is in it; `on_accent` is text on a ground of it. `late` is what is known late or known
    wrong, `soon` what is due soon or short, `unknown` what is to be confirmed, `done` what is settled.
    """

    dark: bool = True
    own: bool = False
    page: Look
    raised: Look
    bar: Look
    cursor_row: Look
    cursor_away: Look
    cursor_text: Look | None = None
    away_text: Look | None = None
    text: Look
    muted: Look
    line: Look
    accent: Look
    on_accent: Look
    late: Look
    soon: Look
    unknown: Look
    done: Look


TEXTS = ("text", "muted", "accent", "late", "soon", "unknown", "done")
"""The roles that text is written in."""
GROUNDS = ("page", "raised", "bar", "cursor_row", "cursor_away")
"""The roles that text is written on."""

DARK = Scheme(
    page=Look("#15171c"),
    raised=Look("#1f232b"),
    bar=Look("#1b1e25"),
    cursor_row=Look("#3a2b20"),
    cursor_away=Look("#242830"),
    text=Look("#dfe2e8"),
    muted=Look("#979eab"),
    line=Look("#3f4653"),
    accent=Look("#ff9150"),
    on_accent=Look("#15171c", "bold"),
    late=Look("#ff6b6b"),
    soon=Look("#f0c062"),
    unknown=Look("#7db7f5"),
    done=Look("#86cf94"),
)
LIGHT = Scheme(
    dark=False,
    page=Look("#fcfbf8"),
    raised=Look("#f1efea"),
    bar=Look("#efede7"),
    cursor_row=Look("#ffe3cf"),
    cursor_away=Look("#ebe9e3"),
    text=Look("#1d2127"),
    muted=Look("#5a616d"),
    line=Look("#b9bdc4"),
    accent=Look("#b24600"),
    on_accent=Look("#ffffff", "bold"),
    late=Look("#bf1f17"),
    soon=Look("#865800"),
    unknown=Look("#0d5aa7"),
    done=Look("#1c7434"),
)
HIGH_CONTRAST = Scheme(
    page=Look("#000000"),
    raised=Look("#000000"),
    bar=Look("#000000"),
    cursor_row=Look("#ffffff"),
    cursor_away=Look("#3a3a3a"),
    cursor_text=Look("#000000"),
    away_text=Look("#ffffff"),
    text=Look("#ffffff"),
    muted=Look("#d6d6d6"),
    line=Look("#9a9a9a"),
    accent=Look("#ffb000"),
    on_accent=Look("#000000", "bold"),
    late=Look("#ff8080"),
    soon=Look("#ffe14d"),
    unknown=Look("#7fd4ff"),
    done=Look("#8cff9b"),
)
SIXTEEN = Scheme(
    own=True,
    page=Look(DEFAULT),
    raised=Look(DEFAULT),
    bar=Look(DEFAULT),
    cursor_row=Look(DEFAULT, "reverse"),
    cursor_away=Look(DEFAULT),
    cursor_text=Look(DEFAULT, "not dim"),
    text=Look(DEFAULT),
    muted=Look(DEFAULT, "dim"),
    line=Look("ansi_bright_black"),
    accent=Look(DEFAULT, "bold"),
    on_accent=Look(DEFAULT, "bold reverse"),
    late=Look("ansi_bright_red"),
    soon=Look("ansi_yellow"),
    unknown=Look("ansi_cyan"),
    done=Look("ansi_green"),
)
NONE = msgspec.structs.replace(
    SIXTEEN,
    line=Look(DEFAULT),
    late=Look(DEFAULT, "bold"),
    soon=Look(DEFAULT),
    unknown=Look(DEFAULT),
    done=Look(DEFAULT),
)

SCHEMES: Mapping[str, Scheme] = {
    "dark": DARK,
    "light": LIGHT,
    "high-contrast": HIGH_CONTRAST,
    "16-colours": SIXTEEN,
    "none": NONE,
}
