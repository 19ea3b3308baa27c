"""The fields of the order form, and what they come to as the columns of an order."""

import re
from collections.abc import Mapping
from enum import StrEnum

from models.channels.channel import Catalogue
from models.channels.rules import Switch
from models.exchange.row import RowProblem
from models.offers.terms import RATES, RateMethod
from models.offers.typed_terms import per_cent
from models.plans.plan import Timing
from models.plans.split import Remainder, Rounding
from models.values.message import Message, Problem, msg
from models.values.text import normalise
from tui.run.language import Tongue


class Told(StrEnum):
    """How an order page tells what is charged."""

    SHOWN = "shown"
    FREE = "free"
    FEE_RATE = "fee_rate"
    TOTAL_FEE_RATE = "total_fee_rate"
    EQUAL_INSTALMENT = "equal-instalment"
    EQUAL_PRINCIPAL = "equal-principal"


FIELDS = {
    "title": (msg("title"), msg("what was bought")),
    "order_no": (msg("order number"), msg("of the order page, or empty")),
    "bought_at": (msg("bought at"), msg("2026-11-11 or 2026-11-11 20:03")),
    "channel": (msg("channel"), msg("who lends and is repaid; left and right choose")),
    "periods": (msg("periods"), msg("3, 6, 12 …")),
    "told": (msg("fee told as"), msg("left and right choose")),
    "rate": (msg("rate"), msg("with its sign, like 0.6%")),
    "fee_timing": (msg("charged"), msg("left and right choose")),
    "amount_per_period": (msg("amount a period"), msg("of one period, with its fee")),
    "fee_per_period": (msg("of which fee"), msg("where shown; 0: interest-free")),
    "first_due": (msg("first due"), msg("empty: by the channel's rule")),
    "paid_periods": (msg("repaid already"), msg("how many periods, or empty")),
    "principal": (msg("price"), msg("where shown; checks the amounts")),
    "auto_debit": (msg("auto-debit"), msg("of this order; left and right choose")),
    "account": (msg("its account"), msg("a name, at most four digits")),
    "rounding": (msg("rounding"), msg("of a period's share; left and right choose")),
    "remainder": (msg("remainder"), msg("which period takes what rounding leaves")),
    "confirmed_on": (msg("confirmed on"), msg("if the cycle counts from it")),
    "note": (msg("note"), msg("may stay empty")),
}
"""Label and hint, in the order in which they stand and are walked: what seldom applies comes last, before the note."""

RATED_PRICE = msg("the goods' price, without fees")
"""The hint of the price where it is needed, which then stands where the amounts would."""

AS_THE_CHANNEL = ("", msg("as the channel has it"))
CHOICES: Mapping[str, tuple[tuple[str, Message], ...]] = {
    "told": (
        (Told.SHOWN, msg("amounts as shown")),
        (Told.FREE, msg("interest-free")),
        (Told.FEE_RATE, msg("a rate a period")),
        (Told.TOTAL_FEE_RATE, msg("a rate in all")),
        (Told.EQUAL_INSTALMENT, msg("yearly, equal amounts")),
        (Told.EQUAL_PRINCIPAL, msg("yearly, equal principal")),
    ),
    "fee_timing": ((Timing.EACH, msg("in each period")), (Timing.FIRST, msg("all in the first period"))),
    "auto_debit": (AS_THE_CHANNEL, (Switch.ON, msg("on")), (Switch.OFF, msg("off"))),
    "rounding": (
        AS_THE_CHANNEL,
        (Rounding.FLOOR_PARTS, msg("each part down")),
        (Rounding.ROUND_TOTAL, msg("the whole amount")),
        (Rounding.HALF_UP, msg("each part, half up")),
        (Rounding.HALF_EVEN, msg("each part, half to even")),
    ),
    "remainder": (
        AS_THE_CHANNEL,
        (Remainder.FIRST, msg("in the first period")),
        (Remainder.LAST, msg("in the last period")),
    ),
}
"""Keys and words of the fields that choose."""

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


def choices(name: str, channels: Catalogue, tongue: Tongue) -> list[tuple[str, str]]:
    """The keys and words of a field that chooses; none of one that is typed into."""
    if name == "channel":
        return [(each.id, tongue.words(each.name)) for each in channels.values()]
    return [(key, tongue.say(words)) for key, words in CHOICES.get(name, ())]


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
