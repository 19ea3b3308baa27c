"""The page of precautions: what is done to one of them there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.actions.precautions import PrecautionAct, acted, rows
from models.bills.contracts import contracts
from tui.commands import dialogs
from tui.commands.app import nothing_to_undo
from tui.commands.commit import commit, not_own, undo
from tui.state.precautions import PrecautionList
from tui.words.precautions import act_label

if TYPE_CHECKING:
    from models.ledger.ledger import Ledger
    from tui.commands.host import Host


def show(host: Host) -> None:
    """Show all precautions."""
    dialogs.precautions(host, _Acts(host))


class _Acts:
    """What the page may have done to the ledger of its host."""

    def __init__(self, host: Host) -> None:
        self._host = host

    def listed(self) -> PrecautionList:
        """All precautions as they are now."""
        ledger, channels = self._host.working.ledger, self._host.working.channels()
        return PrecautionList(rows(ledger, channels, self._host.session.now()), ledger, channels)

    def act(self, ident: str, act: PrecautionAct) -> bool:
        """Do that to one of them."""
        catalogue, now = self._host.session.catalogue, self._host.session.now()

        def change(ledger: Ledger) -> Ledger:
            return acted(ledger, contracts(ledger, catalogue), ident, act, now)

        return commit(self._host, act_label(ident, act), change)

    def take_back(self) -> bool:
        """Undo the last action."""
        why_not = nothing_to_undo(self._host) or not_own(self._host)
        if why_not is not None:
            self._host.tell(why_not, bad=True)
            return False
        undo(self._host)
        return True

    def said(self) -> str:
        """What there is to say of what was done."""
        return self._host.message_shown
