"""Orders as JSON: `{"schema": 2, "orders": [{…}]}`, with the names of the CSV columns."""

import json
from codecs import BOM_UTF8
from collections import Counter

import msgspec

from models.exchange.columns import COLUMNS, header, too_many
from models.exchange.contract import SCHEMA
from models.exchange.format import Content, Format, text_reader
from models.exchange.row import MAX_ROWS, Names, Reading, RowProblem, read_row, sort_rows, too_many_rows
from models.ledger.order import Order
from models.values.message import Message, Problem, msg
from models.values.nesting import too_deep
from models.values.text import clean, escaped

READ = ("1", str(SCHEMA))
"""The schemas that can be read; those of older versions have only less in them."""

OURS = frozenset({"id", "account_id"})
"""What an order says besides its columns: its id follows from them, and its account is its channel."""


class _Object(dict[str, object]):
    """A JSON object that remembers which of its keys came twice."""

    __slots__ = ("twice",)  # a file may hold millions of them

    def __init__(self, pairs: list[tuple[str, object]]) -> None:
        super().__init__(pairs)
        self.twice: tuple[str, ...] = ()
        if len(self) < len(pairs):
            self.twice = tuple(key for key, count in Counter(key for key, _ in pairs).items() if count > 1)


class _NotANumber(msgspec.Struct, frozen=True):
    """`NaN` or `Infinity`, which Python reads but JSON does not know."""

    text: str


def write_json(content: Content) -> str:
    """The content under its schema, indented, as UTF-8 text."""
    return escaped(json.dumps({"schema": SCHEMA, **content}, ensure_ascii=False, indent=2, allow_nan=False)) + "\n"


def read_json(text: str, names: Names) -> Reading:
    """The orders in a JSON text, and everything that is wrong with it; raises Problem where it is no such file."""
    whole = _parse(text)
    orders = whole.get("orders") if isinstance(whole, _Object) else None
    if not isinstance(whole, _Object) or not isinstance(orders, list):
        raise Problem("the file must be an object that holds a list: {example}", example='{"orders": [{…}]}')
    _check_schema(whole.get("schema"))
    if len(orders) > MAX_ROWS:
        return Reading(problems=(too_many_rows(),))
    faults = (RowProblem(0, clean(key, 40), msg("the key is there twice")) for key in whole.twice)
    rows = ((row, _read(row, order, names)) for row, order in enumerate(orders, 1))
    return sort_rows(rows, faults, _remarks(whole))


def _parse(text: str) -> object:
    """The JSON value, its numbers as the text that stands there: no float ever holds money."""
    try:
        parsed: object = json.loads(
            text, object_pairs_hook=_Object, parse_int=str, parse_float=str, parse_constant=_NotANumber
        )
    except json.JSONDecodeError as error:
        raise Problem(
            "the file is not valid JSON: line {line}, column {column}: {reason}",
            line=error.lineno,
            column=error.colno,
            reason=error.msg,
        ) from None
    except RecursionError:
        raise _nested() from None
    if too_deep(parsed):
        raise _nested()
    return parsed


def _nested() -> Problem:
    return Problem("the file is not a list of orders: its brackets are nested too deep")


def _check_schema(schema: object) -> None:
    if schema is not None and schema not in READ:
        raise Problem(
            "the file has schema {schema}, this fenqi reads {known}; use the fenqi that wrote it",
            schema=clean(str(schema), 40),
            known=", ".join(READ),
        )


def _remarks(whole: _Object) -> tuple[Message, ...]:
    ignored = ", ".join(key for key, value in whole.items() if value and key not in {"schema", "orders"})
    return (msg("only orders are imported; left out: {keys}", keys=clean(ignored, 120)),) if ignored else ()


def _read(row: int, order: object, names: Names) -> Order | tuple[RowProblem, ...]:
    if not isinstance(order, _Object):
        return (RowProblem(row, "", msg("an order is an object, like {example}", example='{"title": …}')),)
    given = {key: value for key, value in order.items() if key not in OURS}
    if excess := too_many(given):
        return (RowProblem(row, "", excess),)
    head = header(given)
    problems = [RowProblem(row, name, fault) for name, fault in head.faults]
    problems += [RowProblem(row, clean(key, 40), msg("the key is there twice")) for key in order.twice]
    cells: dict[str, str] = {}
    for column, value in zip(head.columns, given.values(), strict=True):
        try:
            cells[column] = _cell(column, value) if column else ""
        except Problem as problem:
            problems.append(RowProblem(row, column, problem.message))
    refused = {problem.column for problem in problems}
    result = read_row(row, cells, names)
    if isinstance(result, Order):
        return tuple(problems) or result
    return (*problems, *(problem for problem in result if problem.column not in refused))


def _cell(column: str, value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool) and COLUMNS[column].is_flag:
        return str(value).lower()
    if isinstance(value, _NotANumber):
        raise Problem("{text} is not a number that JSON knows", text=value.text)
    if not isinstance(value, str):
        raise Problem("a text or a number is expected")
    return value


def _starts_like_json(data: bytes) -> bool:
    return data.removeprefix(BOM_UTF8).lstrip().startswith((b"{", b"["))


JSON = Format("json", ("json",), _starts_like_json, text_reader(read_json), write_json, whole=True)
