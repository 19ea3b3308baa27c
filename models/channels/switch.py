"""Whether auto-debit is on, as people write it."""

from models.channels.rules import Switch
from models.values.typed import choice_of

parse_switch = choice_of(
    (Switch.ON, Switch.OFF, Switch.UNKNOWN),
    {
        "已开启": Switch.ON,
        "开": Switch.ON,
        "未开启": Switch.OFF,
        "关": Switch.OFF,
        "不清楚": Switch.UNKNOWN,
    },
)
