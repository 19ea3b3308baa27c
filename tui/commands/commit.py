"""The one place where a running app writes: every change, undo and redo of it goes through here."""

from collections.abc import Callable

from msgspec.structs import replace

from models.actions.dating import dating
from models.actions.masking import MASKED, masking, named_masked, newly_masked
from models.actions.used_credit import keeping
from models.bills.bill import Bill
from models.ledger.ledger import Ledger, LedgerChange
from models.store import Snapshot, Undoable
from models.values import quantity
from models.values.message import Message, Problem, msg
from tui.commands import dialogs
from tui.commands.host import Host
from tui.words.punctuation import apart


def commit(host: Host, label: Message, change: LedgerChange, *, extra: bool = False, whole: bool = False) -> bool:
    """Make a change and keep it; False, with the reason on screen, where it could not be.

    An `extra` is undone with the action that it belongs to. `whole`: it brings a whole ledger, as it was elsewhere.
    """
    before = host.working.ledger
    if not _kept(host, lambda: _commit(host, label, change, extra=extra, whole=whole)):
        return False
    if newly_masked(before, host.working.ledger):
        host.run_worker(_say_masked(host), group="masked")
    return True


async def _say_masked(host: Host) -> None:
    """Say that a number was masked, behind what is said of the action itself."""
    said = [each for each in (host.message_shown, host.session.language.say(MASKED)) if each]
    host.tell(Message("{said}", {"said": apart(said, host.session.language)}))


def note(host: Host, label: Message, change: LedgerChange) -> None:
    """Keep an extra beside what goes on: what is said on the screen stays."""
    try:
        host.take(_commit(host, label, change, extra=True))
    except Problem as problem:
        refuse(host, problem)


def _commit(host: Host, label: Message, change: LedgerChange, *, extra: bool, whole: bool = False) -> Snapshot:
    session, now = host.session, host.session.now()
    # An extra changes no bill, and before a whole ledger there is none.
    made = change if extra or whole else dating(keeping(change, session.catalogue, now), now)
    return session.store.commit(named_masked(label), masking(made), now, extra=extra)


def commit_bill(host: Host, ident: str, label: Message, change: Callable[[Ledger, Bill], Ledger]) -> bool:
    """Make a change about a bill and show it: the change is given the newest ledger, and the bill as that has it."""
    host.selection = replace(host.selection.onward, bill=ident)
    return commit(host, label, lambda ledger: change(ledger, host.working.bill(ident, ledger)))


def anothers(host: Host) -> Undoable | None:
    """The action that undo would take where this run did not do it, so that it is asked about; None else."""
    found = host.session.store.undoable
    return None if found is None or found.own else found


def anothers_undone(host: Host) -> Undoable | None:
    """The action that redo would take where this run did not undo it, so that it is asked about; None else."""
    found = host.session.store.redoable
    return None if found is None or found.own else found


def not_own(host: Host) -> Message | None:
    """Why undo does not run on a page that asks nothing: what it would take was not done here. None where it runs."""
    return msg("the last action was not done here: u on the list shows it, and asks") if anothers(host) else None


def undo(host: Host) -> None:
    """Undo the last action, and say which."""
    action = host.working.snapshot.undo
    if _kept(host, lambda: host.session.store.undo(host.session.now())) and action:
        host.tell(msg("undone: {action}", action=host.session.language.say(action)))


def redo(host: Host) -> None:
    """Redo what was undone last, and say what."""
    action = host.working.snapshot.redo
    if _kept(host, lambda: host.session.store.redo(host.session.now())) and action:
        host.tell(msg("redone: {action}", action=host.session.language.say(action)))


def refuse(host: Host, problem: Problem, *, once: bool = False) -> None:
    """Say the problem; where it is a damaged file, offer to put back what is known of it. `once`: only once for
    each."""
    host.tell(problem.message, bad=True)
    if host.working.damaged(once=once):
        host.run_worker(_put_back(host), group="damage")


async def _put_back(host: Host) -> None:
    """Put this terminal's copy back where the file is damaged, after asking."""
    if await dialogs.put_back(host) and _kept(host, lambda: host.session.store.put_back(host.session.now())):
        host.tell(msg("the ledger is back: {orders}", orders=quantity.orders(len(host.working.ledger.orders))))


def _kept(host: Host, act: Callable[[], Snapshot]) -> bool:
    """Whether the store could do it; what it holds then is shown, or why it could not."""
    try:
        snapshot = act()
    except Problem as problem:
        refuse(host, problem)
        return False
    host.take(snapshot)
    host.tell(None)
    return True
