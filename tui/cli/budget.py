"""Income, payday and fixed costs: read, said and taken back in the shell."""

from collections.abc import Callable, Mapping
from typing import Any

import click

from models.actions.budget import budget_of, set_budget
from models.bills.derive import derive
from models.bills.proportion import proportion
from models.ledger.ledger import Ledger
from models.values.message import msg
from models.values.money import parse_amount, plain_or_none, yuan
from models.values.typed import parse_count
from tui.cli.noop import N_
from tui.cli.writing import How, Written, carry_out, say, writes
from tui.run.session import Session
from tui.words.proportion import sentences


@click.command(help=N_("A month's income, payday and fixed costs, all optional; without options, what is known."))
@click.option("--income", metavar="AMOUNT", help=N_("What comes in every month."))
@click.option("--payday", metavar="N", help=N_("The day of the month on which it comes."))
@click.option("--fixed", metavar="AMOUNT", help=N_("What goes out every month besides instalments."))
@click.option("--fixed-day", metavar="N", help=N_("The day of the month on which that goes out."))
@click.option("--pay-account", metavar="TEXT", help=N_("The account on which it comes and from which you pay by hand."))
@click.option("--no-income", is_flag=True, help=N_("The income is not known any more."))
@click.option("--no-payday", is_flag=True, help=N_("The payday is not known any more."))
@click.option("--no-fixed", is_flag=True, help=N_("The fixed costs are not known any more."))
@click.option("--no-fixed-day", is_flag=True, help=N_("The day of the fixed costs is not known any more."))
@click.option("--no-pay-account", is_flag=True, help=N_("The account of the pay is not known any more."))
@writes
@click.pass_obj
def budget(session: Session, /, how: How, **options: Any) -> int:
    given = {name: _read(name, options[name]) for name in READ}
    unset = _unset(session, given, options)

    def done(_: Ledger, after: Ledger) -> Written:
        return _done(session, after)

    if not unset and all(each is None for each in given.values()):
        say(_done(session, session.load().ledger), how)
        return 0
    return carry_out(session, how, msg("set the budget"), lambda of: set_budget(of, **given, unset=unset), done)


READ: Mapping[str, Callable[[str], Any]] = {
    "income": parse_amount,
    "payday": parse_count,
    "fixed": parse_amount,
    "fixed_day": parse_count,
    "pay_account": str,
}
"""What each option says."""


def _read(name: str, text: str | None) -> Any:
    return None if text is None else READ[name](text)


def _unset(session: Session, given: Mapping[str, Any], dropped: Mapping[str, Any]) -> tuple[str, ...]:
    """What is not known any more."""
    names = tuple(name for name in given if dropped[f"no_{name}"])
    for name in names:
        if given[name] is not None:
            said = msg("give `--{name}` or `--no-{name}`, not both", name=name.replace("_", "-"))
            raise click.UsageError(session.language.say(said))
    return names


def _done(session: Session, ledger: Ledger) -> Written:
    found, t = budget_of(ledger), session.language.t
    beside = proportion(derive(ledger, session.catalogue), found, session.now())
    unknown = t("not known")
    fields = {
        "income": plain_or_none(found.income),
        "payday": found.payday,
        "fixed": plain_or_none(found.fixed),
        "fixed_day": found.fixed_day,
        "pay_account": found.pay_account or None,
    }
    more = (
        *([t("they go out on day {day}", day=found.fixed_day)] if found.fixed_day else []),
        *([t("the pay comes on {account}", account=found.pay_account)] if found.pay_account else []),
    )
    known_now = (
        t("income a month: {amount}", amount=unknown if found.income is None else yuan(found.income)),
        t("payday: {day}", day=found.payday or unknown),
        t("fixed costs a month: {amount}", amount=unknown if found.fixed is None else yuan(found.fixed)),
        *more,
    )
    follows = sentences(beside, session.language) if beside.known else []
    return Written(fields, (*known_now, *(said for said, _ in follows)))


COMMANDS: dict[str, click.Command] = {"budget": budget}
