"""What the environment of a restricted session says is from the other end, as far as `AcceptEnv` lets it in: all of it
but what says how a terminal is drawn on is forgotten before anything is read by it.
"""

import os
from collections.abc import Sequence

OPTION = "--restricted"
HARMLESS = frozenset({"TEXTUAL_DISABLE_KITTY_KEY", "TEXTUAL_COLOR_SYSTEM", "TEXTUAL_FPS"})
"""Textual's variables that only change how it draws and reads keys."""
LOCALE = "LC_"
KEPT = HARMLESS | {
    *("LANG", "TERM", "TERM_PROGRAM", "COLORTERM", "NO_COLOR", "ESCDELAY"),
    *("TMUX", "STY", "ZELLIJ", "NVIM", "VIM_TERMINAL", "INSIDE_EMACS", "NCURSES_NO_UTF8_ACS"),
}
"""What stays, beside what begins with `LOCALE`: it says how a terminal draws, and which programs stand between."""


def forget_environment(arguments: Sequence[str]) -> None:
    """Take all other variables away where the arguments ask for a restricted session. Without HOME it is that of the
    account.

    They are not named: each library has its own, and Python has some that `-I` leaves, of which one has it load a
    module. Where the option stands is not looked at: as the value of another one it takes away no more than settings.
    """
    if OPTION in arguments:
        for name in [each for each in os.environ if each not in KEPT and not each.startswith(LOCALE)]:
            del os.environ[name]
