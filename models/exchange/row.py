"""One row of a file, as text by column, becomes an order, or all that is wrong with it."""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date, datetime
from typing import Any, TypeVar

import msgspec

from models.channels.channel import Channel
from models.channels.due import first_due, meant_day
from models.channels.names import Names
from models.channels.rules import Switch
from models.exchange.columns import COLUMNS, needed_for
from models.exchange.named import Named
from models.exchange.own_channels import OwnChannel
from models.ledger.ledger import Ledger
from models.ledger.order import Order, identity
from models.offers.terms import Terms, plan_of
from models.offers.typed_terms import terms_of
from models.plans.plan import Plan
from models.values.message import Message, Problem, msg

Value = TypeVar("Value")

NO_RULE = msg("the due day is not known here; type the first due date")

MAX_ROWS = 200_000
"""Nobody has more orders; a file with more is a slip."""


class RowProblem(msgspec.Struct, frozen=True):
    """What is wrong with a row, or with `column` of it unless that is "".

    `row` is the line on which a CSV row starts (the header is line 1), the 1-based index of a JSON order, or 0
    for the file as a whole. `table`: the part of a whole ledger that the row is in; "" where it is an order.
    """

    row: int
    column: str
    message: Message
    table: str = ""


class Reading(msgspec.Struct, frozen=True):
    """What a file says: its good rows as orders by row, the problems of the others, and remarks.

    `more`: how many problems there are beside those that are named. `left_out`: the rows that are none of orders, and
    why. `whole`: the ledger, where the file has more of one
    than orders; what is wrong with its orders without the rest of it is `astray`. `older`: how many records of each
    kind a file of an older schema has besides its orders, which alone are taken. `own`: the channels of the user's own
    that are in the file.
    """

    orders: tuple[tuple[int, Order], ...] = ()
    problems: tuple[RowProblem, ...] = ()
    remarks: tuple[Message, ...] = ()
    more: int = 0
    whole: Ledger | None = None
    astray: tuple[RowProblem, ...] = ()
    left_out: tuple[tuple[int, Message], ...] = ()
    older: Mapping[str, int] = {}
    own: tuple[OwnChannel, ...] = ()


class FileRow(msgspec.Struct, frozen=True):
    """What a row of a file comes to: an order, or what is wrong with it, and what is said of it.

    `why` it is left out, where it is none of an order.
    """

    row: int
    result: Order | tuple[RowProblem, ...]
    remarks: tuple[Message, ...] = ()
    why: Message | None = None


class _Cells:
    """Takes a row's values one by one and keeps every problem met, by its column.

    It keeps no exception: with its traceback it would keep the row alive as well.
    """

    def __init__(self, cells: Mapping[str, str], spared: Collection[str]) -> None:
        self._cells = cells
        needed = needed_for([column for column, text in cells.items() if text.strip()])
        self._needed = [column for column in needed if column not in spared]
        self.problems: list[tuple[str, Message]] = []

    def take(self, column: str, parse: Callable[[str], Value]) -> Value | None:
        """The value in `column`; None where it is blank or wrong."""
        text = self._cells.get(column, "")
        if text.strip():
            try:
                return parse(text)
            except Problem as problem:
                self.problems.append((column, problem.message))
                return None
        if self.needs(column):
            self.problems.append((column, msg("a value is missing here")))
        return None

    def needs(self, column: str) -> bool:
        """Whether no order is without that column, as far as what is given says."""
        return column in self._needed

    def attempt(self, make: Callable[[], Value]) -> Value | None:
        try:
            return make()
        except Problem as problem:
            self.problems.append((problem.field, problem.message))
            return None


def read_row(
    row: int, cells: Mapping[str, str], names: Names, *, ruled: bool = False
) -> Order | tuple[RowProblem, ...]:
    """The order in `cells`, text by column; or the problems of all its columns, in the order of the table.

    `ruled`: where the first due date is empty, it is the one that the account's rule gives.
    """
    taken = _Cells(cells, ("first_due",) if ruled else ())
    values = {name: taken.take(name, column.parse) for name, column in COLUMNS.items()}
    order = _order(taken, values, names)
    if order is None or taken.problems:
        positions = {name: index for index, name in enumerate(COLUMNS)}
        problems = sorted(taken.problems, key=lambda each: positions.get(each[0], len(positions)))
        return tuple(RowProblem(row, column, message) for column, message in problems)
    return order


def read_terms(texts: Mapping[str, str | None]) -> Terms:
    """The terms that were given as text, by column; Problem naming the first one that is wrong."""
    values = {}
    for name, text in texts.items():
        if text is not None:
            try:
                values[name] = COLUMNS[name].parse(text)
            except Problem as problem:
                problem.field = name
                raise
    return terms_of(values)


def too_many_rows() -> RowProblem:
    """What is said of a file with more than MAX_ROWS orders, before any of them is read."""
    return RowProblem(0, "", msg("there are more than {limit} orders; split the file", limit=f"{MAX_ROWS:,}"))


def sort_rows(rows: Iterable[FileRow], faults: Iterable[RowProblem] = (), remarks: tuple[Message, ...] = ()) -> Reading:
    """The good rows, the problems of the others and what is left out, apart; what is said of the file comes first."""
    orders: list[tuple[int, Order]] = []
    left_out: list[tuple[int, Message]] = []
    problems, said = Named(faults), list(remarks)
    for each in rows:
        said += each.remarks
        if each.why is not None:
            left_out.append((each.row, each.why))
        elif isinstance(each.result, Order):
            orders.append((each.row, each.result))
        else:
            problems.add(each.result)
    return Reading(tuple(orders), problems.first, tuple(said), problems.more, left_out=tuple(left_out))


def _order(taken: _Cells, values: Mapping[str, Any], names: Names) -> Order | None:
    """The order with these values, by column; None where that cannot be known before others are right."""
    name = values["channel"]
    channel = taken.attempt(lambda: names.named(name)) if name is not None else None
    plan = _plan(taken, values, channel)
    if channel is not None and channel.auto_debit.default is Switch.ALWAYS and values["auto_debit"] is Switch.OFF:
        taken.problems.append(
            ("auto_debit", msg("auto-debit of {channel} cannot be switched off", channel=channel.short))
        )
    if channel is not None and values["bought_at"] is not None and not taken.needs("first_due"):
        values = {**values, "first_due": _first_due(taken, values, channel)}
    given = {name: values[name] for name in Order.__struct_fields__ if values.get(name) is not None}
    if channel is None or plan is None or any(each.needed and values[each.name] is None for each in COLUMNS.values()):
        return None
    bought_at, first_due = given["bought_at"], given["first_due"]
    if "due_day" not in given:
        given["due_day"] = meant_day(channel, given.get("confirmed_on", bought_at.date()), first_due)
    ident = identity(given.get("order_no", ""), given["title"], bought_at, channel.id, plan, first_due)
    return taken.attempt(lambda: Order(**{**given, "id": ident, "account_id": channel.id, "plan": plan}))


def first_by_rule(channel: Channel, bought_at: datetime, confirmed_on: date | None) -> date | None:
    """The first due date of a purchase by the account's rule; None where it has none."""
    return first_due(channel, confirmed_on or bought_at.date())


def _first_due(taken: _Cells, values: Mapping[str, Any], channel: Channel) -> date | None:
    """The first due date as it is given, else by the rule."""
    if values["first_due"] is not None or any(column == "first_due" for column, _ in taken.problems):
        due: date | None = values["first_due"]
        return due
    ruled = first_by_rule(channel, values["bought_at"], values["confirmed_on"])
    if ruled is None:
        taken.problems.append(("first_due", NO_RULE))
    return ruled


def _plan(taken: _Cells, values: Mapping[str, Any], channel: Channel | None) -> Plan | None:
    """The plan that the columns which are terms make together."""
    terms = {name: values[name] for name in Terms.__struct_fields__ if name in values}
    if any(column in terms for column, _ in taken.problems):
        return None
    # Whether the figures agree does not hang on the channel, so they are checked without one, too.
    return taken.attempt(lambda: plan_of(terms_of(terms), channel))
