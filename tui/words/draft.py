"""That a form shows a draft, in sentences."""

from collections.abc import Mapping
from datetime import datetime

import pendulum

from models.values.message import Message, msg
from tui.words.clock_time import clock_time


def draft_time(at: datetime, zone: str) -> str:
    """When it was kept, by the viewer's clock."""
    return f"{pendulum.instance(at).in_timezone(zone):%Y-%m-%d %H:%M}"


def kept_words(at: datetime, now: datetime, zone: str) -> Message:
    """Since when the draft is kept, by the viewer's clock; with the day where that is another."""
    return msg("draft kept {time}", time=clock_time(at, now, zone))


def draft_words(at: str, overtaken: Mapping[str, str]) -> Message:
    """That it is a draft, and what the ledger has by now in fields, by their labels, that it would overwrite."""
    if not overtaken:
        return msg("draft of {at}, not saved yet", at=at)
    return msg(
        "draft of {at}, not saved yet; saving it replaces what was changed meanwhile: {fields}",
        at=at,
        fields=", ".join(f"{label} {value or '—'}" for label, value in overtaken.items()),
    )
