"""That the user's command did not take a message, which is said until one has gone out again."""

from models.store.reminded import LostMessage, Reminded
from models.values.message import Message, Problem, msg
from tui.run.session import Session
from tui.run.viewers_clock import by_viewer


def lost_message(session: Session) -> Message | None:
    """How the last message was lost, where a command is set and one was; or why nobody knows."""
    if not session.config.remind_command:
        return None
    try:
        lost = Reminded(session.store.path).read().lost
    except Problem as problem:
        return problem.message
    return None if lost is None else lost_said(lost, session)


def lost_said(lost: LostMessage, session: Session) -> Message:
    """When it was, in the viewer's time, and why."""
    at = by_viewer(lost.at, session.zone)
    return msg("no message went out at {at}: {reason}", at=at, reason=session.language.say(lost.reason))
