"""What is to be chosen before an import, one choice after the other, and what each answer comes to."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial

import msgspec
from msgspec.structs import replace

from models.actions.entering import Past, Repaid
from models.exchange.answers import Answers
from models.exchange.import_plan import ImportPlan, Perhaps
from tui.run.language import Language
from tui.words.import_preview import like

LATER = "later"
"""The answer that leaves it open."""
EACH = "each"
"""The answer that each order is asked about on its own."""


class ImportChoice(msgspec.Struct, frozen=True):
    """What is asked before an import: sentences, the words of the answers by their ids, and what it comes to with one.

    `open`: the answer that claims nothing.
    """

    said: tuple[str, ...]
    answers: Mapping[str, str]
    open: str
    leads: Callable[[Answers, str], Answers]


def alike(plan: ImportPlan, language: Language) -> Iterator[ImportChoice]:
    """Of each order that is perhaps there already, whether it is another one."""
    for found in plan.perhaps:
        yield _perhaps(found, language)


def of_past(plan: ImportPlan, language: Language) -> ImportChoice | None:
    """What is repaid of the past of all orders together, where there are several."""
    return _past_of_all(len(plan.questions), language) if len(plan.questions) > 1 else None


def _perhaps(found: Perhaps, language: Language) -> ImportChoice:
    def leads(answers: Answers, answer: str) -> Answers:
        rows = answers.another or frozenset()
        return replace(answers, another=rows | {found.row}) if answer == "another" else answers

    words = {"same": language.t("the same: leave it out"), "another": language.t("another order: import it")}
    return ImportChoice((like(language, found),), words, "same", leads)


def _past_of_all(count: int, language: Language) -> ImportChoice:
    said = language.t("{count} orders have periods that were due before today. Are they repaid?", count=count)
    words = {
        Past.REPAID.value: language.t("yes, all of them"),
        Past.UNPAID.value: language.t("no, none of them"),
        EACH: language.t("ask of each order"),
        LATER: language.t("I do not know yet: ask me later"),
    }
    repaid = {each.value: each for each in Past}
    return ImportChoice((said,), words, LATER, partial(_with, ident="", repaid=repaid))


def _with(answers: Answers, answer: str, ident: str, repaid: Mapping[str, Repaid]) -> Answers:
    """The answers with what is `repaid` by that one of the order; as they were where it says nothing of that."""
    return replace(answers, past={**answers.past, ident: repaid[answer]}) if answer in repaid else answers
