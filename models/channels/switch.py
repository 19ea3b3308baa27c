"""Whether auto-debit is on, as people write it."""

from models.channels.rules import Switch
from models.values.message import Problem
from models.values.text import clean, normalise

_SWITCHES = {"on": Switch.ON, "off": Switch.OFF, "开": Switch.ON, "关": Switch.OFF}


def parse_switch(text: str) -> Switch:
    """`on` or `off`, also as 开 or 关; raises Problem for all else."""
    switch = _SWITCHES.get(normalise(text).casefold())
    if switch is None:
        raise Problem("{text} is neither on nor off", text=clean(text, 40))
    return switch
