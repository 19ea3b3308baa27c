"""Precautions in the shell: which there are, when each is to be looked at, and that one was."""

from collections.abc import Sequence
from typing import Any

import click
import pendulum

from models.actions.precautions import Row, look, rows
from models.bills.contracts import contracts
from models.channels.channel import Catalogue
from models.channels.effective import channel_of
from models.exchange.contract import iso
from models.ledger.ledger import Ledger
from models.values.message import Message, Problem, msg
from tui.cli.noop import N_
from tui.cli.writing import Done, How, carry_out, say, writes
from tui.run.session import Session
from tui.terminal.cells import columns


@click.command(help=N_("Precautions, and when to look at each next; with ID one of them."))
@click.argument("ident", metavar="[ID]", required=False)
@click.option("--done", "looked", is_flag=True, help=N_("You looked at it now."))
@click.option("--off", is_flag=True, help=N_("Do not show it any more; `--done` brings it back."))
@writes
@click.pass_obj
def check(session: Session, ident: str | None, looked: bool, off: bool, how: How) -> int:
    if looked and off:
        raise click.UsageError(session.language.t("give `--done` or `--off`, not both"))
    if (looked or off) and ident is None:
        raise click.UsageError(session.language.t("name the precaution; `fenqi check` lists them"))
    if not looked and not off:
        say(_done(session, session.load().ledger, ident), how)
        return 0
    name = ident or ""

    def change(ledger: Ledger) -> Ledger:
        return look(ledger, contracts(ledger, session.catalogue), name, session.now(), off=off)

    def done(_: Ledger, after: Ledger) -> Done:
        return _done(session, after, name)

    return carry_out(session, how, _label(name, off=off), change, done)


def _label(ident: str, *, off: bool) -> Message:
    return msg("precaution {id} is off", id=ident) if off else msg("precaution {id} was looked at", id=ident)


def _done(session: Session, ledger: Ledger, ident: str | None) -> Done:
    channels = contracts(ledger, session.catalogue)
    found = rows(ledger, channels, session.now())
    if ident is not None:
        found = tuple(row for row in found if row.id == ident)
        if not found:
            raise Problem("there is no precaution {id}; `fenqi check` lists them", field="id", id=ident)
    return Done({"checks": [_fields(row) for row in found]}, tuple(_lines(session, found, channels)))


def _fields(row: Row) -> dict[str, Any]:
    return {
        "id": row.id,
        "account_id": row.account_id or None,
        "last": row.last and iso(pendulum.instance(row.last)),
        "next": row.next and row.next.isoformat(),
        "off": row.off,
    }


def _lines(session: Session, found: Sequence[Row], channels: Catalogue) -> list[str]:
    language = session.language
    table = [
        [
            language.t("not shown") if row.off else row.next.isoformat() if row.next else "—",
            row.id,
            language.words(channel_of(channels, row.account_id).short) if row.account_id else "",
            language.say(row.check.words),
        ]
        for row in found
    ]
    return columns(table, frozenset())


COMMANDS: dict[str, click.Command] = {"check": check}
