"""Whether an order is there already, however it is spelt, or is perhaps one that is there."""

from collections.abc import Iterable

from models.ledger.order import Kind, Order
from models.plans.plan import parts
from models.values.identity import key_of


class KnownOrders:
    """Orders by what identifies them. An order keeps its id when it is edited, so its content counts as well."""

    def __init__(self, orders: Iterable[Order] = ()) -> None:
        self._by_id: dict[str, Order] = {}
        self._by_number: dict[str, Order] = {}
        self._by_content: dict[tuple[object, ...], Order] = {}
        self._alike: dict[tuple[object, ...], dict[str, Order]] = {}
        for order in orders:
            self.add(order)

    def add(self, order: Order) -> None:
        """Know that one, too."""
        self._by_id[order.id] = order
        number = key_of(order.order_no)
        if number:
            self._by_number.setdefault(number, order)
        else:
            self._by_content.setdefault(_content(order), order)
        if order.kind is Kind.PURCHASE:
            self._alike.setdefault((bool(number), *_likeness(order)), {}).setdefault(key_of(order.title), order)

    def numbered(self, number: str) -> Order | None:
        """The order with that number, in any spelling; None for a blank one."""
        return self._by_number.get(key_of(number))

    def same(self, order: Order) -> Order | None:
        """The order that is the same purchase: by its number, by its id, or without a number by all that it says."""
        if key_of(order.order_no):
            return self.numbered(order.order_no) or self._by_id.get(order.id)
        return self._by_id.get(order.id) or self._by_content.get(_content(order))

    def perhaps(self, order: Order) -> Order | None:
        """One that may be the same purchase, though its title, time or number is another or is missing.

        Two numbers that differ are two purchases. Of several, the one with the same title, or the first.
        """
        likeness, title = _likeness(order), key_of(order.title)
        numbered = (False,) if key_of(order.order_no) else (False, True)
        alike = [self._alike.get((each, *likeness), {}) for each in numbered]
        same = (each[title] for each in alike if title in each)
        return next(same, None) or next((first for each in alike for first in each.values()), None)


def figures(order: Order) -> tuple[tuple[int, int], ...]:
    """Principal and fee of every period, wherever the remainder is: that is the channel's, not the order's."""
    return tuple(sorted((part.principal, part.fee) for part in parts(order.plan)))


def _content(order: Order) -> tuple[object, ...]:
    """What identifies an order without a number."""
    return (key_of(order.title), order.bought_at, order.account_id, figures(order), order.first_due)


def _likeness(order: Order) -> tuple[object, ...]:
    """Account, first due date, the periods' amounts and the day of the purchase."""
    amounts = tuple(sorted(part.amount for part in parts(order.plan)))
    return (order.account_id, order.first_due, order.bought_at.date(), amounts)
