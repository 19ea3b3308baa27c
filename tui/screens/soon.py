"""What the keys that come first will need: it loads when the first screen stands, a little at a time."""

import gc
from collections.abc import Sequence
from functools import partial
from importlib import import_module
from typing import Any

from textual.screen import Screen

SOON = (
    "tui.commands.repay",
    "tui.state.repaying",
    "tui.state.auto_debit",
    "tui.screens.help",
    "tui.screens.palette",
    "tui.commands.entering",
    "tui.forms.order_form",
)
"""For the checklist of a repayment, help, the palette and a new order, each in some 10 ms."""
PAUSE = 0.05
"""Seconds between two of them, in which keys are handled."""


def load_soon(screen: Screen[Any], names: Sequence[str] = SOON) -> None:
    """Load them while nobody waits. A key that comes before its module has come loads it itself."""
    if not names:
        gc.freeze()  # modules stay: the garbage collector need not visit them
    elif screen.is_running:
        screen.set_timer(PAUSE, partial(_load, screen, names))


def _load(screen: Screen[Any], names: Sequence[str]) -> None:
    import_module(names[0])
    load_soon(screen, names[1:])
