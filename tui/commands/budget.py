"""What comes in and what goes out every month, typed once; each of it can be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.actions.budget import budget_of, restated_budget
from models.ledger.ledger import Ledger
from models.values.message import Problem, msg
from tui.commands.command import Command, Group

if TYPE_CHECKING:
    from tui.commands.host import Host


async def budget(host: Host) -> None:
    """Change the budget."""
    from tui.commands import dialogs
    from tui.commands.commit import commit
    from tui.commands.drafting import Drafting

    draft = Drafting(host, "budget")
    old = budget_of(host.working.ledger)
    new = await dialogs.budget(host, old, draft)
    there = budget_of(host.newest())
    if new is None or new == there:
        draft.drop()
        return
    question = msg("Another terminal has changed the budget meanwhile. Overwrite what it did?")
    if there != old and not await dialogs.confirm(host, question):
        draft.drop()
        return

    def change(ledger: Ledger) -> Ledger:
        if budget_of(ledger) != there:
            raise Problem.of(question)
        return restated_budget(ledger, new)

    if commit(host, msg("set the budget"), change):
        draft.drop()


COMMANDS = (
    Command(
        id="budget",
        keys="B",
        group=Group.VIEW,
        label=msg("income and payday"),
        brief=msg("ahead; income, fixed costs"),
        help=msg(
            "Income, payday and fixed costs, each optional: what is due by then, and what the bills take of the income."
        ),
        run=budget,
    ),
)
