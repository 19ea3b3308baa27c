"""What the rules of a channel are called, one by one."""

from models.channels.arrival import Arrival, Takes
from models.channels.rules import Convertible, EarlyRule, Extent, LateBase, LateSince, Mode, Switch
from models.plans.split import Remainder, Rounding
from models.values import quantity
from models.values.message import Message, msg

MODE_WORDS = {
    Mode.STATEMENT: msg("one bill a month (账单制)"),
    Mode.ORDER: msg("each order on its own day (订单制)"),
}
SWITCH_WORDS = {
    Switch.ON: msg("on"),
    Switch.OFF: msg("off"),
    Switch.ALWAYS: msg("always on"),
    Switch.UNKNOWN: msg("not known"),
}
EXTENT_WORDS = {
    Extent.FULL: msg("the whole bill"),
    Extent.MINIMUM: msg("only the minimum"),
    Extent.UNKNOWN: msg("not known"),
}
LATE_WORDS = {
    LateBase.OUTSTANDING: msg("all that is owed, fees included"),
    LateBase.PRINCIPAL: msg("the unpaid principal"),
    LateBase.PRINCIPAL_AND_FEES: msg("what its orders owe, fees included"),
}
LATE_SINCE_WORDS = {
    LateSince.DUE: msg("the due date"),
    LateSince.POSTING: msg("the posting day"),
}
ROUNDING_WORDS = {
    Rounding.FLOOR_PARTS: msg("principal and fee apart, down"),
    Rounding.ROUND_TOTAL: msg("total rounded half up; its fee too"),
    Rounding.HALF_UP: msg("principal and fee apart, half up"),
    Rounding.HALF_EVEN: msg("principal and fee apart, half to even"),
}
REMAINDER_WORDS = {Remainder.FIRST: msg("the first period"), Remainder.LAST: msg("the last period")}
CONVERTIBLE_WORDS = {
    Convertible.ALL: msg("the whole bill"),
    Convertible.OTHER: msg("what is not yet an instalment"),
}
EARLY_WORDS = {
    EarlyRule.NONE_CHARGED: msg("no charge"),
    EarlyRule.REMAINING_FEES: msg("all remaining fees"),
    EarlyRule.NEXT_FEE: msg("the next period's fee"),
    EarlyRule.PERCENT_OF_REST: msg("a percentage of the principal that is not billed"),
    EarlyRule.BY_DAYS: msg("interest for the days so far, less the fees paid"),
    EarlyRule.NEXT_FEE_AND_DAYS: msg("the next period's fee, and interest for the days so far, less the fees paid"),
}


def time_said(arrival: Arrival | None) -> Message:
    """How long a way to pay takes."""
    match arrival:
        case None:
            return msg("not known")
        case Arrival(takes=Takes.AT_ONCE):
            return msg("at once")
        case Arrival(takes=Takes.SAME_DAY, before=before):
            return msg("the same day before {hour}", hour=f"{before:%H:%M}")
        case Arrival(takes=Takes.NEXT_WORKING_DAY):
            return msg("the next working day")
        case _:
            return msg("up to {days}", days=quantity.days(arrival.days))


def switch_said(switch: Switch, *, said: bool) -> Message:
    """Whether auto-debit is on. Off is for the user to say: a channel may have it off only until it is set up."""
    return SWITCH_WORDS[Switch.UNKNOWN if switch is Switch.OFF and not said else switch]
