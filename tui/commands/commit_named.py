"""A change of orders or of auto-debit, kept: which overdue bills it makes ones to be confirmed, and which bills that
were done with have something on them again, is said."""

from collections.abc import Callable

from models.ledger.ledger import Ledger
from models.values.message import Message
from tui.commands.commit import commit
from tui.commands.host import Host
from tui.words.no_longer_overdue import now_to_confirm
from tui.words.opened_again import gone_along_named, opened_again_named


def commit_named(host: Host, label: Message, change: Callable[[Ledger], Ledger]) -> bool:
    """Make the change and keep it, as `commit` does."""
    before = host.working.ledger
    if not commit(host, label, change):
        return False
    after = host.working.ledger
    for named in (now_to_confirm, gone_along_named, opened_again_named):
        said = named(before, after, host.session)
        if said is not None:
            host.tell(said)
    return True
