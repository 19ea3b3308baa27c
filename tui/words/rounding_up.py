"""Asking whether equal amounts that come to some fen more than the price are rounded up, or hold a fee."""

from collections.abc import Mapping

from models.values.message import Message, msg
from tui.run.language import Language
from tui.terminal.cells import Cells, wrap

NONE, FEE, OPEN = "none", "fee", "open"
"""The answers; the last one says neither."""

_QUESTION = msg("{periods} × {amount} is {more} more than the price {price}. Is that a fee?")


def question(which: Message, language: Language) -> str:
    """Whether there is a fee."""
    return language.say(Message(_QUESTION.template, which.params))


def fee_asked(which: Message, language: Language) -> tuple[tuple[str, ...], Mapping[str, str], str]:
    """The question, its answers by their ids, and the one that claims nothing."""
    params = which.params
    answers = {
        NONE: language.t("no, only rounding: one period is {odd}", odd=params["odd"]),
        FEE: language.t("yes, a fee of {more} in all", more=params["more"]),
        OPEN: language.t("I do not know: go back"),
    }
    return (question(which, language),), answers, OPEN


def fee_said(which: Message, answer: str) -> str:
    """What the fee of a period is by that answer, as it is typed; "" where it says neither."""
    return {NONE: "0", FEE: str(which.params["fees"])}.get(answer, "")


def to_say(which: Message, language: Language, width: int) -> list[Cells]:
    """That it is asked."""
    asked = language.t("{question} Asked when you save.", question=question(which, language))
    return [((part, "accent"),) for part in wrap(asked, width)]
