"""Whether the app says that auto-debit is on, or off; and what is to change where it is on already."""

from collections.abc import Iterator

from models.bills.auto_debit_window import auto_debit_range
from models.bills.bill import Bill, auto_debit_unseen, has_begun
from models.bills.debit_phase import window_near
from models.channels.rules import Switch
from models.values.money import yuan
from tui.state.question import Answer, Case, Question, Then, stop
from tui.state.set_up_acts import channel_asked, end, is_off
from tui.state.set_up_app import look_again, turn_off
from tui.terminal.ahead import Care
from tui.words.set_up import stands_said
from tui.words.styled import Styled


def on(case: Case) -> Question:
    """What to do where it is on already."""
    t, channel = case.session.language, channel_asked(case)
    always = channel.known_auto_debit is Switch.ALWAYS
    fixed: Styled = (t.t("It cannot be switched off; the whole bill or the minimum can be chosen there."), "dim")
    look = Answer("look", t.t("look at it again in its app, step by step"), lambda: Then(look_again))
    off = Answer("off", t.t("turn it off"), lambda: Then(turn_off))
    return Question(
        id="set-up-on",
        text=(
            (stands_said(case.ledger, channel, case.session), ""),
            *((fixed,) if always else ()),
            (t.t("What is to change?"), "bold"),
        ),
        answers=(stop(t.t("nothing: stop here")), look, *(() if always else (off,))),
        care=Care.FRESH,
    )


def agreed(case: Case) -> Question:
    """Whether the app says that it is on, or off."""
    return _turned_off(case) if is_off(case) else _turned_on(case)


def _turned_on(case: Case) -> Question:
    t = case.session.language
    return Question(
        id="set-up-agree",
        text=(
            (t.t("Read the agreement, agree and verify on the phone; give no code to anybody."), ""),
            (t.t("Does the app say that it is on (已开启)?"), "bold"),
        ),
        answers=(
            stop(t.t("it does not say so yet: look again later"), t.t("nothing changes")),
            Answer("on", t.t("yes, it is on"), lambda: end(case)),
        ),
    )


def _turned_off(case: Case) -> Question:
    t = case.session.language
    return Question(
        id="turned-off-there",
        text=(
            *_by_hand(case),
            *_begun(case),
            (t.t("Turn it off and verify there. Does the app say that it is off?"), "bold"),
        ),
        answers=(
            stop(t.t("it does not say so yet: look again later"), t.t("nothing changes")),
            Answer("off", t.t("yes, it is off"), lambda: end(case)),
        ),
    )


def _by_hand(case: Case) -> Iterator[Styled]:
    """What is repaid by hand from then on, and the first bill of it: one of which the hours have not begun."""
    t = case.session.language
    first = next((each for each in _owed(case) if not has_begun(each, case.now)), None)
    if first is None:
        yield t.t("From then on every bill is repaid by hand."), "warn"
        return
    yield (
        t.t(
            "From then on every bill is repaid by hand, first {amount} due {due}.",
            amount=yuan(first.outstanding),
            due=first.due.isoformat(),
        ),
        "warn",
    )


def _begun(case: Case) -> Iterator[Styled]:
    """What it may still take, and the first that it may have taken: turning it off says nothing of these."""
    t, owed = case.session.language, _owed(case)
    unseen = next((each for each in owed if auto_debit_unseen(each, case.now)), None)
    if unseen is not None:
        least, most = auto_debit_range(unseen)
        said = {"amount": yuan(most), "due": unseen.due.isoformat()}
        words = (
            t.t("It may have taken up to {amount} due {due}: c says whether it did.", **said)
            if least < most
            else t.t("It may have taken {amount} due {due}: c says whether it did.", **said)
        )
        yield words, "warn"
    for bill, window in ((each, window_near(each, case.now)) for each in owed):
        if window is not None:
            least, most = auto_debit_range(bill)
            said = {"amount": yuan(most), "end": f"{window.end:%m-%d %H:%M}"}
            words = (
                t.t("It may still take up to {amount} until {end}: look before you repay.", **said)
                if least < most
                else t.t("It may still take {amount} until {end}: look before you repay.", **said)
            )
            yield words, "warn"


def _owed(case: Case) -> list[Bill]:
    """The account's bills on which something is owed, earliest due first."""
    return [each for each in case.book.bills.values() if each.channel.id == case.about and each.outstanding > 0]
