"""Another version of the ledger beside it, which a sync tool made: shown, and merged into it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.actions.merging import Side
from models.store.beside import conflicts
from models.values.message import Problem, msg
from tui.commands import dialogs
from tui.commands.commit import commit, refuse
from tui.run.merging import merging
from tui.words.merging import IN_A_DIALOG, going_said, merging_said, record_said, twins_said

if TYPE_CHECKING:
    from tui.commands.host import Host
    from tui.run.merging import Merging

LEAVE, JOIN, ALL = "leave", "join", "all "


async def merge(host: Host) -> None:
    """Show what merging one of them comes to, ask of each record that both changed, and do what is answered."""
    name = await _which(host)
    if name is None:
        return
    try:
        plan = await _agreed(host, merging(host.session, name), name)
    except Problem as problem:
        refuse(host, problem)
        return
    if plan is None:
        return
    count = plan.made(host.newest()).count
    if commit(host, plan.label(name), plan.change, whole=True):
        host.tell(msg("joined: {count} records changed here; {name} can be deleted", count=count, name=name))


async def _which(host: Host) -> str | None:
    """The name of the version that is merged: where there are several, one is chosen. None where none is."""
    t, names = host.session.language.t, conflicts(host.session.store.path)
    if len(names) < 2:
        return next(iter(names), None)
    answers = {LEAVE: t("join none of them"), **{name: name for name in names}}
    said = (t("other versions of the ledger lie beside it: {count}; they are joined one by one", count=len(names)),)
    chosen = await dialogs.choose(host, said, answers, LEAVE)
    return None if chosen == LEAVE else chosen


async def _agreed(host: Host, plan: Merging, name: str) -> Merging | None:
    """The plan with all that is answered; None where both are left as they are."""
    language, made = host.session.language, plan.made(host.newest())
    said = [language.t("the other version: {name}", name=name), *merging_said(made, plan.other.number, language)]
    if made.open:
        said += [language.t("changed in both, and asked one by one: {count}", count=len(made.open))]
    said += twins_said(made, language, IN_A_DIALOG)
    answers = {LEAVE: language.t("leave both as they are")}
    if made.open or made.count:
        answers |= {JOIN: language.t("join them")}
    if await dialogs.choose(host, said, answers, LEAVE) != JOIN:
        return None
    return await _answered(host, plan)


async def _answered(host: Host, plan: Merging) -> Merging | None:
    """The plan, with whose version counts of each record that both changed; None where that is not said."""
    language, t = host.session.language, host.session.language.t
    while left := plan.made(host.newest()).open:
        said = [
            t("changed in both; left to answer: {count}", count=len(left)),
            *record_said(left[0], language, IN_A_DIALOG),
            *going_said(plan.going_with(left[0], host.newest()), language),
        ]
        answers = {
            LEAVE: t("leave both as they are"),
            Side.MINE: t("mine counts"),
            Side.THEIRS: t("the other version counts"),
        }
        if len(left) > 1:
            answers |= {ALL + Side.MINE: t("mine counts, here and in all that are left")}
            answers |= {ALL + Side.THEIRS: t("the other version counts, here and in all that are left")}
        chosen = await dialogs.choose(host, said, answers, LEAVE)
        if chosen in (None, LEAVE):
            return None
        plan = plan.answered(left[0], Side(chosen.removeprefix(ALL)), rest=chosen.startswith(ALL))
    return plan
