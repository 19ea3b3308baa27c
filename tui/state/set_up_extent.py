"""How much auto-debit is set up to take: the whole bill, or only the minimum, and what that means."""

from models.actions import set_up
from models.bills.minimum import minimum_payment
from models.channels.rules import Extent
from models.ledger.setting_up import SetUpStep
from models.values.money import yuan
from tui.state.question import AccountCommit, Answer, Case, Question, Then, again
from tui.state.set_up_acts import channel_asked, page_of, step, trap_said
from tui.terminal.ahead import Care
from tui.words.extent import minimum_leaves, minimum_means
from tui.words.styled import Styled


def extent(case: Case) -> Question:
    """How much was chosen there: the whole bill, or only the minimum."""
    t, page = case.session.language, page_of(case)
    leaves = t.say(minimum_leaves(channel_asked(case)))
    return Question(
        id="set-up-extent",
        text=(*trap_said(page, case), (t.t("Choose the whole bill (全额) there. What is chosen now?"), "bold")),
        answers=(
            Answer("full", t.t("the whole bill"), lambda: _takes(case, Extent.FULL)),
            Answer("minimum", t.t("only the minimum"), lambda: Then(only_minimum), leaves),
        ),
        care=Care.FRESH,
    )


def _takes(case: Case, chosen: Extent) -> AccountCommit:
    now, catalogue, account = case.now, case.session.catalogue, case.about
    return step(
        case,
        SetUpStep.EXTENT,
        lambda ledger: set_up.choose_extent(ledger, catalogue, account, chosen, now),
    )


def only_minimum(case: Case) -> Question:
    """What it means that only the minimum is taken."""
    t, found = case.session.language, minimum_payment(case.bill)
    means = t.say(minimum_means(channel_asked(case)))
    here: tuple[Styled, ...] = ()
    if found is not None and found.rest:
        words = t.t(
            "Of the bill due {due} it takes about {least} and leaves {rest}, about {cost} a day (an estimate).",
            due=case.bill.due.isoformat(),
            least=yuan(found.to_pay),
            rest=yuan(found.rest),
            cost=yuan(found.a_day),
        )
        here = ((words, "warn"),)
    return Question(
        id="set-up-minimum",
        text=((means, "warn"), *here, (t.t("Keep the minimum?"), "bold")),
        answers=(
            again(t.t("no: I choose the whole bill there")),
            Answer(
                "minimum", t.t("yes, only the minimum: I repay the rest by hand"), lambda: _takes(case, Extent.MINIMUM)
            ),
        ),
        care=Care.FRESH,
    )
