"""A change of what is said of auto-debit, kept: which overdue bills it makes ones to be confirmed, is said."""

from collections.abc import Callable

from models.ledger.ledger import Ledger
from models.values.message import Message
from tui.commands.commit import commit
from tui.commands.host import Host
from tui.words.no_longer_overdue import now_to_confirm


def commit_named(host: Host, label: Message, change: Callable[[Ledger], Ledger]) -> bool:
    """Make the change and keep it, as `commit` does."""
    before = host.working.ledger
    if not commit(host, label, change):
        return False
    said = now_to_confirm(before, host.working.ledger, host.session)
    if said is not None:
        host.tell(said)
    return True
