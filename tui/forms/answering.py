"""The keys of a dialog that is answered by choosing."""

from tui.run.language import Language
from tui.widgets.keybar import KeyLabel


def answer_keys(language: Language) -> tuple[KeyLabel, ...]:
    """How an answer is chosen, taken and left."""
    t = language.t
    return (("j k", t("choose")), ("⏎", t("take it")), ("esc", t("back")))
