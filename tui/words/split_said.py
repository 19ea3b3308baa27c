"""How a plan is split into periods: its rounding, and the period that takes what that leaves."""

from models.plans.plan import EqualAmounts, EqualInstalment, EqualPrincipal, Flat, Plan, parts
from tui.run.language import Language
from tui.words.rule_words import REMAINDER_WORDS, ROUNDING_WORDS


def split_said(plan: Plan, language: Language) -> str:
    """Both, as they were said or follow from the amounts; "" of amounts that are listed or all alike."""
    t = language.t
    match plan:
        case EqualAmounts() if len(set(parts(plan))) > 1:
            return t("remainder in {period}", period=language.say(REMAINDER_WORDS[plan.remainder]))
        case Flat() | EqualInstalment() | EqualPrincipal():
            return t(
                "rounding: {how}; remainder in {period}",
                how=language.say(ROUNDING_WORDS[plan.rounding]),
                period=language.say(REMAINDER_WORDS[plan.remainder]),
            )
        case _:
            return ""
