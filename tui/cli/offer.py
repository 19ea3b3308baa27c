"""An offer as the options of `fenqi quote` describe it."""

import msgspec

from models.bills.contracts import contracts
from models.bills.overview import HOME_ZONE
from models.channels.channel import Channel
from models.channels.due import first_due
from models.channels.effective import effective
from models.channels.names import channel_names
from models.exchange.row import read_terms
from models.offers.offer import Offer, offer
from models.offers.readings import the_fitting
from models.offers.rounding_up import is_to_be_said
from models.offers.terms import GOES_WITH, plan_of
from models.values.dates import today
from models.values.message import Message, Problem, msg
from models.values.money import parse_amount
from models.values.typed import parse_date
from tui.run.session import Session

KINDS = {
    "fee_rate": "fee_rate",
    "total_fee_rate": "total_fee_rate",
    "annual_rate": "annual_rate",
    "amounts": "amount_per_period",
    "interest_free": "fee_rate",
}
"""The options that say what is charged, of which an offer has exactly one, and the term that each of them gives.

Amounts may be said to be interest-free beside."""

TERMS = ("principal", "periods", "fee_rate", "total_fee_rate", "annual_rate", *GOES_WITH)
"""The options that are terms of the same name."""


_WHICH = msg(
    "{periods} × {amount} is {more} more than the price {price}; say which it is: `--interest-free` if it is only "
    "rounded up (no fee, one period is {odd}), `--fees '{fees}'` if {more} is the fee"
)


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """The options as they were given."""

    principal: str | None
    periods: str | None
    fee_rate: str | None
    total_fee_rate: str | None
    annual_rate: str | None
    amounts: str | None
    fees: str | None
    interest_free: bool
    method: str | None
    fee_timing: str | None
    rounding: str | None
    remainder: str | None
    channel: str | None
    bought: str | None
    first_due: str | None
    upfront_fee: str | None

    def kinds(self) -> list[str]:
        return [kind for kind in KINDS if getattr(self, kind) not in {None, False}]


def misuse(asked: Options) -> Message | None:
    """What is wrong with the options as a whole; None where they make one offer."""
    kinds = asked.kinds()
    if asked.principal is None and "amounts" not in kinds:  # of amounts alone the fee is not known
        return msg("`--principal` is missing: the price that is paid by instalments")
    if len(kinds) != 1 and kinds != ["amounts", "interest_free"]:  # amounts may be said to hold no fee
        return msg("give exactly one of {options}: what is charged", options=", ".join(map(_flag, KINDS)))
    if asked.periods is None and asked.amounts is None:
        return msg("`--periods` is missing: how many there are")
    if asked.fees is not None and kinds != ["amounts"]:
        other = next(kind for kind in reversed(kinds) if kind != "amounts")
        return msg("{option} does not go with {other}", option="--fees", other=_flag(other))
    for option, fitting in GOES_WITH.items():
        if getattr(asked, option) is not None and KINDS[kinds[0]] not in fitting:
            return msg("{option} does not go with {other}", option=_flag(option), other=_flag(kinds[0]))
    return None


def _flag(name: str) -> str:
    return "--" + name.replace("_", "-")


def offered(asked: Options, session: Session) -> Offer:
    """The offer that is asked about; Problem for the first value that is wrong, and where one has to be said."""
    try:
        return _offered(asked, session)
    except Problem as problem:
        if not is_to_be_said(problem.message):
            raise
        raise Problem.of(Message(_WHICH.template, problem.message.params)) from None


def _offered(asked: Options, session: Session) -> Offer:
    channel = _channel(asked.channel, session)
    texts = {name: getattr(asked, name) for name in TERMS}
    if asked.interest_free:
        texts |= {"fee_rate": "0%"} if asked.amounts is None else {"fee_per_period": "0"}
    elif asked.fees is not None:
        texts["fee_per_period"] = asked.fees
    if asked.amounts is not None:
        texts["amount_per_period"] = the_fitting(
            asked.amounts, lambda listed: plan_of(read_terms({**texts, "amount_per_period": listed}), channel)
        )
    terms = read_terms(texts)
    upfront = parse_amount(asked.upfront_fee) if asked.upfront_fee is not None else 0
    bought = parse_date(asked.bought) if asked.bought is not None else None
    first = parse_date(asked.first_due) if asked.first_due is not None else None
    start = bought or today(session.now(), channel.zone if channel else HOME_ZONE)
    made = offer(terms, channel, start, first)
    # Where the channel has no rule for it, a due date of the purchase alone is a guess, and no rate is by it.
    ruled = channel is None or first_due(channel, start) is not None
    real = first is not None or (bought is not None and ruled)
    return msgspec.structs.replace(made, upfront=upfront, start=start if real else None)


def _channel(ident: str | None, session: Session) -> Channel | None:
    if ident is None:
        return None
    ledger = session.store.load().ledger
    return channel_names(contracts(ledger, session.catalogue), effective(session.catalogue, ledger.channels)).named(
        ident
    )
