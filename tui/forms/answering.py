"""The keys of a dialog that is answered by choosing."""

from tui.run.language import Language
from tui.widgets.dialog import Key


def answer_keys(language: Language) -> tuple[Key, ...]:
    """How an answer is chosen, taken and left."""
    t = language.t
    return (("j k", t("choose")), ("⏎", t("take it")), ("esc", t("leave")))
