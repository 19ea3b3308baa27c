"""The fields of the order form, and what they come to as the columns of an order."""

import re
from collections.abc import Collection, Mapping
from enum import StrEnum

from msgspec.structs import replace

from models.channels.channel import Catalogue
from models.exchange.column import Asked
from models.exchange.columns import COLUMNS
from models.exchange.row import RowProblem
from models.ledger.order import Order
from models.offers.terms import RATES, RateMethod
from models.offers.typed_terms import per_cent
from models.plans.plan import Timing
from models.values.message import Problem, msg
from models.values.text import normalise
from tui.forms.field import Field, verbatim


class Told(StrEnum):
    """How an order page tells what is charged."""

    SHOWN = "shown"
    FREE = "free"
    FEE_RATE = "fee_rate"
    TOTAL_FEE_RATE = "total_fee_rate"
    EQUAL_INSTALMENT = "equal-instalment"
    EQUAL_PRINCIPAL = "equal-principal"


_OF_THE_FORM: Mapping[str, Asked] = {
    "told": Asked(
        60,
        msg("fee told as"),
        msg("left and right choose"),
        (
            (Told.SHOWN, msg("amounts as shown")),
            (Told.FREE, msg("interest-free")),
            (Told.FEE_RATE, msg("a rate a period")),
            (Told.TOTAL_FEE_RATE, msg("a rate in all")),
            (Told.EQUAL_INSTALMENT, msg("yearly, equal amounts")),
            (Told.EQUAL_PRINCIPAL, msg("yearly, equal principal")),
        ),
    ),
    "rate": Asked(70, msg("rate"), msg("with its sign, like 0.6%")),
}
"""The fields that are no column: the kind of rate and the rate, of which the columns of rates are made."""

RATED_PRICE = msg("the goods' price, without fees")
"""The hint of the price where it is needed, which then stands where the amounts would."""

_SHOWN = ("amount_per_period", "fee_per_period")
_HIDDEN: Mapping[Told, frozenset[str]] = {
    Told.SHOWN: frozenset({"rate", "fee_timing", "rounding"}),
    Told.FREE: frozenset({*_SHOWN, "rate", "fee_timing"}),
    Told.FEE_RATE: frozenset(_SHOWN),
    Told.TOTAL_FEE_RATE: frozenset(_SHOWN),
    Told.EQUAL_INSTALMENT: frozenset({*_SHOWN, "fee_timing"}),
    Told.EQUAL_PRINCIPAL: frozenset({*_SHOWN, "fee_timing"}),
}
_LISTED = re.compile(r"[;x×*]", re.IGNORECASE)


def hidden(told: Told) -> frozenset[str]:
    """The fields that do not apply where the fee is told so."""
    return _HIDDEN[told]


def _asked() -> Mapping[str, Asked]:
    """The fields, in the order in which they stand and are walked: what seldom applies comes last, before the note."""
    of_columns = {name: column.asked for name, column in COLUMNS.items() if column.asked}
    return dict(sorted({**of_columns, **_OF_THE_FORM}.items(), key=lambda field: field[1].place))


def fields(channels: Catalogue) -> dict[str, Field]:
    """The fields of the form of an order through one of these channels, in their order."""
    found = {name: Field(each.label, each.hint, each.choices) for name, each in _asked().items()}
    by_name = tuple((each.id, verbatim(each.name)) for each in channels.values())
    return found | {"channel": found["channel"]._replace(choices=by_name)}


def arrangement(told: Told) -> tuple[str, ...]:
    """The fields that apply, in their order. The price stands beside a rate, which needs it, else where it checks."""
    names = [name for name in _asked() if name not in hidden(told)]
    if told is not Told.SHOWN:
        names.remove("principal")
        names.insert(names.index("first_due"), "principal")
    return tuple(names)


def texts_of(columns: Mapping[str, str | int | bool]) -> dict[str, str]:
    """The columns of an order, as the fields have them."""
    texts = {name: str(value) for name, value in columns.items()}
    rate = next((name for name in RATES if texts[name]), "")
    told = Told.SHOWN if not rate else Told(texts["method"] or rate)
    if told is Told.FEE_RATE and texts[rate] == "0%" and texts["fee_timing"] == Timing.EACH:
        told = Told.FREE
    return {**texts, "told": told.value, "rate": texts[rate] if rate else ""}


def columns_of(texts: Mapping[str, str]) -> dict[str, str]:
    """What the fields that apply come to, by column."""
    told = Told(texts["told"])
    columns = {name: text for name, text in texts.items() if name not in {*hidden(told), "told", "rate"}}
    match told:
        case Told.SHOWN:
            if _LISTED.search(normalise(texts["amount_per_period"])):
                columns["remainder"] = ""  # nothing is left over of amounts that are listed
        case Told.FREE:
            columns["fee_rate"] = "0%"
        case Told.FEE_RATE | Told.TOTAL_FEE_RATE:
            columns[told] = texts["rate"]
        case _:
            columns |= {"annual_rate": texts["rate"], "method": RateMethod(told.value).value}
    return columns


def edited(old: Order, begin: Order, read: Order, typed: Collection[str]) -> Order:
    """The `old` order as the form has it: `begin`, with which the form began, and of what was `read` the fields that
    were typed into or chosen otherwise. What the form does not ask for stays as it is.

    A field that is none of an order's makes its plan. The day that was meant goes on with the first due date.
    """
    own = {name: getattr(read, name) for name in typed if name in begin.__struct_fields__}
    plan = read.plan if len(own) < len(typed) else begin.plan
    day = old.due_day if old.first_due == read.first_due else read.due_day
    return replace(begin, **own, plan=plan, due_day=day)


def problems_of(texts: Mapping[str, str], problems: tuple[RowProblem, ...]) -> tuple[RowProblem, ...]:
    """The problems of the columns, by field; and where a rate lacks its sign, which only a file may leave out."""
    told = Told(texts["told"])
    found = [RowProblem(each.row, _field(each.column, told), each.message) for each in problems]
    if "rate" not in hidden(told) and texts["rate"].strip():
        try:
            per_cent(texts["rate"])
        except Problem as problem:
            found = [each for each in found if each.column != "rate"]
            found.append(RowProblem(0, "rate", problem.message))
    return tuple(found)


def _field(column: str, told: Told) -> str:
    """The field that a column stands in; what is wrong with amounts that are not asked for is the rate's."""
    if column in RATES or (column in _SHOWN and column in hidden(told)):
        return "told" if told is Told.FREE else "rate"
    return column
