"""The rows of the list: bills under the heads of their sections, and the orders of those that several are on."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum

import msgspec

from models.bills.bill import Bill, days_left
from models.bills.book import Book, OrderRow
from models.bills.overview import HOME_ZONE
from models.bills.schedule import Line
from models.bills.status import Moment, Status, row_status, status
from models.values.dates import A_DAY_ANYWHERE, today
from models.values.money import Fen


class Urgency(StrEnum):
    """What to do with a bill, the most urgent first."""

    OVERDUE = "overdue"
    TO_CONFIRM = "to_confirm"
    SOON = "soon"
    LATER = "later"
    SETTLED = "settled"


class Head(msgspec.Struct, frozen=True):
    """Begins a section: how many bills are in it, and what they come to."""

    section: Urgency
    count: int
    amount: Fen


class Folded(msgspec.Struct, frozen=True):
    """Begins the orders that are settled: how many there are. Enter opens them, and folds them again."""

    count: int
    opened: bool


class BillRow(msgspec.Struct, frozen=True, kw_only=True):
    """A bill, with those of its orders that are listed with it; or an order that is settled, without a bill.

    `count`: how many orders are on the bill, in this list or not. `amount` is what is to be repaid, and where that is
    nothing, what of it was repaid and not yet seen in the app; None where all is settled.
    """

    orders: tuple[OrderRow, ...]
    status: Status
    section: Urgency
    bill: Bill | None = None
    count: int = 1
    amount: Fen | None = None

    @property
    def several(self) -> bool:
        """Whether its orders stand below it, each in a row of its own."""
        return self.count > 1


class OrderPart(msgspec.Struct, frozen=True, kw_only=True):
    """What one order has on a bill that several are on.

    `own`: the bill is the next one of the order. Of one that is not, the order has a row under an earlier bill.
    """

    order: OrderRow
    bill: Bill
    amount: Fen
    own: bool
    last: bool = False


class Beside(msgspec.Struct, frozen=True, kw_only=True):
    """What a bill that several orders are on has besides them."""

    line: Line
    bill: Bill
    last: bool = False


ListRow = Head | Folded | BillRow | OrderPart | Beside


def is_part(row: ListRow) -> bool:
    """Whether it stands below the bill that it is a part of."""
    return isinstance(row, (OrderPart, Beside))


def stands_for(row: ListRow) -> str | None:
    """The order that the cursor selects there, "" for none; None where the cursor passes over."""
    match row:
        case Folded():
            return ""
        case BillRow():
            return row.orders[0].order.id
        case OrderPart() if row.own:
            return row.order.order.id
        case _:
            return None


def arranged(
    orders: Sequence[OrderRow], book: Book, moment: Moment, *, whole: bool, sections: bool, unfolded: bool
) -> tuple[ListRow, ...]:
    """The orders as rows, each bill where its first order stands.

    `whole`: all that is on a bill is listed with it, also where the order is not among these. `sections`: under heads,
    and what is settled folded, unless it is `unfolded` or all that there is.
    """
    if not sections:
        found = list[ListRow]()
        for entry in _entries(orders, moment):
            if entry.several:
                found += _rows(entry, book, whole=whole)
            else:  # most of a large ledger
                found.append(entry)
        return tuple(found)
    entries = list(_entries([row for row in orders if row.bill is not None], moment))
    found = list[ListRow]()
    for section in Urgency:
        if mine := [each for each in entries if each.section is section]:
            found.append(Head(section, len(mine), sum(each.amount or 0 for each in mine)))
            found += [row for entry in mine for row in _rows(entry, book, whole=whole)]
    settled = [row for row in orders if row.bill is None]
    if settled:
        unfolded = unfolded or not found
        found.append(Folded(len(settled), unfolded) if found else Head(Urgency.SETTLED, len(settled), 0))
        found += _entries(settled, moment) if unfolded else ()  # most orders of a large ledger are settled
    return tuple(found)


def _entries(orders: Sequence[OrderRow], moment: Moment) -> Iterator[BillRow]:
    """The bills of the orders, each with those of them that come next on it, as the bill has them."""
    found, by_bill = list[list[OrderRow]](), dict[str, list[OrderRow]]()
    for row in orders:
        mine = by_bill.get(row.bill.id) if row.bill is not None else None
        if mine is not None:
            mine.append(row)
            continue
        found.append([row])
        if row.bill is not None:
            by_bill[row.bill.id] = found[-1]
    # Most bills are due later than any moment that is soon, wherever the institution is: of these no clock is asked.
    far = today(moment.now, HOME_ZONE) + timedelta(days=moment.soon_days + A_DAY_ANYWHERE)
    for mine in found:
        bill = mine[0].bill
        if bill is None:
            yield BillRow(orders=tuple(mine), status=row_status(mine[0], moment), section=Urgency.SETTLED)
            continue
        stands = _status(bill, far, moment)
        numbers = {line.order_id: at for at, line in enumerate(bill.lines)} if len(mine) > 1 else {}
        mine.sort(key=lambda row: numbers.get(row.order.id, len(numbers)))  # it is sorted here
        yield BillRow(
            bill=bill,
            orders=tuple(mine),
            count=len({*(row.order.id for row in mine), *bill.owing}) if len(bill.lines) > 1 else 1,
            amount=bill.outstanding if bill.outstanding > 0 else unseen(bill),
            status=stands,
            section=_section(bill, stands, far, moment),
        )


def _status(bill: Bill, far: date, moment: Moment) -> Status:
    untouched = bill.due > far and not bill.paid and not bill.repayments and bill.outstanding > 0
    return Status.UPCOMING if untouched else status(bill, moment)


def _section(bill: Bill, stands: Status, far: date, moment: Moment) -> Urgency:
    """Where the bill belongs, by how it stands; by its date where that says nothing of the time left."""
    if stands is Status.OVERDUE:
        return Urgency.OVERDUE
    if stands is Status.TO_CONFIRM:
        return Urgency.TO_CONFIRM
    soon = bill.due <= far and days_left(bill, moment.now) <= moment.soon_days
    return Urgency.SOON if soon else Urgency.LATER


def unseen(bill: Bill, order: str = "") -> Fen:
    """What of the bill, or of that order on it, was repaid and not yet seen in the app."""
    return sum(
        line.paid for line in bill.lines if (line.order_id, line.number) in bill.unseen and order in {"", line.order_id}
    )


def _rows(entry: BillRow, book: Book, *, whole: bool) -> list[ListRow]:
    """The bill and, where several orders are on it, what each of them has there, and what it has besides."""
    bill = entry.bill
    if bill is None or not entry.several:
        return [entry]
    own, owed = {row.order.id: row for row in entry.orders}, bill.owing
    idents = dict.fromkeys(line.order_id for line in bill.lines if line.order_id in own or line.order_id in owed)
    parts: list[OrderPart | Beside] = [
        OrderPart(
            order=own.get(ident) or book.row(ident),
            bill=bill,
            amount=owed.get(ident) or unseen(bill, ident),
            own=ident in own,
        )
        for ident in idents
        if ident in own or (whole and ident)
    ]
    if whole:
        parts += [Beside(line=line, bill=bill) for line in bill.lines if line.order is None and line.outstanding]
    return [entry, *parts[:-1], *(msgspec.structs.replace(each, last=True) for each in parts[-1:])]


def found_at(rows: Sequence[ListRow], order: str, *, part: bool) -> int | None:
    """Where the order stands: in a row of its own (`part`) where it has one, or else in the row of its bill."""
    at = (index for index, row in enumerate(rows) if order and _is_about(row, order))
    first = next(at, None)
    return first if first is None or not part else next(at, first)  # below its bill an order has one row


def _is_about(row: ListRow, order: str) -> bool:
    """Whether the order is in that row. It is asked of thousands at once, and most have one order."""
    if isinstance(row, BillRow):
        return row.orders[0].order.id == order or (row.several and any(each.order.id == order for each in row.orders))
    return isinstance(row, OrderPart) and row.own and row.order.order.id == order


def stops(rows: Iterable[ListRow]) -> list[int]:
    """The rows that the cursor may stand on: what `stands_for` says, asked of thousands at once."""
    return [
        index
        for index, row in enumerate(rows)
        if isinstance(row, (BillRow, Folded)) or (isinstance(row, OrderPart) and row.own)
    ]


def nearest(rows: Sequence[ListRow], at: int) -> int:
    """The row next to that one that the cursor may stand on; 0 where there is none."""
    return min(stops(rows), key=lambda index: (abs(index - at), index), default=0)


def numbered(rows: Iterable[ListRow]) -> Mapping[str, int]:
    """Which one each order is in these rows, by its id: 1 for the first."""
    ids = [each.order.id for row in rows if isinstance(row, BillRow) for each in row.orders]
    return dict(zip(ids, range(1, len(ids) + 1), strict=True))
