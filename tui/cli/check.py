"""Precautions in the shell: which there are, when each is to be looked at, and that one was."""

from collections.abc import Sequence
from typing import Any

import click
import pendulum

from models.actions.precautions import PrecautionAct, Row, acted, rows
from models.bills.contracts import contracts
from models.channels.channel import Catalogue
from models.exchange.contract import iso
from models.ledger.ledger import Ledger
from models.values.message import Problem
from models.values.text import harmless
from tui.cli.noop import N_
from tui.cli.writing import How, Written, carry_out, say, writes
from tui.run.session import Session
from tui.terminal.cells import columns
from tui.words.precautions import act_label, what, when_said, whose


@click.command(help=N_("Precautions, and when to look at each next; with ID one of them."))
@click.argument("ident", metavar="[ID]", required=False)
@click.option("--done", "looked", is_flag=True, help=N_("You looked at it now."))
@click.option("--off", is_flag=True, help=N_("Do not show it any more; `--on` or `--done` brings it back."))
@click.option("--on", is_flag=True, help=N_("Show it again; when you looked last stays."))
@writes
@click.pass_obj
def check(session: Session, ident: str | None, looked: bool, off: bool, on: bool, how: How) -> int:
    acts = [
        act for act, given in ((PrecautionAct.DONE, looked), (PrecautionAct.OFF, off), (PrecautionAct.ON, on)) if given
    ]
    if len(acts) > 1:
        raise click.UsageError(session.language.t("give one of `--done`, `--off` and `--on`"))
    if acts and ident is None:
        raise click.UsageError(session.language.t("name the precaution; `fenqi check` lists them"))
    if not acts:
        say(_done(session, session.load().ledger, ident), how)
        return 0
    name, (act,) = ident or "", acts

    def change(ledger: Ledger) -> Ledger:
        return acted(ledger, contracts(ledger, session.catalogue), name, act, session.now())

    def done(_: Ledger, after: Ledger) -> Written:
        return _done(session, after, name)

    return carry_out(session, how, act_label(name, act), change, done)


def _done(session: Session, ledger: Ledger, ident: str | None) -> Written:
    channels = contracts(ledger, session.catalogue)
    found = rows(ledger, channels, session.now())
    if ident is not None:
        found = tuple(row for row in found if row.id == ident)
        if not found:
            raise Problem("there is no precaution {id}; `fenqi check` lists them", field="id", id=ident)
    return Written({"checks": [_fields(row) for row in found]}, tuple(_lines(session, found, ledger, channels)))


def _fields(row: Row) -> dict[str, Any]:
    return {
        "id": row.id,
        "account_id": row.account_id or None,
        "last": row.last and iso(pendulum.instance(row.last)),
        "next": row.next and row.next.isoformat(),
        "off": row.off,
    }


def _lines(session: Session, found: Sequence[Row], ledger: Ledger, channels: Catalogue) -> list[str]:
    language = session.language
    table = [
        [
            when_said(row, session.today(), language),
            harmless(row.id),
            whose(row, channels, language),
            what(row, ledger, language),
        ]
        for row in found
    ]
    return columns(table, frozenset())


COMMANDS: dict[str, click.Command] = {"check": check}
