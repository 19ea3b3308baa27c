"""Keeping the ledger safe from the shell: backup and restore."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import click
import pendulum

from models.actions.masking import MASKED, as_entered, cleared, named_masked, newly_masked
from models.bills.contracts import contracts
from models.channels.channel import Catalogue
from models.channels.effective import channel_of
from models.ledger.ledger import Ledger
from models.ledger.repayment import Repayment
from models.store import files
from models.store.backups import folder_of
from models.store.listing import Backup, unlisted
from models.store.losses import Losses, losses
from models.values import quantity
from models.values.message import Problem, msg
from models.values.money import Fen, yuan
from models.values.text import clean, harmless
from tui.cli.noop import N_
from tui.cli.printing import print_json
from tui.cli.writing import How, Written, agreed, answer_of, nothing_written, say, would_only_show, writes
from tui.run.language import Language
from tui.run.session import Session
from tui.terminal.cells import columns

NAMED = 20
"""Orders or repayments that are named; the rest is counted."""


@click.command(help=N_("Copy the ledger into its backups and print where."))
@writes
@click.pass_obj
def backup(session: Session, how: How) -> int:
    folder = harmless(str(folder_of(session.store.path)))
    session.store.check_keep()
    written = Written({"backup": None}, (session.language.t("a copy would be put into {folder}", folder=folder),))
    if agreed(session, how, written):
        path = harmless(str(session.store.keep(session.now())))
        say(Written({"backup": path}, (path,)), how)
    return 0


@click.command(
    help=N_("Put a backup in the ledger's place: named by its number in the list, its name or its path, or asked for.")
)
@click.argument("which", required=False)
@writes
@click.pass_obj
def restore(session: Session, which: str | None, how: How) -> int:
    language, store = session.language, session.store
    found = store.backups()
    if which is None:
        _check_any(found, store.path)
        for line in columns([_row(session, number, each) for number, each in enumerate(found, 1)], frozenset({0})):
            click.echo(line, err=how.as_json)
        if would_only_show(how):
            nothing_written(session, Written({"backup": None, "lost": None}), how)
            return 0
        which = answer_of(lambda: click.prompt(language.t("Which one?"), err=True))
    chosen = _chosen(found, which)
    loss = losses(store, chosen)
    lost = tuple(_lost(session, loss, next((each for each in found if each.path == chosen), None)))
    written = Written(_restore_json(chosen, loss), lost)
    if newly_masked(loss.backup.ledger, as_entered(loss.backup.ledger, Ledger())):
        click.echo(language.say(MASKED), err=True)
    question = msg("Restore {backup}? The present file is kept as a backup.", backup=chosen.name)
    if not answer_of(lambda: agreed(session, how, written, question)):
        return 0
    if how.yes:
        for line in lost:
            click.echo(line, err=True)
    snapshot = store.restore(chosen, session.now(), cleared)
    for remark in snapshot.remarks:
        click.echo(language.say(remark), err=True)
    click.echo(language.t("restored: {orders}", orders=quantity.orders(len(snapshot.ledger.orders))), err=True)
    if how.as_json:
        print_json(written.fields)
    return 0


def _restore_json(chosen: Path, loss: Losses) -> dict[str, Any]:
    """The backup, and what is lost by it: writes, and the ids of orders and repayments."""
    lost = {
        "writes": loss.writes,
        "orders": [each.id for each in loss.orders],
        "repayments": [each.id for each in loss.repayments],
    }
    return {"backup": harmless(str(chosen)), "lost": lost}


def _row(session: Session, number: int, each: Backup) -> list[str]:
    language, start = session.language, [str(number), _local(session, each.at)]
    if each.fault is not None:  # a long sentence comes last, or it pushes the names of all others away
        return [*start, "—", each.path.stem, language.say(each.fault)]
    return [*start, _holds(session, each.orders, each.repayments, each.repaid), each.path.stem, ""]


def _holds(session: Session, orders: int, repayments: int, repaid: Fen) -> str:
    """`5 orders, 2 repayments: ¥535.91`."""
    t, orders_said, repayments_said = session.language.t, quantity.orders(orders), quantity.repayments(repayments)
    if not repayments:
        return t("{orders}, no repayment yet", orders=orders_said)
    return t("{orders}, {repayments}: {sum}", orders=orders_said, repayments=repayments_said, sum=yuan(repaid))


def _local(session: Session, at: datetime) -> str:
    """The instant as the viewer's clock shows it."""
    return f"{pendulum.instance(at).in_timezone(session.zone):%Y-%m-%d %H:%M:%S} {session.zone}"


def _lost(session: Session, loss: Losses, chosen: Backup | None) -> Iterator[str]:
    """What the restore would take away, in lines."""
    language, kept = session.language, loss.backup
    amounts = [each.amount for each in kept.ledger.repayments.values()]
    holds = _holds(session, len(kept.ledger.orders), len(amounts), sum(amounts))
    if chosen is not None:
        yield language.t("the backup was made on {at}: {holds}", at=_local(session, chosen.at), holds=holds)
    else:
        yield language.t("the backup holds {holds}", holds=holds)
    if kept.undo is not None:
        yield language.t("done last in it: {action}", action=language.say(named_masked(kept.undo)))
    if loss.fault is not None:
        yield language.say(loss.fault)
        if loss.against is None:
            yield language.t("what the present file held is not known")
            return
    if loss.against is not None:
        at = _local(session, loss.against)
        yield language.t("what is lost is counted against the newest good backup, made on {at}", at=at)
    if not (loss.writes or loss.orders or loss.repayments):
        yield language.t("nothing is lost")
        return
    yield language.t("later changes that are lost: {count}", count=loss.writes)
    if loss.orders:
        yield language.t("orders that are lost: {count}", count=len(loss.orders))
        yield from _some(language, [f"  {order.bought_at:%Y-%m-%d}  {clean(order.title)}" for order in loss.orders])
    if loss.repayments:
        yield language.t("repayments that are lost: {count}", count=len(loss.repayments))
        channels = contracts(loss.known, session.catalogue)
        yield from _some(language, [_repaid(session, channels, each) for each in loss.repayments])


def _some(language: Language, lines: list[str]) -> Iterator[str]:
    yield from lines[:NAMED]
    if len(lines) > NAMED:
        yield "  " + language.t("and {count} more", count=len(lines) - NAMED)


def _repaid(session: Session, channels: Catalogue, repayment: Repayment) -> str:
    """`  ¥100.00  Huabei  due 2026-12-10  paid 2026-11-22 14:00:00 Asia/Shanghai`."""
    language = session.language
    name = language.words(channel_of(channels, repayment.account_id).short)
    due = language.t("due {due}", due=repayment.due.isoformat())
    paid = language.t("paid {at}", at=_local(session, repayment.paid_at))
    return f"  {yuan(repayment.amount)}  {name}  {due}  {paid}"


def _check_any(found: Sequence[Backup], path: Path) -> None:
    """Problem where there is no backup, or nobody can see whether there is."""
    wrong = unlisted(path)
    if wrong is not None:
        raise Problem.of(wrong)
    if not found:
        raise Problem("there are no backups of {path} yet", path=str(path))


def _chosen(found: tuple[Backup, ...], which: str) -> Path:
    """The backup that is meant; Problem where there is none."""
    wanted = which.strip()
    if wanted.isdecimal() and 1 <= int(wanted) <= len(found):
        return found[int(wanted) - 1].path
    named = [each.path for each in found if wanted in {each.path.stem, each.path.name}]
    if not named and not files.kind_of(Path(wanted)):
        raise Problem("there is no backup {which}; `fenqi restore` lists them", which=clean(wanted, 80))
    return named[0] if named else Path(wanted)


COMMANDS: dict[str, click.Command] = {"backup": backup, "restore": restore}
