"""An order with all its fields: the columns that everybody reads, and beside them what it is made of, to the letter.

A due day is written only where it was said, and the plan as it is stored, so that what is read is the same order.
"""

from datetime import datetime
from typing import Any

from models.exchange.column import Cell, parse_numbers
from models.exchange.columns import COLUMNS
from models.exchange.fields import read, written
from models.exchange.json_text import Number, Object
from models.exchange.record import order_fields
from models.ledger.order import Order
from models.values.message import Problem

PLAN = "plan"
"""What only an order has that is written so."""

_TEXTS = frozenset({"title", "order_no", "pay_account", "note", "channel"})


def order_record(order: Order) -> dict[str, Any]:
    """Its columns, null where nothing is known, and the fields that have none."""
    exact = written(order)
    columns: dict[str, Cell | None] = {**order_fields(order), "due_day": order.due_day}
    if order.bought_at.microsecond:
        columns["bought_at"] = exact["bought_at"]
    known = {name: None if cell == "" and name not in _TEXTS else cell for name, cell in columns.items()}
    return {**known, **{name: exact[name] for name in exact if name not in COLUMNS}}


def read_order(value: object, kind: type[Order] = Order) -> Order:
    """The order in a JSON object that has its plan; Problem naming the field that is wrong, or that contradicts it."""
    if not isinstance(value, Object):
        raise Problem("an object is expected")
    own = {name: None if each == "" and name not in _TEXTS else each for name, each in value.items()}
    given = Object([(name, own.pop(name)) for name in kind.__struct_fields__ if name in own])
    given.twice = value.twice
    given["bought_at"] = _moment(given.get("bought_at"))
    rate = given.get("stated_rate")
    if isinstance(rate, str):
        given["stated_rate"] = str(COLUMNS["stated_rate"].parse(rate))
    also = given.get("repaid_also")
    if isinstance(also, str):
        try:
            given["repaid_also"] = [Number(str(number)) for number in parse_numbers(also)]
        except Problem as problem:
            raise problem.about("repaid_also") from None
    order = read(given, kind)
    expected = order_record(order)
    for name, each in own.items():
        if name not in expected:
            raise Problem("this field is not known", field=name[:40])
        if each is not None and str(each) != str(expected[name]):
            raise Problem(
                "{value} does not go with the plan and the account of the order; it must be {expected}",
                field=name,
                value=str(each)[:40],
                expected=str(expected[name]),
            )
    return order


def _moment(value: object) -> object:
    """The time of purchase as a ledger's file has it; anything else as it stands there."""
    try:
        return datetime.fromisoformat(value).isoformat() if isinstance(value, str) else value
    except ValueError:
        return value
