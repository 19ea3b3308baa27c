"""That a form shows a draft, in sentences."""

from collections.abc import Mapping
from datetime import datetime

from models.values.message import Message, msg
from tui.run.viewers_clock import by_viewer_today


def kept_words(at: datetime, now: datetime, zone: str) -> Message:
    """Since when the draft is kept, by the viewer's clock; with the day where that is another."""
    return msg("draft kept {time}", time=by_viewer_today(at, now, zone))


def draft_words(at: str, overtaken: Mapping[str, str]) -> Message:
    """That it is a draft, and what the ledger has by now in fields, by their labels, that it would overwrite."""
    if not overtaken:
        return msg("draft of {at}, not saved yet", at=at)
    return msg(
        "draft of {at}, not saved yet; saving it replaces what was changed meanwhile: {fields}",
        at=at,
        fields=", ".join(f"{label} {value or '—'}" for label, value in overtaken.items()),
    )
