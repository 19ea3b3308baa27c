"""An order as it is typed over one that is there, by column: the same on the screen and in the shell."""

from collections.abc import Collection, Mapping

from msgspec.structs import replace

from models.channels.channel import Catalogue, Channel
from models.channels.effective import channel_of
from models.channels.names import channel_names
from models.exchange.columns import COLUMNS
from models.exchange.record import order_fields
from models.exchange.row import RowProblem, first_by_rule, read_row
from models.ledger.order import Order

BY_RULE = ("bought_at", "channel", "confirmed_on")
"""The columns that the rule for the first due date goes by."""

_FIELDS = {"channel": "account_id"}
"""The fields of an order that are called otherwise than their columns."""


def is_ruled(order: Order, channel: Channel) -> bool:
    """Whether the order's first due date is the one that its account's rule gives, so that nobody need have said it."""
    return first_by_rule(channel, order.bought_at, order.confirmed_on) == order.first_due


def texts(order: Order) -> dict[str, str]:
    """The order's values by column, as they are typed."""
    cells = order_fields(order)
    return {name: str(cells[name]) for name in COLUMNS}


def typed_over(order: Order, given: Mapping[str, str], held: Catalogue) -> Order | tuple[RowProblem, ...]:
    """The order with what was typed over some of its columns; or what is wrong with them.

    What is not given stays, but for a first due date by the rule: it follows where the rule gives another one.
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
    read = read_row(0, cells, channel_names(held), ruled=True)
    if not isinstance(read, Order):
        return read
    made = with_typed(order, order, read, given.keys())
    return replace(made, due_day=read.due_day) if "due_day" in given else made


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
