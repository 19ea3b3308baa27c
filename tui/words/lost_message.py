"""That the user's command did not take a message."""

from datetime import datetime

from models.values.dates import instant_said
from models.values.message import Message, msg
from tui.run.session import Session


def lost_said(lost_at: datetime, reason: Message, session: Session) -> Message:
    """Since when, and why."""
    at = instant_said(lost_at, session.zone)
    return msg("no message went out at {at}: {reason}", at=at, reason=session.language.say(reason))
