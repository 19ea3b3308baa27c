"""The ways in which a page gives the fee of a plan that is compared before buying."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from models.offers.terms import RateMethod
from models.offers.typed_terms import parse_amounts, per_cent
from models.plans.plan import Timing
from models.values.message import Message, msg
from models.values.money import parse_amount


class StatedFee(NamedTuple):
    """A way in which a page gives the fee: its label, its words beside the figure, and the terms that it comes to."""

    label: Message
    stated: Message
    term: str
    read: Callable[[str], object]
    more: Mapping[str, object] = {}


RATE_IN_ALL = "total_fee_rate"
"""The kind of the fees that the catalogue knows."""
KINDS = {
    RATE_IN_ALL: StatedFee(msg("% in all"), msg("{rate} in all"), "total_fee_rate", per_cent),
    "fee_rate": StatedFee(msg("% a period"), msg("{rate} a period"), "fee_rate", per_cent),
    "total_fee": StatedFee(msg("total fee ¥"), msg("¥{rate}"), "total_fee", parse_amount),
    "first": StatedFee(
        msg("% at first"), msg("{rate} at first"), "total_fee_rate", per_cent, {"fee_timing": Timing.FIRST}
    ),
    "equal-instalment": StatedFee(
        msg("% a year ="), msg("{rate} a year"), "annual_rate", per_cent, {"method": RateMethod.EQUAL_INSTALMENT}
    ),
    "equal-principal": StatedFee(
        msg("% a year ↓"), msg("{rate} a year"), "annual_rate", per_cent, {"method": RateMethod.EQUAL_PRINCIPAL}
    ),
    "amounts": StatedFee(msg("¥ a period"), msg("as shown"), "amount_per_period", parse_amounts),
}
EXPLAINED = {
    "first": msg("% at first: all of the fee is in the first period"),
    "equal-instalment": msg("% a year =: 等额本息, the same amount in every period"),
    "equal-principal": msg("% a year ↓: 等额本金, the same principal in every period, so the amounts fall"),
    "amounts": msg("¥ a period: the amounts as the page shows them: 893.33 or 893.33x11;893.37"),
}
"""What the shorter labels mean, said while the keyboard is on a plan with one of them."""
