"""How far a checklist is, in words."""

from tui.run.session import Session
from tui.state.views import Conversation


def step_said(conversation: Conversation, session: Session) -> str:
    """At which step of how many the checklist is; "" where nothing is asked of one that goes step by step."""
    case = conversation.case(session)
    if conversation.question is None or case is None or not conversation.has_steps:
        return ""
    of_its_own = conversation.checklist.own_steps
    if of_its_own is not None:
        track = of_its_own.track(case)
        done, count = len(track.done), len(track.names)
    else:
        done, count = len(conversation.done), len(conversation.checklist.steps)
    return session.language.t("step {step} of {count}", step=min(done + 1, count), count=count)
