"""What is to be chosen before an import, one choice after the other, and what each answer comes to."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial

import msgspec
from msgspec.structs import replace

from models.actions.entering import Past, Repaid
from models.exchange.answers import Answers
from models.exchange.merge import ImportPlan, Perhaps
from models.ledger.order import Order
from tui.run.language import Language
from tui.words.import_preview import like

LATER = "later"
"""The answer that leaves it open."""


class ImportChoice(msgspec.Struct, frozen=True):
    """What is asked before an import: sentences, the words of the answers by their ids, and what it comes to with one.

    `open`: the answer that claims nothing. `each`: it is about the past of one order, and not of all together.
    """

    said: tuple[str, ...]
    answers: Mapping[str, str]
    open: str
    leads: Callable[[Answers, str], Answers]
    each: bool = False


def alike(plan: ImportPlan, language: Language) -> Iterator[ImportChoice]:
    """Of each order that is perhaps there already, whether it is another one."""
    for found in plan.perhaps:
        yield _perhaps(found, language)


def of_past(plan: ImportPlan, language: Language) -> Iterator[ImportChoice]:
    """What is repaid of the past: of all orders together, where there are several, and then of each."""
    titles = {order.id: order for order in plan.new}
    if len(plan.questions) > 1:
        yield _past_of_all(len(plan.questions), language)
    for ident, periods in plan.questions.items():
        yield _past(titles[ident], periods, language)


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
        "each": language.t("ask of each order"),
        LATER: language.t("I do not know yet: ask me later"),
    }
    repaid = {each.value: each for each in Past}
    return ImportChoice((said,), words, LATER, partial(_with, ident="", repaid=repaid))


def _past(order: Order, periods: tuple[int, ...], language: Language) -> ImportChoice:
    last = max(periods)
    said = language.t(
        "{title}: {count} of {periods} periods were due before today. How many are repaid?",
        title=order.title,
        count=last,
        periods=order.plan.periods,
    )
    words = {Past.REPAID.value: language.t("all {count}", count=last), Past.UNPAID.value: language.t("none")}
    words |= {
        str(number): language.t("only the first") if number == 1 else language.t("only the first {count}", count=number)
        for number in range(last - 1, 0, -1)
    }
    words |= {LATER: language.t("I do not know yet: ask me later")}
    repaid: dict[str, Repaid] = {each.value: each for each in Past} | {str(number): number for number in range(1, last)}
    return ImportChoice((said,), words, LATER, partial(_with, ident=order.id, repaid=repaid), each=True)


def _with(answers: Answers, answer: str, ident: str, repaid: Mapping[str, Repaid]) -> Answers:
    """The answers with what is `repaid` by that one of the order; as they were where it says nothing of that."""
    return replace(answers, past={**answers.past, ident: repaid[answer]}) if answer in repaid else answers
