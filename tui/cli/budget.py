"""Income, payday and fixed costs: read and said in the shell."""

import click

from models.actions.budget import budget_of, set_budget
from models.ledger.ledger import Ledger
from models.values.message import msg
from models.values.money import Fen, parse_amount, plain, yuan
from models.values.typed import parse_count
from tui.cli.noop import N_
from tui.cli.writing import Done, How, carry_out, say, writes
from tui.run.session import Session


@click.command(help=N_("A month's income, payday and fixed costs; without options it says what is known."))
@click.option("--income", metavar="AMOUNT", help=N_("What comes in every month."))
@click.option("--payday", metavar="N", help=N_("The day of the month on which it comes."))
@click.option("--fixed", metavar="AMOUNT", help=N_("What goes out every month besides instalments."))
@writes
@click.pass_obj
def budget(session: Session, income: str | None, payday: str | None, fixed: str | None, how: How) -> int:
    given = {
        "income": None if income is None else parse_amount(income),
        "payday": None if payday is None else parse_count(payday),
        "fixed": None if fixed is None else parse_amount(fixed),
    }

    def done(_: Ledger, after: Ledger) -> Done:
        return _done(session, after)

    if all(each is None for each in given.values()):
        say(_done(session, session.load().ledger), how)
        return 0
    return carry_out(session, how, msg("set the budget"), lambda ledger: set_budget(ledger, **given), done)


def _done(session: Session, ledger: Ledger) -> Done:
    found, t = budget_of(ledger), session.language.t
    unknown = t("not known")
    fields = {"income": _plain(found.income), "payday": found.payday, "fixed": _plain(found.fixed)}
    sentences = (
        t("income a month: {amount}", amount=unknown if found.income is None else yuan(found.income)),
        t("payday: {day}", day=found.payday or unknown),
        t("fixed costs a month: {amount}", amount=unknown if found.fixed is None else yuan(found.fixed)),
    )
    return Done(fields, sentences)


def _plain(amount: Fen | None) -> str | None:
    return None if amount is None else plain(amount)


COMMANDS: dict[str, click.Command] = {"budget": budget}
