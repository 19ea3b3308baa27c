"""Statements of institutions and payment apps beside the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.values.message import Problem, msg
from tui.commands import dialogs
from tui.commands.commit import commit, refuse
from tui.commands.entering import add

if TYPE_CHECKING:
    from collections.abc import Mapping

    from models.actions.finding import OrderOffer, Reconciled
    from models.ledger.ledger import Ledger
    from models.ledger.statement import Statement
    from tui.commands.host import Host


class _Acts:
    """What the page of a statement may have done."""

    def __init__(self, host: Host) -> None:
        self._host = host

    def found(self, statement: Statement, answers: Mapping[str, str]) -> Reconciled:
        """The statement beside the newest ledger, with these answers."""
        from models.actions.reconcile import findings

        host = self._host
        return findings(host.newest(), host.session.catalogue, statement, answers, host.session.now())

    async def enter(self, offer: OrderOffer) -> None:
        """Enter the order that the statement shows."""
        from tui.state.statement_page import offer_texts

        await add(self._host, offer_texts(offer))


async def reconcile(host: Host) -> None:
    """Lay a statement beside the ledger, and keep what is sure and what was answered: one action, one undo."""
    from models.actions.reconcile import reconciled
    from tui.words.statement_saved import label

    acts = _Acts(host)
    given = await dialogs.statement(host, acts)
    if given is None:
        return
    session, now = host.session, host.session.now()

    def change(ledger: Ledger) -> Ledger:
        return reconciled(ledger, session.catalogue, given.statement, given.answers, now)

    try:
        words = label(acts.found(given.statement, given.answers))
    except Problem as problem:  # another terminal did something else meanwhile
        refuse(host, problem)
        return
    if commit(host, words, change):
        host.tell(msg("{what}; u undoes it", what=session.language.say(words)))
