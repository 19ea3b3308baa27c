"""The questions of an import are asked without a screen, and each of their answers says what it is repaid."""

import pytest

from models.actions.entering import Past
from models.exchange.answers import Answers
from models.exchange.import_plan import ImportPlan, Perhaps
from tests.models.builders import order
from tui.run.language import language_of
from tui.state.importing import EACH, LATER, ImportChoice, alike, of_past

PHONE, TABLET = order("phone"), order("tablet")
PLAN = ImportPlan(
    new=(PHONE, TABLET),
    perhaps=(Perhaps(row=4, order=TABLET, like=PHONE),),
    questions={PHONE.id: (1, 2, 3), TABLET.id: (1,)},
)


def leads_to(question: ImportChoice) -> dict[str, Answers]:
    return {answer: question.leads(Answers(), answer) for answer in question.answers}


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_each_question_says_something_and_its_open_answer_claims_nothing(language: str) -> None:
    of_all = of_past(PLAN, language_of(language))
    assert of_all is not None
    asked = [*alike(PLAN, language_of(language)), of_all]
    assert len(asked) == 2
    for question in asked:
        assert all(question.said)
        assert question.leads(Answers(), question.open) == Answers()


def test_an_order_that_is_perhaps_there_is_another_one_only_where_somebody_says_so() -> None:
    (asked,) = alike(PLAN, language_of("en"))
    assert leads_to(asked) == {"same": Answers(), "another": Answers(another=frozenset({4}))}


def test_the_past_is_answered_for_all_orders_or_left_to_each() -> None:
    every = of_past(PLAN, language_of("en"))
    assert every is not None
    of_all = {key: Answers(past={"": value}) for key, value in {"repaid": Past.REPAID, "unpaid": Past.UNPAID}.items()}
    assert leads_to(every) == {**of_all, EACH: Answers(), LATER: Answers()}


def test_of_one_order_alone_nothing_is_asked_of_all() -> None:
    assert of_past(ImportPlan(new=(PHONE,), questions={PHONE.id: (1, 2)}), language_of("en")) is None
