"""Whether auto-debit is on, as people write it."""

from models.channels.rules import Switch
from models.values.typed import choice_of

parse_switch = choice_of(
    (Switch.ON, Switch.OFF, Switch.UNKNOWN), {"开": Switch.ON, "关": Switch.OFF, "不清楚": Switch.UNKNOWN}
)
