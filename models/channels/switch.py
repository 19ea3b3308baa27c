"""Whether auto-debit is on, as people write it."""

from models.channels.rules import Switch
from models.values.message import Problem
from models.values.text import clean, normalise

_SWITCHES = {
    **{each.value: each for each in (Switch.ON, Switch.OFF, Switch.UNKNOWN)},
    "开": Switch.ON,
    "关": Switch.OFF,
    "不清楚": Switch.UNKNOWN,
}


def parse_switch(text: str) -> Switch:
    """`on`, `off` or `unknown`, also as 开, 关 or 不清楚; raises Problem for all else."""
    switch = _SWITCHES.get(normalise(text).casefold())
    if switch is None:
        raise Problem("{text} is none of {words}", text=clean(text, 40), words="on, off, unknown")
    return switch
