"""Orders as JSON: `{"schema": 2, "orders": [{…}]}`, with the names of the CSV columns; and the whole ledger."""

import json
from codecs import BOM_UTF8
from collections.abc import Collection

from msgspec.structs import replace

from models.channels.names import Names
from models.exchange.columns import COLUMNS
from models.exchange.file_row import read_file_row
from models.exchange.format import Content, Format, text_reader
from models.exchange.header import header, too_many
from models.exchange.json_text import NotANumber, Number, Object, parse
from models.exchange.order_record import PLAN, read_order
from models.exchange.own_channels import own_of_ledger, own_of_list
from models.exchange.row import MAX_ROWS, FileRow, Reading, RowProblem, sort_rows, too_many_rows
from models.exchange.schema import SCHEMA
from models.exchange.whole import read_whole, tables
from models.ledger.order import Kind, Order
from models.values.message import Message, Problem, msg
from models.values.text import clean, escaped

READ = ("1", "2")
"""The schemas that are read. A file of schema 1 is a list of orders, whatever else it holds."""

BESIDE = ("id", "account_id", "kind", "of")
"""What an order has in JSON beside its columns. Its id follows from its content."""


def write_json(content: Content) -> str:
    """The content under its schema, indented, as UTF-8 text."""
    return escaped(json.dumps({"schema": SCHEMA, **content}, ensure_ascii=False, indent=2, allow_nan=False)) + "\n"


def read_json(text: str, names: Names) -> Reading:
    """The orders in a JSON text, or the whole ledger, and everything that is wrong with it.

    Raises Problem where it is no such file.
    """
    whole = parse(text)
    orders = whole.get("orders") if isinstance(whole, Object) else None
    if not isinstance(whole, Object) or not isinstance(orders, list):
        raise Problem("the file must be an object that holds a list: {example}", example='{"orders": [{…}]}')
    _check_schema(whole.get("schema"))
    faults = tuple(RowProblem(0, clean(key, 40), msg("the key is there twice")) for key in whole.twice)
    if whole.get("schema") == str(SCHEMA) and whole.keys() & (tables().keys() - {"orders"}):
        found = read_whole(whole, lambda row, order: _read(row, order, names).result)
        rows_there = tuple((found.row_of[order.id], order) for order in found.ledger.orders.values())
        problems = (*faults, *found.problems)
        astray, own = _astray(rows_there, names), own_of_ledger(found.ledger)
        return Reading(rows_there, problems, (), found.more, found.ledger, astray, own=own)
    if len(orders) > MAX_ROWS:
        return Reading(problems=(too_many_rows(),))
    rows = (_read(row, order, names) for row, order in enumerate(orders, 1))
    older = _older(whole)
    own = own_of_list(whole.get("channels"))
    return replace(sort_rows(rows, faults, _remarks(whole, older)), older=older, own=own)


def _older(whole: Object) -> dict[str, int]:
    """How many records it has of each part of a ledger besides the orders."""
    parts = {table: whole.get(table) for table in tables() if table != "orders"}
    return {table: len(records) for table, records in parts.items() if isinstance(records, list) and records}


def _astray(rows: tuple[tuple[int, Order], ...], names: Names) -> tuple[RowProblem, ...]:
    """What is wrong with orders of accounts that are not held."""
    problems = []
    for row, order in rows:
        try:
            _account(order.account_id, "", names)
        except Problem as problem:
            problems.append(RowProblem(row, "account_id", problem.message))
    return tuple(problems)


def _check_schema(schema: object) -> None:
    if schema is not None and schema not in READ:
        raise Problem(
            "the file has schema {schema}, this fenqi reads {known}; use the fenqi that wrote it",
            schema=clean(str(schema), 40),
            known=", ".join(READ),
        )


def _remarks(whole: Object, older: Collection[str]) -> tuple[Message, ...]:
    ignored = ", ".join(key for key, value in whole.items() if value and key not in {"schema", "orders", *older})
    return (msg("only orders are imported; left out: {keys}", keys=clean(ignored, 120)),) if ignored else ()


def _read(row: int, order: object, names: Names) -> FileRow:
    if not isinstance(order, Object):
        fault = msg("an order is an object, like {example}", example='{"title": …}')
        return FileRow(row, (RowProblem(row, "", fault),))
    if order.get(PLAN) is not None:
        return FileRow(row, _exact(row, order, names))
    given = {key: value for key, value in order.items() if key not in BESIDE}
    if excess := too_many(given):
        return FileRow(row, (RowProblem(row, "", excess),))
    head = header(given)
    problems = [RowProblem(row, name, fault) for name, fault in head.faults]
    problems += [RowProblem(row, clean(key, 40), msg("the key is there twice")) for key in order.twice]
    cells: dict[str, str] = {}
    for column, value in zip(head.columns, given.values(), strict=True):
        if not column:
            continue
        try:
            cells[column] = _cell(column, value)
        except Problem as problem:
            problems.append(RowProblem(row, column, problem.message))
    try:
        cells["channel"] = _account(order.get("account_id"), cells.get("channel", ""), names)
        kind, of = _kind(order)
    except Problem as problem:
        return FileRow(row, (*problems, RowProblem(row, problem.field, problem.message)))
    refused = {problem.column for problem in problems}
    read = read_file_row(row, cells, names)
    if not isinstance(read.result, Order):
        return replace(read, result=(*problems, *(each for each in read.result if each.column not in refused)))
    if problems:
        return replace(read, result=tuple(problems))
    return replace(read, result=replace(read.result, kind=kind, of=of)) if kind is Kind.BILL else read


def _exact(row: int, value: Object, names: Names) -> Order | tuple[RowProblem, ...]:
    """An order of a whole ledger among orders alone."""
    try:
        order = read_order(value, tables()["orders"])
        _account(order.account_id, "", names)
    except Problem as problem:
        return (RowProblem(row, problem.field, problem.message),)
    return order


def _kind(order: Object) -> tuple[Kind, str]:
    """What it pays for, and the bill that it began as, if that."""
    kind, of = order.get("kind") or Kind.PURCHASE, order.get("of") or ""
    if kind not in list(Kind):
        raise Problem("`kind` must be one of {known}", field="kind", known=", ".join(Kind))
    if not isinstance(of, str):
        raise Problem("a text is expected", field="of")
    return Kind(str(kind)), clean(of, 80)


def _account(ident: object, channel: str, names: Names) -> str:
    """Which account is meant: that with the id, where there is one, which the channel must go by, too."""
    if ident is None or ident == "":
        return channel
    if not isinstance(ident, str) or isinstance(ident, Number):
        raise Problem("a text is expected", field="account_id")
    if not names.has(ident):
        names.named(ident)  # which says what is wrong with it, unless it is a name
        raise Problem("{account} is not the id of an account", field="account_id", account=clean(ident, 40))
    if channel.strip() and not names.agree(channel, ident):
        raise Problem(
            "`channel` {channel} and `account_id` {account} are not the same account",
            field="channel",
            channel=clean(channel, 40),
            account=ident,
        )
    return ident


def _cell(column: str, value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool) and COLUMNS[column].is_flag:
        return str(value).lower()
    if isinstance(value, NotANumber):
        raise Problem("{text} is not a number that JSON knows", text=value.text)
    if not isinstance(value, str):
        raise Problem("a text or a number is expected")
    return value


def _starts_like_json(data: bytes) -> bool:
    return data.removeprefix(BOM_UTF8).lstrip().startswith((b"{", b"["))


JSON = Format("json", ("json",), _starts_like_json, text_reader(read_json), write_json, whole=True)
