"""An order as it is typed over one that is there, by column: the same on the screen and in the shell."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date

from msgspec.structs import replace

from models.channels.channel import Catalogue, Channel
from models.channels.effective import channel_of
from models.channels.names import channel_names
from models.exchange.columns import COLUMNS
from models.exchange.record import order_fields
from models.exchange.row import RowProblem, first_by_rule, read_row
from models.ledger.order import Order
from models.offers.terms import GOES_WITH, RATES, Terms
from models.plans.plan import EqualAmounts, Listed, Plan
from models.values.message import Problem
from models.values.spoken_date import spelt_out, spelt_out_from
from models.values.typed import parse_local_time

BY_RULE = ("bought_at", "channel", "confirmed_on")
"""The columns that the rule for the first due date goes by."""

_PAST = ("bought_at", "confirmed_on")

_FIELDS = {"channel": "account_id"}
"""The fields of an order that are called otherwise than their columns."""


def as_said(cells: Mapping[str, str], day: date, old: Order | None = None) -> dict[str, str]:
    """The cells, typed over the `old` order where there is one, with the dates that somebody typed on `day` spelt out.

    `昨天` and `11-11` lie behind that day; the first due date lies ahead of the purchase.
    """
    found = dict(cells)
    for name in _PAST:
        if name in found:
            found[name] = spelt_out(found[name], day)
    if "first_due" in found:
        try:
            bought = parse_local_time(found.get("bought_at", "")).date()
        except Problem:
            bought = old.bought_at.date() if old else day
        found["first_due"] = spelt_out_from(found["first_due"], bought)
    return found


def is_ruled(order: Order, channel: Channel) -> bool:
    """Whether the order's first due date is the one that its account's rule gives, so that nobody need have said it."""
    return first_by_rule(channel, order.bought_at, order.confirmed_on) == order.first_due


def texts(order: Order) -> dict[str, str]:
    """The order's values by column, as they are typed."""
    cells = order_fields(order)
    return {name: str(cells[name]) for name in COLUMNS}


def typed_over(order: Order, given: Mapping[str, str], held: Catalogue) -> Order | tuple[RowProblem, ...]:
    """The order with what was typed over some of its columns; or what is wrong with them.

    What is not given stays, but for what follows from the rest: a first due date by the rule, and of the plan what need
    not have been typed, see `_giving_way`.
    """
    # An order whose channel is lost keeps it until another is chosen.
    held = {**held, order.account_id: channel_of(held, order.account_id)}
    cells = {**texts(order), **given}
    if "first_due" not in given and given.keys() & {*BY_RULE} and is_ruled(order, held[order.account_id]):
        cells["first_due"] = ""
    if ";" in given.get("amount_per_period", "") and "remainder" not in given:
        cells["remainder"] = ""  # nothing is left over of amounts that are listed
    if "due_day" not in given and cells["first_due"] != texts(order)["first_due"]:
        cells["due_day"] = ""
    names, wrong = channel_names(held), list[tuple[RowProblem, ...]]()
    for each in _giving_way(_fitting(cells, given), given, order.plan):
        read = read_row(0, each, names, ruled=True)
        if isinstance(read, Order):
            break
        wrong.append(read)
    else:
        return wrong[-1] if len(wrong) == 1 else wrong[1]  # what is wrong without all that may give way
    made = with_typed(order, order, read, given.keys())
    return replace(made, due_day=read.due_day) if "due_day" in given else made


def _fitting(cells: Mapping[str, str], given: Mapping[str, str]) -> dict[str, str]:
    """The cells without the columns of another way to say the plan than the one that is given."""
    fitting, rates = dict(cells), [name for name in RATES if given.get(name, "").strip()]
    if rates:
        others = [name for name in RATES if name not in given and fitting[name]]
        fitting |= dict.fromkeys([*others, "rounding"] if others and "rounding" not in given else others, "")
    for name, beside in GOES_WITH.items():
        if name not in given and not any(fitting[each].strip() for each in beside):
            fitting[name] = ""
    return fitting


def _giving_way(cells: Mapping[str, str], given: Mapping[str, str], old: Plan) -> Iterator[Mapping[str, str]]:
    """The cells, then without what may have been derived and what is given may contradict.

    First the fee gives way, which price and amounts make, and beside a rate the amounts, which it makes. Else the
    price does, where it is just what the amounts leave beside their fees, so that nobody need have typed it.
    """
    yield cells
    if not given.keys() & {*Terms.__struct_fields__}:
        return
    rated = any(cells[name].strip() for name in RATES)
    free = {"fee_per_period", *(("amount_per_period",) if rated else ())} - given.keys()
    if free:
        yield {**cells, **dict.fromkeys(free, "")}
    amounts = given.keys() & {"amount_per_period", "fee_per_period"}
    if amounts and "principal" not in given and not rated and _price_follows(old):
        yield {**cells, "principal": ""}


def _price_follows(plan: Plan) -> bool:
    """Whether the price is what the amounts leave beside their fees."""
    if isinstance(plan, EqualAmounts):
        return plan.principal == plan.periods * (plan.amount - plan.fee)
    return isinstance(plan, Listed)


def with_typed(old: Order, begin: Order, read: Order, typed: Collection[str]) -> Order:
    """The `old` order as `begin`, but for the columns that were `typed`: those are as they were `read`.

    What is no field of an order makes its plan. The first due date is as it was read in any case, since it may follow
    from the others; the day that was meant goes on with it.
    """
    names = {_FIELDS.get(name, name) for name in typed}
    own = {name: getattr(read, name) for name in names if name in begin.__struct_fields__}
    plan = begin.plan if names <= own.keys() else read.plan
    day = old.due_day if old.first_due == read.first_due else read.due_day
    return replace(begin, **{**own, "plan": plan, "first_due": read.first_due, "due_day": day})
