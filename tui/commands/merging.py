"""Another version of the ledger beside it, which a sync tool made: shown, and joined to it."""

# ruff: noqa: PLC0415  # what reads it loads when it is asked for

from __future__ import annotations

from typing import TYPE_CHECKING

from models.values.message import Message, Problem, msg
from tui.commands import dialogs
from tui.commands.command import Command, Group
from tui.commands.commit import commit, refuse
from tui.run.restricted import no_merge

if TYPE_CHECKING:
    from tui.commands.host import Host

LEAVE, JOIN = "leave", "join"


def _names(host: Host) -> tuple[str, ...]:
    from models.store.beside import conflicts

    return conflicts(host.session.store.path)


def no_second_version(host: Host) -> Message | None:
    """Why there is nothing to join; None where there is."""
    refused = no_merge(host.session)
    if refused is not None:
        return refused
    return None if _names(host) else msg("no other version of the ledger lies beside it; `fenqi merge` joins any file")


async def merge(host: Host) -> None:
    """Show what joining the first of them comes to, and do what is answered."""
    from models.actions.joining import Side
    from tui.run.joining import joining
    from tui.words.joining import IN_A_DIALOG, joining_said

    t, name = host.session.language, next(iter(_names(host)), "")
    try:
        plan = joining(host.session, name)
    except Problem as problem:
        refuse(host, problem)
        return
    made = plan.made(host.newest())
    said = [t.t("the other version: {name}", name=name), *joining_said(made, plan.other.number, t, IN_A_DIALOG)]
    answers = {LEAVE: t.t("leave both as they are")}
    if made.asked:
        answers |= {Side.MINE: t.t("join them; mine counts where both changed something")}
        answers |= {Side.THEIRS: t.t("join them; the other counts where both changed something")}
    elif made.count:
        answers |= {JOIN: t.t("join them")}
    chosen = await dialogs.choose(host, said, answers, LEAVE)
    if chosen in (None, LEAVE):
        return
    plan = plan._replace(prefer=Side(chosen) if chosen != JOIN else None)
    count = plan.made(host.newest()).count
    if commit(host, msg("merge of {name}", name=name), plan.change, whole=True):
        host.tell(msg("joined: {count} records changed here; {name} can be deleted", count=count, name=name))


COMMANDS = (
    Command(
        id="merge",
        keys="M",
        group=Group.APP,
        label=msg("join another version"),
        brief=msg("hide amounts; join versions"),
        help=msg(
            "Show what joining another version of the ledger, which a sync tool left beside it, comes to; then join it."
        ),
        run=merge,
        why_not=no_second_version,
    ),
)
