"""Type-ahead: whether a key came after the question that it would answer had been painted.

Pure: times are arguments, in seconds of one clock that only goes forward. A key's time is when it was read, so that
keys of one packet have the same.
"""

from collections.abc import Mapping
from enum import Enum, auto
from typing import Self

import msgspec
from msgspec.structs import replace

QUIET = 0.5
"""Seconds without a key after which the next one counts, where the terminal cannot say what it has shown.

Also where the event loop cannot say that the key before is done with.
"""
LONG_AGO = float("-inf")

_RELAYS = ("TMUX", "STY", "ZELLIJ", "NVIM", "VIM_TERMINAL", "INSIDE_EMACS", "NCURSES_NO_UTF8_ACS")
"""Variables of programs that answer a status request themselves, on this host; mosh sets the last."""


class Care(Enum):
    """What a question asks of the key that answers it.

    NONE: keys are taken in the order typed. FRESH: of one packet, one answer is taken and not a second. SEEN: the
    answer is about what happened outside, so the question had been painted before the key came.
    """

    NONE = auto()
    FRESH = auto()
    SEEN = auto()


class Press(Enum):
    """What a key does where it goes.

    ENTER answers, and so does a DIGIT among answers to choose from. One that goes into a field is TYPED_DIGIT, what
    else goes into it is TYPED: these leave the question as it is. OTHER: a move, or a command.
    """

    ENTER = auto()
    DIGIT = auto()
    TYPED_DIGIT = auto()
    TYPED = auto()
    OTHER = auto()

    @property
    def answers(self) -> bool:
        """Whether it answers the question that it goes to."""
        return self in {Press.ENTER, Press.DIGIT}

    @property
    def stays(self) -> bool:
        """Whether the next key finds the same question after it."""
        return self in {Press.TYPED_DIGIT, Press.TYPED}


class Responder(Enum):
    """Who answers a status request. NONE: there is no terminal, and what is drawn counts as seen.

    DIRECT: the terminal itself. RELAYED: something before it, or it is not known who.
    """

    NONE = auto()
    DIRECT = auto()
    RELAYED = auto()


def responder(env: Mapping[str, str]) -> Responder:
    """Who answers, as the environment says it."""
    relayed = env.get("TERM", "").startswith(("screen", "tmux")) or any(env.get(name) for name in _RELAYS)
    return Responder.RELAYED if relayed else Responder.DIRECT


class Asking(msgspec.Struct, frozen=True):
    """The question that keys go to: its number, and whether another terminal's change put it there."""

    number: int
    care: Care = Care.NONE
    by_another: bool = False


class Ahead(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of the terminal and of the question that is asked.

    `sent`, `answered`: status requests and their replies, which come in the same order. `painted`: when the question
    was painted, `request`: the request behind it. `seen`: a key counted for it, so the others do. `replaced`: another
    terminal put it there, and no key has come since: the next one answers nothing. `last`: when the last key came,
    `led`: the last one that could lead to another question. `given`, `dropped`: the packets of the last answer that
    counted and of the last key that did not.
    """

    responder: Responder = Responder.RELAYED
    sent: int = 0
    answered: int = 0
    question: Asking = Asking(0)
    painted: float | None = None
    request: int = 0
    seen: bool = False
    replaced: bool = False
    last: float = LONG_AGO
    led: float = LONG_AGO
    given: float = LONG_AGO
    dropped: float = LONG_AGO

    @property
    def unpainted(self) -> bool:
        """Whether it matters when the question is painted, and that has not been said yet."""
        return self.question.care is Care.SEEN and self.painted is None and self.responder is not Responder.NONE

    def asking(self, question: Asking) -> Self:
        """With that question asked; another one than before is still to be painted."""
        if question == self.question:
            return self
        return replace(self, question=question, painted=None, seen=False, replaced=question.by_another)

    def requested(self) -> Self:
        """With one more status request under way."""
        return replace(self, sent=self.sent + 1)

    def was_painted(self, at: float) -> Self:
        """With the question painted, and a status request sent behind it."""
        return replace(self.requested(), painted=at, request=self.sent + 1)

    def replied(self) -> Self:
        """With one more reply; one that nobody asked for is none."""
        return replace(self, answered=min(self.sent, self.answered + 1))

    def counts(
        self,
        at: float,
        *,
        on_question: bool,
        press: Press = Press.OTHER,
        hurried: bool = False,
        together: bool = False,
    ) -> bool:
        """Whether a key that was read then is handled; `on_question`: it would go to the question that is asked.

        What was typed behind a dropped key in the same packet was meant for something else than what is there now.
        `hurried`: what the keys before it did may not be done, so that another question may stand when it arrives.
        `together`: it came among more than hands type at once, which answers no question.
        """
        if at == self.dropped or (hurried and not self._rested(at, press)):
            return False
        if not on_question:
            return True
        if self.replaced or (together and press.answers):
            return False
        match self.question.care:
            case Care.NONE:
                return True
            case Care.FRESH:
                return not press.answers or at != self.given
            case Care.SEEN:
                return self.seen or self._had_been_painted(at)

    def _rested(self, at: float, press: Press) -> bool:
        """Whether a key that may answer another question than it was meant for has half a second before it.

        A digit that goes into a field may arrive at answers, where the key before it leads on; the digits before it,
        of the same amount, lead nowhere.
        """
        match press:
            case Press.ENTER:
                return at - self.last >= QUIET
            case Press.DIGIT | Press.TYPED_DIGIT:
                return at - self.led >= QUIET
            case Press.TYPED | Press.OTHER:
                return True

    def _had_been_painted(self, at: float) -> bool:
        if self.responder is Responder.NONE:
            return True
        if self.painted is None:
            return False
        answers = self.answered > 0
        if answers and self.answered < self.request:
            return False
        return (answers and self.responder is Responder.DIRECT) or at - max(self.painted, self.last) >= QUIET

    def typed(
        self,
        at: float,
        *,
        on_question: bool,
        press: Press = Press.OTHER,
        hurried: bool = False,
        together: bool = False,
    ) -> Self:
        """After a key that was read then, whether it counted or not."""
        counted = self.counts(at, on_question=on_question, press=press, hurried=hurried, together=together)
        return replace(
            self,
            last=at,
            seen=self.seen or (counted and on_question),
            replaced=self.replaced and not on_question,
            led=self.led if press.stays else at,
            given=at if press.answers and counted else self.given,
            dropped=self.dropped if counted else at,
        )
