"""What a key does, in the only room beside `tui/cli` that commits, undoes and redoes."""

from tui.commands import app, cannot_pay, orders, repay, view
from tui.commands.command import Command

COMMANDS: tuple[Command, ...] = (
    *repay.COMMANDS,
    *cannot_pay.COMMANDS,
    *orders.COMMANDS,
    *view.COMMANDS,
    *app.COMMANDS,
)
"""All commands, in the order of help and key bar."""
