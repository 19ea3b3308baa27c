"""The themes, to choose from by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.values.message import Problem, msg
from tui.run.session import config_path

if TYPE_CHECKING:
    from tui.commands.host import Host

THEME_WORDS = {
    "dark": msg("theme: dark"),
    "light": msg("theme: light"),
    "high-contrast": msg("theme: high contrast"),
    "16-colours": msg("theme: the terminal's 16 colours"),
    "none": msg("theme: no colours"),
}
NOT_KEPT = msg("the theme is for this run only: a restricted session writes no settings")


def choose_theme(host: Host, name: str) -> None:
    """Show everything in that theme, and begin in it the next time; a restricted session writes no file of settings."""
    host.app.theme = name
    if host.session.restricted:
        host.tell(NOT_KEPT)
        return
    from tui.run.keeping import keep_theme

    try:
        keep_theme(config_path(), name)
    except Problem as problem:
        reason = host.session.language.say(problem.message)
        host.tell(msg("the theme is for this run only: {reason}", reason=reason), bad=True)
    else:
        host.tell(THEME_WORDS[name])
