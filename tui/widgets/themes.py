"""fenqi's own colours. On terminals with fewer, and with NO_COLOR, glyphs and words say the same."""

from textual.theme import Theme

THEMES = (
    Theme(
        name="fenqi-dark",
        primary="#ff8a3d",
        secondary="#5fb3b3",
        accent="#7cc4ff",
        warning="#ffd166",
        error="#ff6b6b",
        success="#7fd18c",
        foreground="#e6e6e6",
        background="#14161a",
        surface="#1b1e24",
        panel="#242831",
        dark=True,
        variables={"dim": "#8b919c"},
    ),
    Theme(
        name="fenqi-light",
        primary="#c2500a",
        secondary="#1f7a7a",
        accent="#0b5cad",
        warning="#8a6100",
        error="#b3261e",
        success="#1e7d32",
        foreground="#1a1a1a",
        background="#ffffff",
        surface="#f5f5f5",
        panel="#e8e8e8",
        dark=False,
        variables={"dim": "#666c76"},
    ),
)
