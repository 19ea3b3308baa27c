"""Everything that a key does. Only commands commit."""

from tui.commands import app, look, orders, repay
from tui.commands.command import Command

COMMANDS: tuple[Command, ...] = (*repay.COMMANDS, *orders.COMMANDS, *look.COMMANDS, *app.COMMANDS)
"""All commands, in the order of help and key bar."""
