"""What an offer really costs, asked from the shell before anything is bought. Nothing is stored."""

from typing import Any

import click
import msgspec

from models.channels.most_periods import exceeded
from models.exchange.contract_orders import rate_line_json, rates_json
from models.offers.offer import Offer
from models.plans.annual_cost import parse_rate, percent
from models.plans.plan import Timing, fee_known, parts
from models.plans.split import Remainder, Rounding
from models.values.money import plain, yuan
from tui.cli.noop import N_
from tui.cli.offer import Options, misuse, offered
from tui.cli.printing import print_json
from tui.cli.reading import as_json
from tui.run.language import Language
from tui.run.session import Session
from tui.terminal.cells import columns
from tui.words.cost import apart, over_line, rate_said
from tui.words.most_periods import too_many


@click.command(help=N_("What an offer really costs: its schedule, and its fees as an annual rate. Nothing is stored."))
@click.option("--principal", metavar="AMOUNT", help=N_("The price that is paid by instalments."))
@click.option("--periods", metavar="N", help=N_("The number of periods, a month each."))
@click.option("--fee-rate", metavar="RATE", help=N_("The fee of each period on the whole principal, like 0.6%."))
@click.option("--total-fee-rate", metavar="RATE", help=N_("All fees together on the principal, like 7.2%."))
@click.option("--annual-rate", metavar="RATE", help=N_("A year's interest on what is still owed, like 13.03%."))
@click.option("--amounts", metavar="AxN,B", help=N_("The amounts as the order page lists them, like 893.33x11,893.37."))
@click.option(
    "--fees",
    metavar="FxN,G",
    help=N_("How much of each of those amounts is fee; where not given, price and sum say it."),
)
@click.option("--interest-free", is_flag=True, help=N_("No fee at all."))
@click.option(
    "--method",
    type=click.Choice(["equal-instalment", "equal-principal"]),
    help=N_("With an annual rate: equal amounts (the default) or equal principal."),
)
@click.option(
    "--fee-timing",
    type=click.Choice([each.value for each in Timing]),
    help=N_("The fee in each period or all in the first."),
)
@click.option(
    "--rounding", type=click.Choice([each.value for each in Rounding]), help=N_("How a period's share is rounded.")
)
@click.option(
    "--remainder",
    type=click.Choice([each.value for each in Remainder]),
    help=N_("Which period takes what rounding leaves."),
)
@click.option("--channel", metavar="ID", help=N_("The institution, whose rounding and due dates then hold."))
@click.option("--bought", metavar="DATE", help=N_("The day of the purchase; today otherwise."))
@click.option("--first-due", metavar="DATE", help=N_("The first due date, where it is not by the rule."))
@click.option("--upfront-fee", metavar="AMOUNT", help=N_("A fee that is paid at the purchase."))
@as_json
@click.pass_obj
def quote(session: Session, /, as_json: bool, **options: str | bool | None) -> int:
    asked = msgspec.convert(options, Options)
    fault = misuse(asked)
    if fault:
        raise click.UsageError(session.language.say(fault))
    offer = offered(asked, session)
    if as_json:
        print_json(quote_json(offer))
    else:
        for line in _lines(offer, asked, session.language):
            click.echo(line)
    if offer.cost.remark:
        click.echo(session.language.say(offer.cost.remark), err=True)
    return 0


def quote_json(offer: Offer) -> dict[str, Any]:
    """Amounts as text in yuan, principal and fees null where they are not known apart; rates as in `rates_json`."""
    plan, known = offer.plan, fee_known(offer.plan)
    schedule = [
        {
            "number": number,
            "due": due.isoformat(),
            "principal": plain(part.principal) if known else None,
            "fee": plain(part.fee) if known else None,
            "amount": plain(part.amount),
        }
        for number, (part, due) in enumerate(zip(parts(plan), offer.dues, strict=True), 1)
    ]
    return {
        "principal": plain(plan.principal) if known else None,
        "fee_total": plain(offer.fee) if known else None,
        "total": plain(plan.principal + offer.fee),
        "schedule": schedule,
        **rates_json(offer.cost),
        "rate_line": rate_line_json(offer.cost, offer.line),
        "too_many": exceeded(plan.periods, offer.channel) is not None,
    }


def _lines(offer: Offer, asked: Options, language: Language) -> list[str]:
    """The schedule, the sums and the rates; the advertised rate beside the real ones."""
    rows = [
        [str(number), due.isoformat(), *apart(offer.plan, part.principal, part.fee), yuan(part.amount)]
        for number, (part, due) in enumerate(zip(parts(offer.plan), offer.dues, strict=True), 1)
    ]
    t = language.t
    total = yuan(offer.plan.principal + offer.fee)
    sums = t(
        "principal {principal} + fees {fees} = {total}",
        principal=yuan(offer.plan.principal),
        fees=yuan(offer.fee),
        total=total,
    )
    if not fee_known(offer.plan):
        sums = f"{t('total')} {total}"
    head = [t("no."), t("due"), t("principal"), t("fee"), t("amount")]
    return [
        *columns([head, *rows], frozenset({0, 2, 3, 4})),
        sums,
        *_advertised(asked, language),
        *_rates(offer, language),
        *filter(None, (too_many(offer.plan.periods, offer.channel, language),)),
    ]


def _advertised(asked: Options, language: Language) -> list[str]:
    if asked.fee_rate is not None:
        return [language.t("advertised: {rate} a period", rate=percent(parse_rate(asked.fee_rate)))]
    if asked.total_fee_rate is not None:
        return [language.t("advertised: {rate} in all", rate=percent(parse_rate(asked.total_fee_rate)))]
    if asked.annual_rate is not None:
        return [language.t("advertised: {rate} a year", rate=percent(parse_rate(asked.annual_rate)))]
    return []


def _rates(offer: Offer, language: Language) -> list[str]:
    cost = offer.cost
    if cost.simple is None:
        return []
    if cost.simple == 0:
        return [language.t("interest-free")]
    simple = language.t("simple (单利): {rate} a year", rate=rate_said(cost.simple, language))
    monthly = language.t("IRR {rate} a month", rate=rate_said(cost.monthly_irr, language, 4))
    lines = [monthly, simple, language.t("compound: {rate} a year", rate=rate_said(cost.compound, language))]
    if cost.xirr is not None:
        lines.append(language.t("by the real dates: {rate} a year", rate=rate_said(cost.xirr, language)))
    above = over_line(cost, offer.line, language)
    return [*lines, above] if above else lines


COMMANDS: dict[str, click.Command] = {"quote": quote}
