"""The fields of the order form, and what they come to as the columns of an order."""

import re
from collections.abc import Collection, Mapping
from enum import StrEnum

from models.channels.channel import Catalogue
from models.channels.names import Names, channel_names
from models.exchange.column import Asked
from models.exchange.columns import COLUMNS
from models.exchange.row import RowProblem, read_row
from models.ledger.order import Order
from models.offers.rounding_up import is_to_be_said
from models.offers.terms import RATES, RateMethod
from models.offers.typed_terms import per_cent
from models.plans.plan import Plan, Timing
from models.values.message import Message, Problem, msg
from models.values.text import normalise
from tui.forms.field import Field
from tui.words.name_forms import as_answer


class FeeKind(StrEnum):
    """How an order page says what is charged."""

    AMOUNTS = "amounts"
    FREE = "free"
    FEE_RATE = "fee_rate"
    TOTAL_FEE_RATE = "total_fee_rate"
    EQUAL_INSTALMENT = "equal-instalment"
    EQUAL_PRINCIPAL = "equal-principal"


_OF_THE_FORM: Mapping[str, Asked] = {
    "fee_kind": Asked(
        70,
        msg("kind of fee"),
        msg("left and right choose"),
        (
            (FeeKind.AMOUNTS, msg("amounts as shown")),
            (FeeKind.FREE, msg("interest-free")),
            (FeeKind.FEE_RATE, msg("a rate a period")),
            (FeeKind.TOTAL_FEE_RATE, msg("a rate in all")),
            (FeeKind.EQUAL_INSTALMENT, msg("yearly, equal amounts")),
            (FeeKind.EQUAL_PRINCIPAL, msg("yearly, equal principal")),
        ),
    ),
    "rate": Asked(80, msg("rate"), msg("with its sign, like 0.6%")),
}
"""The fields that are no column: the kind of rate and the rate, of which the columns of rates are made."""

RATED_PRICE = msg("the goods' price, without fees")
"""The hint of the price where it is needed."""
FREE_AMOUNT = msg("where shown; else price/periods")
"""The hint of the amount where it is said that there is no fee."""
UNDATED = msg("as the order's page shows it")
"""The hint of the first due date where no rule gives it."""

_AMOUNTS = ("amount_per_period", "fee_per_period")
_HIDDEN: Mapping[FeeKind, frozenset[str]] = {
    FeeKind.AMOUNTS: frozenset({"rate", "fee_timing", "rounding"}),
    FeeKind.FREE: frozenset({"fee_per_period", "rate", "fee_timing"}),
    FeeKind.FEE_RATE: frozenset(_AMOUNTS),
    FeeKind.TOTAL_FEE_RATE: frozenset(_AMOUNTS),
    FeeKind.EQUAL_INSTALMENT: frozenset({*_AMOUNTS, "fee_timing"}),
    FeeKind.EQUAL_PRINCIPAL: frozenset({*_AMOUNTS, "fee_timing"}),
}
_LISTED = re.compile(r"[;x×*]", re.IGNORECASE)


def hidden(kind: FeeKind) -> frozenset[str]:
    """The fields that do not apply where the fee is given so."""
    return _HIDDEN[kind]


def _asked() -> Mapping[str, Asked]:
    """The fields, in the order in which they stand: what seldom applies comes last, before the note."""
    of_columns = {name: column.asked for name, column in COLUMNS.items() if column.asked}
    return dict(sorted({**of_columns, **_OF_THE_FORM}.items(), key=lambda field: field[1].position))


def fields(channels: Catalogue) -> dict[str, Field]:
    """The fields of the form of an order through one of these channels, in their order."""
    found = {name: Field(each.label, each.hint, each.choices) for name, each in _asked().items()}
    by_name = tuple((each.id, as_answer(each.name, each.short)) for each in channels.values())
    return found | {"channel": found["channel"]._replace(choices=by_name)}


def behind() -> tuple[str, ...]:
    """The fields that stand behind the six, in their order."""
    return tuple(name for name, each in _asked().items() if each.more)


def arrangement(kind: FeeKind, shown: Collection[str]) -> tuple[str, ...]:
    """The fields that apply, in their order: the six, and those behind them that are `shown`."""
    return tuple(
        name for name, each in _asked().items() if name not in hidden(kind) and (not each.more or name in shown)
    )


def filled(texts: Mapping[str, str]) -> frozenset[str]:
    """The fields behind the six in which something stands: typed, or chosen instead of what is usual."""
    usual = {name: each.choices[0][0] for name, each in _asked().items() if each.choices}
    return frozenset(name for name in behind() if texts.get(name, "").strip() not in {"", usual.get(name, "")})


def spared(texts: Mapping[str, str], plan: Plan, held: Catalogue) -> dict[str, str]:
    """The texts of an order of that plan without those that follow from the others: nobody need see or change them."""
    found = dict(texts)
    for name in ("fee_per_period", "remainder", "rounding"):
        tried = {**found, name: ""}
        read = read_row(0, columns_of(tried), channel_names(held), ruled=True)
        if isinstance(read, Order) and read.plan == plan:
            found = tried
    return found


def texts_of(columns: Mapping[str, str | int | bool]) -> dict[str, str]:
    """The columns of an order, as the fields have them."""
    texts = {name: str(value) for name, value in columns.items()}
    rate = next((name for name in RATES if texts[name]), "")
    kind = FeeKind.AMOUNTS if not rate else FeeKind(texts["method"] or rate)
    if kind is FeeKind.FEE_RATE and texts[rate] == "0%" and texts["fee_timing"] == Timing.EACH:
        kind = FeeKind.FREE
        texts["amount_per_period"] = ""  # it follows from the price
    return {**texts, "fee_kind": kind.value, "rate": texts[rate] if rate else ""}


def columns_of(texts: Mapping[str, str]) -> dict[str, str]:
    """What the fields that apply come to, by column."""
    kind = FeeKind(texts["fee_kind"])
    columns = {name: text for name, text in texts.items() if name not in {*hidden(kind), "fee_kind", "rate"}}
    match kind:
        case FeeKind.AMOUNTS:
            if _LISTED.search(normalise(texts["amount_per_period"])):
                columns["remainder"] = ""  # nothing is left over of amounts that are listed
        case FeeKind.FREE if texts["amount_per_period"].strip():
            columns |= {"fee_per_period": "0", "rounding": ""}
            if _LISTED.search(normalise(texts["amount_per_period"])):
                columns["remainder"] = ""
        case FeeKind.FREE:
            columns["fee_rate"] = "0%"
        case FeeKind.FEE_RATE | FeeKind.TOTAL_FEE_RATE:
            columns[kind] = texts["rate"]
        case _:
            columns |= {"annual_rate": texts["rate"], "method": RateMethod(kind.value).value}
    return columns


def order_in(texts: Mapping[str, str], names: Names) -> tuple[Order | tuple[RowProblem, ...], Message | None]:
    """The order that the fields come to, or what is wrong with its columns.

    Where whether it has a fee is to be said first, that, and the order without one.
    """
    columns = columns_of(texts)
    read = read_row(0, columns, names, ruled=True)
    if isinstance(read, Order):
        return read, None
    which = next((each.message for each in read if is_to_be_said(each.message)), None)
    return (read_row(0, {**columns, "fee_per_period": "0"}, names, ruled=True) if which else read), which


def problems_of(texts: Mapping[str, str], problems: tuple[RowProblem, ...]) -> tuple[RowProblem, ...]:
    """The problems of the columns, by field; and where a rate lacks its sign, which only a file may leave out."""
    kind = FeeKind(texts["fee_kind"])
    found = [RowProblem(each.row, _field(each.column, kind), each.message) for each in problems]
    if "rate" not in hidden(kind) and texts["rate"].strip():
        try:
            per_cent(texts["rate"])
        except Problem as problem:
            found = [each for each in found if each.column != "rate"]
            found.append(RowProblem(0, "rate", problem.message))
    return tuple(found)


def _field(column: str, kind: FeeKind) -> str:
    """The field that a column stands in; what is wrong with amounts that are not asked for is the rate's."""
    if column in RATES or (column in _AMOUNTS and column in hidden(kind)):
        return "fee_kind" if kind is FeeKind.FREE else "rate"
    return column


def own_hint(name: str, kind: FeeKind, *, undated: bool) -> Message | None:
    """The hint of a field where it is another than always; `undated`: no rule gives the first due date."""
    others = {
        "amount_per_period": FREE_AMOUNT if kind is FeeKind.FREE else None,
        "principal": RATED_PRICE if kind is not FeeKind.AMOUNTS else None,
        "first_due": UNDATED if undated else None,
    }
    return others.get(name)
