"""What a key does, in the only room beside `tui/cli` that commits, undoes and redoes."""

from tui.commands import (
    ahead,
    app,
    budget,
    cannot_pay,
    handing_over,
    hiding,
    looking_back,
    merging,
    messages,
    orders,
    payoff,
    precautions,
    repaying,
    setting_up,
    statements,
    view,
)
from tui.commands.command import Command

COMMANDS: tuple[Command, ...] = (
    *repaying.COMMANDS,
    *setting_up.COMMANDS,
    *cannot_pay.COMMANDS,
    *statements.COMMANDS,
    *messages.COMMANDS,
    *orders.COMMANDS,
    *view.COMMANDS,
    *ahead.COMMANDS,
    *budget.COMMANDS,
    *payoff.COMMANDS,
    *looking_back.COMMANDS,
    *precautions.COMMANDS,
    *handing_over.COMMANDS,
    *hiding.COMMANDS,
    *merging.COMMANDS,
    *app.COMMANDS,
)
"""All commands, in the order of help and key bar."""
