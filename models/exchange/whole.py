"""The whole ledger as JSON, a list of records for each of its parts, and back.

Each list has an order that hangs on nothing but its content; that of the orders is the one they were entered in.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import cache, partial
from typing import Any, get_args, get_type_hints

import msgspec

from models.exchange.fields import Fields, read, written
from models.exchange.json_text import Object
from models.exchange.named import Named
from models.exchange.order_record import order_record, read_order
from models.exchange.row import MAX_ROWS, RowProblem
from models.ledger.ledger import Ledger
from models.ledger.order import Order
from models.ledger.record import Record
from models.ledger.repayment import Repayment
from models.values.message import Problem, msg
from models.values.text import clean


def ledger_fields(ledger: Ledger) -> dict[str, list[Fields]]:
    """Every part of the ledger under the name that it has in the user's file."""
    return {table: [_fields(each) for each in _sorted(table, getattr(ledger, table))] for table in tables()}


def _sorted(table: str, records: Mapping[str, Any]) -> Iterable[Any]:
    if table == "orders":
        return records.values()
    if table == "repayments":
        return sorted(records.values(), key=lambda each: (each.paid_at, each.id))
    return [records[ident] for ident in sorted(records)]


def _fields(record: Any) -> Fields:
    if isinstance(record, Order):
        return order_record(record)
    fields = written(record)
    # The account's id, under the name that programs know.
    return {**fields, "channel": record.account_id} if isinstance(record, Repayment) else fields


@cache
def tables() -> dict[str, type[Any]]:
    """The parts of a ledger, and what each is made of."""
    return {name: get_args(hint)[1] for name, hint in get_type_hints(Ledger).items()}


def counts(ledger: Ledger) -> dict[str, int]:
    """How many records there are of each kind that there is."""
    found = {table: len(getattr(ledger, table)) for table in tables()}
    return {table: count for table, count in found.items() if count}


class Whole(msgspec.Struct, frozen=True):
    """A ledger in a file, without what is wrong with the file; `row_of`: in which row of the file each order is."""

    ledger: Ledger
    row_of: Mapping[str, int]
    problems: tuple[RowProblem, ...] = ()
    more: int = 0


def read_whole(whole: Object, read_row: Callable[[int, object], Order | tuple[RowProblem, ...]]) -> Whole:
    """The ledger in a JSON object, as strictly as its own file is read. An order without a plan is read by `read_row`,
    as a person wrote it."""
    problems = Named[RowProblem]()
    problems.add(
        RowProblem(0, clean(name, 40), msg("this part of a ledger is not known"))
        for name in whole
        if name not in tables() and name != "schema"
    )
    found: dict[str, dict[str, Any]] = {}
    row_of: dict[str, int] = {}
    for table, kind in tables().items():
        records = found[table] = dict[str, Any]()
        rows = whole.get(table, [])
        if not isinstance(rows, list) or len(rows) > MAX_ROWS:
            problems.add([RowProblem(0, table, msg("a list of at most {limit} is expected", limit=f"{MAX_ROWS:,}"))])
            continue
        take = partial(_order, kind, read_row=read_row) if table == "orders" else partial(_record, kind)
        for number, row in enumerate(rows, 1):
            try:
                record = take(number, row)
                if isinstance(record, tuple):
                    problems.add(record)
                    continue
                if record.id in records:
                    raise Problem("{record} is there twice", field="id", record=clean(record.id, 80))
            except Problem as problem:
                problems.add([_at(table, number, problem)])
                continue
            records[record.id] = record
            if table == "orders":
                row_of[record.id] = number
    return Whole(msgspec.structs.replace(Ledger(), **found), row_of, problems.first, problems.more)


def _at(table: str, number: int, problem: Problem) -> RowProblem:
    return RowProblem(number, problem.field, problem.message, "" if table == "orders" else table)


def _record(kind: type[Any], _number: int, row: object) -> Any:
    if isinstance(row, Object) and kind is Repayment and "channel" in row:
        account = row.get("account_id") or row["channel"]
        if account != row["channel"]:
            raise Problem("`channel` and `account_id` are two different accounts", field="channel")
        given = Object([(key, each) for key, each in row.items() if key not in {"channel", "account_id"}])
        given["account_id"], given.twice = account, row.twice
        row = given
    record: Record = read(row, kind)
    if not record.id:
        raise Problem("a value is missing here", field="id")
    return record


def _order(
    kind: type[Order], number: int, row: object, read_row: Callable[[int, object], Order | tuple[RowProblem, ...]]
) -> Order | tuple[RowProblem, ...]:
    if isinstance(row, Object) and row.get("plan") is None:
        order, ident = read_row(number, row), row.get("id")
        if isinstance(order, Order) and isinstance(ident, str) and ident:
            return msgspec.structs.replace(order, id=clean(ident, 80))
        return order
    return read_order(row, kind)
