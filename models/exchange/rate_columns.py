"""The columns of an order that say how its amounts come about: the form asks for a kind of rate and for the rate."""

from models.exchange.column import Asked, Column
from models.exchange.column_names import NAMES
from models.offers.typed_terms import parse_method, parse_remainder, parse_rounding, parse_timing
from models.plans.annual_cost import parse_rate, percent
from models.plans.plan import Timing
from models.plans.split import Remainder, Rounding
from models.values.message import msg

AS_THE_CHANNEL = ("", msg("as the channel has it"))

RATE_COLUMNS = (
    Column(
        "fee_rate",
        NAMES["fee_rate"],
        parse_rate,
        percent,
        examples=("", "", "", "0.6%"),
        help=msg("The fee of a period, in per cent of the price: 0.6%."),
    ),
    Column(
        "total_fee_rate",
        NAMES["total_fee_rate"],
        parse_rate,
        percent,
        help=msg("All fees together, in per cent of the price: 7.2%."),
    ),
    Column(
        "annual_rate",
        NAMES["annual_rate"],
        parse_rate,
        percent,
        help=msg("The annual rate of what is still owed: 13.03%."),
    ),
    Column(
        "method",
        NAMES["method"],
        parse_method,
        str,
        help=msg("How an annual rate is repaid: `equal-instalment` or `equal-principal`."),
    ),
    Column(
        "fee_timing",
        NAMES["fee_timing"],
        parse_timing,
        str,
        asked=Asked(
            85,
            msg("charged"),
            msg("left and right choose"),
            ((Timing.EACH, msg("in each period")), (Timing.FIRST, msg("all in the first period"))),
        ),
        help=msg("When the fee is charged: `each` (period) or `first`."),
    ),
    Column(
        "rounding",
        NAMES["rounding"],
        parse_rounding,
        str,
        asked=Asked(
            150,
            msg("rounding"),
            msg("of a period's share; left and right choose"),
            (
                AS_THE_CHANNEL,
                (Rounding.FLOOR_PARTS, msg("each part down")),
                (Rounding.ROUND_TOTAL, msg("the whole amount")),
                (Rounding.HALF_UP, msg("each part, half up")),
                (Rounding.HALF_EVEN, msg("each part, half to even")),
            ),
        ),
        help=msg("How a period's share is rounded; the account's way unless given."),
    ),
    Column(
        "remainder",
        NAMES["remainder"],
        parse_remainder,
        str,
        asked=Asked(
            160,
            msg("remainder"),
            msg("which period takes what rounding leaves"),
            (
                AS_THE_CHANNEL,
                (Remainder.FIRST, msg("in the first period")),
                (Remainder.LAST, msg("in the last period")),
            ),
        ),
        help=msg("Which period takes what rounding leaves: `first` or `last`."),
    ),
)
