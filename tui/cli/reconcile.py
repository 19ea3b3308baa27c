"""`fenqi reconcile`: a statement of an institution or a payment app beside the ledger."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from models.actions.finding import Reconciled, Sureness
from models.actions.reconcile import findings
from models.actions.what_is_new import not_asked
from models.bills.contracts import contracts
from models.exchange.findings import reconciled_json
from models.exchange.statement_ways import EVERYWHERE
from models.ledger.ledger import Ledger
from models.ledger.statement import Statement
from models.values.long_numbers import masked
from models.values.message import Problem, msg
from tui.cli.given import STANDARD_INPUT, standard_input
from tui.cli.group import Filled
from tui.cli.noop import N_
from tui.cli.paying import answers_like
from tui.cli.writing import EXIT_OPEN, How, Written, asks, carried, say, writes
from tui.run.given_file import file_bytes
from tui.run.session import Session
from tui.words.findings import answers as answers_said
from tui.words.findings import finding_said, head, left_out, order_command, unread
from tui.words.punctuation import listed
from tui.words.statement_saved import figure_kept, label, question

EXIT_ALARM = 20
"""Something is wrong for certain, or looks so: it is looked at first."""
_NAMED = 6
"""Keys that a refusal names."""


@click.command(
    cls=Filled,
    given={"where": EVERYWHERE},
    help=N_(
        "Lay a statement beside the ledger: repayments that are not on record, what differs, what is missing. `--yes` "
        "takes what is sure; all else is answered. The file `-` is standard input. Where the files are: {where}"
    ),
)
@click.argument("file", type=click.Path(readable=False))
@click.option("--answer", "answers", multiple=True, metavar="KEY=CHOICE", help=N_("Answer what is asked."))
@writes
@click.pass_obj
def reconcile(session: Session, /, file: str, answers: Sequence[str], how: How) -> int:
    from models.exchange.statement.read import MAX_BYTES, read_statement  # only this command reads one

    said = answers_like(answers, msg("write an answer like `69bf42c129ce=leave`"), session.language)
    piped, now = file == STANDARD_INPUT, session.now()
    ask = msg("paste the statement and end it with `ctrl+d`")
    data = standard_input(session, ask, MAX_BYTES) if piped else file_bytes(Path(file), MAX_BYTES)
    statement = read_statement(data, now, "" if piped else Path(file).name)
    _check_read(statement, session)
    plans = _Plans(session, statement, said, now)
    plan = plans.of(session.load().ledger)
    _check_asked(plan, plans, session)
    needless = plans.needless(plan)
    if plan.ledger == session.load().ledger:
        say(_written_out(plan, session, now, 0, needless, how), how)
        return _exit(plan, written=True)
    written = carried(
        session,
        how if how.yes or not piped else how._replace(dry_run=True),
        label(plan),
        lambda ledger: plans.of(ledger).ledger,
        lambda before, after: _done(plans.of(before), after, session, now, needless, how),
        question=question(plan),
    )
    return _exit(plan, written=written)


def _check_read(statement: Statement, session: Session) -> None:
    """Name the first rows, and stop, where none of them can be read."""
    if statement.is_unreadable:
        for each in unread(statement, session.language):
            click.echo(masked(each), err=True)
        raise Problem("no row of this statement can be read; nothing was changed")


class _Plans:
    """The statement beside each ledger that it is laid beside: what is shown, then what is written, mostly the same."""

    def __init__(self, session: Session, statement: Statement, said: Mapping[str, str], now: datetime) -> None:
        self._session, self._statement, self._said, self._now = session, statement, said, now
        self._made: list[tuple[Ledger, Reconciled]] = []

    def of(self, ledger: Ledger) -> Reconciled:
        """What it comes to beside that ledger; made once for ledgers that are alike."""
        made = next((plan for before, plan in self._made if before == ledger), None)
        if made is None:
            made = self._with(ledger, self._said)
            self._made.append((ledger, made))
        return made

    def asked(self) -> list[str]:
        """The keys of what is asked where nothing is answered."""
        return [each.key for each in self._unanswered().findings if each.asks]

    def needless(self, plan: Reconciled) -> tuple[str, ...]:
        """The keys of answers that change nothing: what they answer is not asked, or was answered before."""
        return not_asked(plan, self._unanswered)

    def _unanswered(self) -> Reconciled:
        return self._with(self._session.load().ledger, {})

    def _with(self, ledger: Ledger, said: Mapping[str, str]) -> Reconciled:
        return findings(ledger, self._session.catalogue, self._statement, said, self._now)


def _check_asked(plan: Reconciled, plans: _Plans, session: Session) -> None:
    """Stop at an answer to nothing that is there: whoever gave it believes that it did something."""
    wrong, language = sorted(plan.nameless), session.language
    if not wrong:
        return
    asked = plans.asked()
    if not asked:
        raise click.UsageError(language.t("nothing is asked under {key}, nor is anything else", key=wrong[0]))
    keys = listed((*asked[:_NAMED], *(["…"] if asked[_NAMED:] else [])), language)
    raise click.UsageError(language.t("nothing is asked under {key}; asked is: {keys}", key=wrong[0], keys=keys))


def _done(
    plan: Reconciled, after: Ledger, session: Session, now: datetime, needless: tuple[str, ...], how: How
) -> Written:
    committed = plan.taken if session.store.load().ledger == after else 0
    return _written_out(plan, session, now, committed, needless, how)


def _written_out(
    plan: Reconciled, session: Session, now: datetime, committed: int, needless: tuple[str, ...], how: How
) -> Written:
    """The JSON or the sentences, whichever is read; both where somebody is asked and JSON comes then.

    `needless`: keys of the answers to nothing.
    """
    fields, read = dict[str, Any](), asks(how) or not how.as_json
    if how.as_json:
        data = reconciled_json(plan, contracts(plan.ledger, session.catalogue), session.language.say, now, committed)
        fields = {**data, "not_asked": list(needless)}
    return Written(fields, tuple(_sentences(plan, session, needless)) if read else ())


def _sentences(plan: Reconciled, session: Session, needless: tuple[str, ...]) -> Iterator[str]:
    """The findings, trouble first, and under each that is asked its answers."""
    language = session.language
    yield head(plan, session)
    for each in plan.findings:
        if each.known or each.concerns_nothing:
            continue
        yield finding_said(each, session, plan)
        if each.level is not Sureness.SURE and not each.chosen:
            answered = answers_said(each, session, plan)
            yield from (f"    --answer {each.key}={ident}  {words}" for ident, words in answered)
            yield from (f"    {order_command(offer)}" for offer in each.offers)
    if kept := figure_kept(plan):
        yield language.say(kept)
    if known := sum(each.known for each in plan.findings):
        yield language.t("read before: {count}", count=known)
    if elsewhere := sum(each.concerns_nothing for each in plan.findings):
        yield language.t("about no order that is here: {count}", count=elsewhere)
    if needless:
        yield language.t("not asked, so the answer changes nothing: {keys}", keys=listed(needless, language))
    yield from left_out(plan, session)


def _exit(plan: Reconciled, *, written: bool) -> int:
    """What is left after it: an alarm, something to answer or to record, or nothing."""
    if plan.alarm:
        return EXIT_ALARM
    return EXIT_OPEN if plan.asks or (plan.records and not written) else 0


COMMANDS: dict[str, click.Command] = {"reconcile": reconcile}
