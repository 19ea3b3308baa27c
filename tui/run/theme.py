"""Which theme a run begins in."""

from tui.run.surface import Colours


def theme_for(asked: str | None, kept: str, colours: Colours) -> str:
    """The theme that was asked for; else the one that is kept, as far as the terminal has the colours for it."""
    if asked is not None:
        return asked
    if colours is Colours.NONE or kept == "none":
        return "none"
    return "16-colours" if colours is Colours.SIXTEEN else kept
