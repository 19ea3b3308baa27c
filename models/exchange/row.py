"""One row of a file, as text by column, becomes an order, or all that is wrong with it."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Literal, TypeVar

import msgspec

from models.channels.channel import Catalogue, Channel
from models.channels.due import meant_day
from models.channels.rules import Switch
from models.channels.switch import parse_switch
from models.exchange.columns import needed_for
from models.exchange.named import Named
from models.ledger.order import Order, identity
from models.offers.terms import plan_of
from models.offers.typed_terms import PARSERS, terms_of
from models.plans.plan import Plan
from models.values.message import Message, Problem, msg
from models.values.text import MAX_NOTE, MAX_TITLE, clean
from models.values.typed import parse_count, parse_date, parse_flag, parse_local_time

Form = Literal["csv", "json"]
Value = TypeVar("Value")

MAX_ROWS = 200_000
"""Nobody has more orders; a file with more is a slip."""

_ROUNDED_NUMBER = re.compile(r"\d\.\d+E\+\d\d", re.ASCII)


class RowProblem(msgspec.Struct, frozen=True):
    """What is wrong with a row, or with `column` of it unless that is "".

    `row` is the line on which a CSV row starts (the header is line 1), the 1-based index of a JSON order, or 0
    for the file as a whole.
    """

    row: int
    column: str
    message: Message


class Reading(msgspec.Struct, frozen=True):
    """What a file says: its good rows as orders by row, the problems of the others, and remarks.

    `more`: how many problems there are beside those that are named.
    """

    orders: tuple[tuple[int, Order], ...] = ()
    problems: tuple[RowProblem, ...] = ()
    remarks: tuple[Message, ...] = ()
    more: int = 0


Names = Mapping[str, tuple[Channel, ...]]
"""The channels that go by a name."""


def channel_names(catalogue: Catalogue) -> Names:
    """Everything that channels may be called in a file: ids, names and short names in every language."""
    names: dict[str, tuple[Channel, ...]] = {}
    for channel in catalogue.values():
        for name in {*channel.name.values(), *channel.short.values()} - catalogue.keys():
            names[name] = (*names.get(name, ()), channel)
    return names | {ident: (channel,) for ident, channel in catalogue.items()}


class _Cells:
    """Takes a row's values one by one and keeps every problem met, by its column.

    It keeps no exception: with its traceback it would keep the row alive as well.
    """

    def __init__(self, cells: Mapping[str, str]) -> None:
        self._cells = cells
        self._needed = needed_for([column for column, text in cells.items() if text.strip()])
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
        if column in self._needed:
            self.problems.append((column, msg("a value is missing here")))
        return None

    def attempt(self, make: Callable[[], Value]) -> Value | None:
        try:
            return make()
        except Problem as problem:
            self.problems.append((problem.field, problem.message))
            return None


def read_row(row: int, cells: Mapping[str, str], names: Names) -> Order | tuple[RowProblem, ...]:
    """The order in `cells`, text by column; or the problems of all its columns."""
    taken = _Cells(cells)
    order = _order(taken, names)
    if order is None or taken.problems:
        return tuple(RowProblem(row, column, message) for column, message in taken.problems)
    return order


def too_many_rows() -> RowProblem:
    """What is said of a file with more than MAX_ROWS orders, before any of them is looked at."""
    return RowProblem(0, "", msg("there are more than {limit} orders; split the file", limit=f"{MAX_ROWS:,}"))


def sort_rows(
    rows: Iterable[tuple[int, Order | tuple[RowProblem, ...]]],
    faults: Iterable[RowProblem] = (),
    remarks: tuple[Message, ...] = (),
) -> Reading:
    """The good rows and the problems of the others, apart; `faults` of the file as a whole come first."""
    orders: list[tuple[int, Order]] = []
    problems = Named(faults)
    for row, result in rows:
        if isinstance(result, Order):
            orders.append((row, result))
        else:
            problems.add(result)
    return Reading(tuple(orders), problems.first, remarks, problems.more)


def _order(taken: _Cells, names: Names) -> Order | None:
    order_no = taken.take("order_no", _parse_number)
    title = taken.take("title", lambda text: _parse_text(text, MAX_TITLE))
    bought_at = taken.take("bought_at", parse_local_time)
    channel = taken.take("channel", lambda text: _parse_channel(text, names))
    plan = _plan(taken, channel)
    first_due = taken.take("first_due", parse_date)
    note = taken.take("note", lambda text: _parse_text(text, MAX_NOTE))
    paid_periods = taken.take("paid_periods", parse_count)
    due_day = taken.take("due_day", parse_count)
    archived = taken.take("archived", parse_flag)
    auto_debit = taken.take("auto_debit", parse_switch)
    if channel is not None and channel.auto_debit.default is Switch.ALWAYS and auto_debit is Switch.OFF:
        taken.problems.append(
            ("auto_debit", msg("auto-debit of {channel} cannot be switched off", channel=channel.short))
        )
    account = taken.take("account", lambda text: _parse_text(text, MAX_TITLE))
    confirmed_on = taken.take("confirmed_on", parse_date)
    if title is None or bought_at is None or channel is None or plan is None or first_due is None:
        return None
    if due_day is None:
        due_day = meant_day(channel, confirmed_on or bought_at.date(), first_due)
    return taken.attempt(
        lambda: Order(
            id=identity(order_no or "", title, bought_at, channel.id, plan, first_due),
            order_no=order_no or "",
            title=title,
            bought_at=bought_at,
            channel=channel.id,
            plan=plan,
            first_due=first_due,
            note=note or "",
            paid_periods=paid_periods or 0,
            due_day=due_day,
            archived=archived or False,
            auto_debit=auto_debit,
            account=account or "",
            confirmed_on=confirmed_on,
        )
    )


def _plan(taken: _Cells, channel: Channel | None) -> Plan | None:
    before = len(taken.problems)
    values = {column: taken.take(column, parse) for column, parse in PARSERS.items()}
    if len(taken.problems) > before:
        return None
    # Whether the figures agree does not hang on the channel, so they are checked without one, too.
    return taken.attempt(lambda: plan_of(terms_of(values), channel))


def _parse_text(text: str, limit: int) -> str:
    cleaned = clean(text)
    if len(cleaned) > limit:
        raise Problem("the text has {length} characters; at most {limit} fit", length=len(cleaned), limit=limit)
    return cleaned


def _parse_number(text: str) -> str:
    number = _parse_text(text, MAX_TITLE)
    if _ROUNDED_NUMBER.fullmatch(number):
        raise Problem(
            "a spreadsheet has rounded the order number to {number}; make the column text and enter it again",
            number=number,
        )
    return number


def _parse_channel(text: str, names: Names) -> Channel:
    name = clean(text)
    found = names.get(name, ())
    if len(found) == 1:
        return found[0]
    if found:
        raise Problem(
            "{name} may be any of {channels}; give one of these ids",
            name=name,
            channels=", ".join(channel.id for channel in found),
        )
    known = sorted({channel.id for channels in names.values() for channel in channels})
    raise Problem("there is no channel {name}; known are {channels}", name=name[:40], channels=", ".join(known))
