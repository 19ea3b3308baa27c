"""Nothing is bought in the future: a purchase is dated on the shop's day of today, or before."""

from datetime import date

from msgspec.structs import replace

from models.exchange.named import Named
from models.exchange.row import Reading, RowProblem
from models.ledger.order import Order
from models.values.message import Problem


def check_bought(order: Order, day: date, before: Order | None = None) -> Order:
    """The order; Problem where it is bought, or entered, after `day`. What is as it was `before` is not looked at."""
    if (before is None or before.bought_at != order.bought_at) and order.bought_at.date() > day:
        bought = order.bought_at.date().isoformat()
        raise Problem("the purchase on {bought} is in the future", field="bought_at", bought=bought)
    entered = order.entered_on
    if entered is not None and entered > day and (before is None or before.entered_on != entered):
        raise Problem("{day} is in the future", field="entered_on", day=entered.isoformat())
    return order


def bought_by(reading: Reading, day: date) -> Reading:
    """The reading with a problem for each order that is bought after `day`."""
    problems, orders = Named(reading.problems, reading.more), []
    for row, order in reading.orders:
        try:
            orders.append((row, check_bought(order, day)))
        except Problem as problem:
            problems.add([RowProblem(row, problem.field, problem.message)])
    if len(orders) == len(reading.orders):
        return reading
    return replace(reading, orders=tuple(orders), problems=problems.first, more=problems.more)
