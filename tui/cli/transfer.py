"""Import and export of orders and whole ledgers from the shell."""

from collections.abc import Sequence
from pathlib import Path

import click
from msgspec.structs import replace

from models.actions.opened_again import opened_again
from models.bills.contracts import contracts
from models.bills.derive import derive
from models.channels.effective import channel_of
from models.channels.most_periods import exceeded
from models.exchange.answers import Answers, past_of
from models.exchange.contract import Json
from models.exchange.export import export as exported
from models.exchange.export import not_carried
from models.exchange.format_names import FORMAT_NAMES, WHOLE_NAMES
from models.exchange.formats import FORMATS
from models.exchange.import_plan import ImportPlan, imported, plan_json, with_own_of_new
from models.exchange.journals import JOURNALS
from models.ledger.ledger import Ledger
from models.values.long_numbers import masked
from models.values.message import Message, Problem, msg
from models.values.typed import parse_count
from tui.cli.bill_days import say_bill_days
from tui.cli.given import STANDARD_INPUT, standard_input
from tui.cli.group import Filled
from tui.cli.like_card import like_cards
from tui.cli.noop import N_
from tui.cli.printing import print_json
from tui.cli.writing import EXIT_OPEN, How, Written, asks, carried, writes
from tui.run.importing import found_in, read_file
from tui.run.session import Session
from tui.words.import_preview import left_out, preview
from tui.words.opened_again import opened_again_said
from tui.words.punctuation import listed
from tui.words.tables import TABLE_WORDS
from tui.words.template import template_text


@click.command(
    name="import",
    cls=Filled,
    given={"formats": FORMAT_NAMES},
    help=N_(
        "Import orders from a {formats} file, or a whole ledger into an empty one; previews, then asks. "
        "The file `-` is standard input, which leaves nobody to ask: only `--yes` imports it."
    ),
)
@click.argument("file", type=click.Path(readable=False), required=False)
@click.option("--template", "form", type=click.Choice(list(FORMATS)), help=N_("Print an example file and stop."))
@click.option(
    "--past",
    multiple=True,
    metavar="[ORDER=]repaid|unpaid|N|1,3",
    help=N_(
        "What the periods are that were due before today, where the file does not say it: `repaid` (or `all`), "
        "`unpaid` (or `none`), or which of them are repaid: `N` is the first N, `1,3` or `1-2,4` those with these "
        "numbers, `3-3` the third alone; of all orders, or of the one with that id or number."
    ),
)
@click.option(
    "--another",
    multiple=True,
    metavar="ROW|all",
    help=N_("The order in that row is another one than the order that it is like; else it is left out."),
)
@click.option("--no-card", is_flag=True, help=N_("The order numbers are none of cards, though one looks like it."))
@writes
@click.pass_obj
def import_(
    session: Session,
    file: str | None,
    form: str | None,
    past: Sequence[str],
    another: Sequence[str],
    no_card: bool,
    how: How,
) -> int:
    if form:
        click.echo(template_text(form, session.language).encode(), nl=False)
        return 0
    if not file:
        raise Problem("name the file to import, or print an example with `fenqi import --template csv`")
    language = session.language
    piped = file == STANDARD_INPUT
    name = language.t("standard input") if piped else Path(file).name
    ask = msg("paste the orders as {formats} and end them with `ctrl+d`", formats=FORMAT_NAMES)
    found = found_in(session, name, standard_input(session, ask)) if piped else read_file(session, Path(file))
    answers = Answers(_rows(another), past_of(past, found.plan))
    plan = found.answered(answers)
    for line in preview(session, plan):
        click.echo(masked(line), err=True)
    fields = _json(session, plan)
    if plan.perhaps and not plan.problems and not piped and asks(how):
        words = language.t("Import those, too, which are perhaps the same? Orders: {count}", count=len(plan.perhaps))
        if click.confirm(words, err=True):
            plan = found.answered(replace(answers, another=None))
            fields = _json(session, plan)
    if like_cards(session, how, (each.order_no for each in plan.new), no_card=no_card, piped=piped):
        return EXIT_OPEN
    open_ = EXIT_OPEN if plan.questions or plan.perhaps or plan.older else 0
    if plan.problems or not (plan.new or plan.whole):
        _nothing(plan, name, fields if how.as_json else None)
        return open_
    count = len(plan.new)
    written = carried(
        session,
        how if how.yes or not piped else how._replace(dry_run=True),
        msg("import of {count}", count=count),
        lambda ledger: imported(ledger, plan, session.catalogue),
        lambda before, after: _written(session, fields, before, after),
        question=msg("Import them? Orders: {count}", count=count),
        whole=plan.whole is not None,
    )
    after = plan.whole or with_own_of_new(session.store.load().ledger, plan, session.catalogue)
    say_bill_days(session, plan.new, after)
    if written:
        click.echo(language.t("orders imported: {count}", count=count), err=True)
    return open_


def _nothing(plan: ImportPlan, name: str, fields: Json | None) -> None:
    """End without an import: the JSON, where it is asked for; Problem where the file is to be corrected."""
    if fields is not None:
        print_json(fields)
    if plan.problems:
        raise Problem(
            "nothing was imported; to be corrected in {file}: {count}",
            count=f"{len(plan.problems) + plan.more_problems:,}",
            file=name,
        )


def _json(session: Session, plan: ImportPlan) -> Json:
    """What is imported, and what is to be known of it."""
    after = with_own_of_new(session.store.load().ledger, plan, session.catalogue)
    channels = contracts(after, session.catalogue)
    long = [each.id for each in plan.new if exceeded(each.plan.periods, channel_of(channels, each.account_id))]

    def say(message: Message) -> str:
        return masked(session.language.say(message))  # it may quote what a cell holds

    return {**plan_json(plan, say, left_out(plan, session.language)), "too_many": long, "opened": []}


def _written(session: Session, fields: Json, before: Ledger, after: Ledger) -> Written:
    """The same with the bills that have something on them again, of which nothing was owed."""
    opened = opened_again(before, after, session.catalogue)
    return Written({**fields, "opened": [new.id for _, new in opened]}, opened_again_said(before, after, session))


def _rows(another: Sequence[str]) -> frozenset[int] | None:
    """The rows that are named; None for `all`."""
    if "all" in another:
        return None
    return frozenset(map(parse_count, another))


@click.command(
    cls=Filled,
    given={"whole": WHOLE_NAMES},
    help=N_(
        "Print all orders in one of these formats. Only {whole} has the whole ledger; any other has no repayments: "
        "there `paid_periods` counts the periods from the first on that are settled by now. "
        "`beancount` is a journal for bookkeeping, which is not imported."
    ),
)
@click.argument("form", type=click.Choice([*FORMATS, *JOURNALS]))
@click.pass_obj
def export(session: Session, form: str) -> int:
    ledger = session.load().ledger
    if form in JOURNALS:
        journal = JOURNALS[form](ledger, derive(ledger, session.catalogue), session.language.say)
        click.echo(journal.encode(), nl=False)
        return 0
    text = exported(form, ledger, session.catalogue)
    if lost := not_carried(form, ledger, session.catalogue):
        words = listed(
            (f"{session.language.say(TABLE_WORDS[table])} ({count:,})" for table, count in lost.items()),
            session.language,
        )
        click.echo(
            session.language.t("{format} cannot carry: {what}; `fenqi export json` holds all", format=form, what=words),
            err=True,
        )
    click.echo(text.encode(), nl=False)  # UTF-8 whatever the terminal's encoding
    return 0


COMMANDS: dict[str, click.Command] = {"import": import_, "export": export}
