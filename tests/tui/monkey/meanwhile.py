"""What another process does to the ledger: commands of the shell, on a store of their own."""

import io
from collections.abc import Callable, Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout, suppress

import pytest

from models.bills.derive import derive
from models.ledger.ledger import Ledger
from models.store import Store
from models.values.message import Problem
from models.values.money import plain
from tests.tui.monkey.acts import Meanwhile
from tui.cli.main import run
from tui.run.session import Session

Arguments = Sequence[str]
METHOD = ("--method", "other", "--other", "别处")
ORDER = (
    *("order", "add", "--past", "unpaid", "--another", "--title", "别处录的 NUMBER", "--channel", "huabei"),
    *("--principal", "1200", "--periods", "12", "--amount-per-period", "105", "--bought-at", "2026-11-01"),
)


def _nth(found: Sequence[str], number: int) -> str:
    return found[number % len(found)] if found else "none"


def _order(*command: str) -> Callable[[Session, Ledger, int], Arguments]:
    """A command for one of the orders, which is named where the command says `ORDER`, or for a `NUMBER`."""

    def arguments(_session: Session, ledger: Ledger, number: int) -> Arguments:
        named = {"ORDER": _nth(list(ledger.orders), number)}
        return [named.get(each, each.replace("NUMBER", str(number))) for each in command]

    return arguments


def _bill(*command: str) -> Callable[[Session, Ledger, int], Arguments]:
    """A command for one of the open bills, as `BILL`, perhaps with what is owed on it, as `OWED`."""

    def arguments(session: Session, ledger: Ledger, number: int) -> Arguments:
        found = {each.id: each for each in derive(ledger, session.catalogue).bills.values() if each.outstanding}
        ident = _nth(list(found), number)
        owed = plain(found[ident].outstanding) if ident in found else "1"
        return [{"BILL": ident, "OWED": owed}.get(each, each) for each in command]

    return arguments


def _backup(_session: Session, _ledger: Ledger, number: int) -> Arguments:
    return ["restore", str(1 + number % 5)]


COMMANDS: Mapping[str, Callable[[Session, Ledger, int], Arguments]] = {
    "adds an order": _order(*ORDER),
    "renames an order": _order("order", "set", "ORDER", "--title", "[b]别处改的[/]"),
    "deletes an order": _order("order", "delete", "ORDER"),
    "puts an order away": _order("order", "set", "ORDER", "--archived", "true"),
    "returns the goods": _order("refund", "ORDER", "--full"),
    "repays a bill": _bill("record", "BILL", "--amount", "OWED", *METHOD),
    "repays a part": _bill("record", "BILL", "--amount", "0.01", "--way", "part", *METHOD),
    "puts a bill off": _bill("defer", "BILL"),
    "promises": _bill("promise", "BILL", "--on", "2026-12-31"),
    "sees auto-debit": _bill("confirm", "BILL", "--taken"),
    "undoes": _order("undo"),
    "redoes": _order("redo"),
    "restores": _backup,
}
"""By what it does."""


def act(session: Session, done: Meanwhile) -> int:
    """Do it as another process does; the exit code, which may well be that of a refusal."""
    store = Store(session.store.path)
    ledger = Ledger()
    with suppress(Problem):
        ledger = store.load().ledger
    arguments = COMMANDS[done.what](session, ledger, done.number)
    options = ("--db", str(store.path), "--now", session.now().isoformat(), "--lang", session.language.code)
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(_unseen()), redirect_stderr(_unseen()):
        patch.setenv("FENQI_DEBUG", "1")  # what fails is raised
        return run((*options, *arguments, "--yes"))


def _unseen() -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(), "utf-8")
