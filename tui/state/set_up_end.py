"""Whether the app says that auto-debit is on, or off; and what is to change where it is on already."""

from models.actions.auto_debit import near
from models.channels.rules import Switch
from models.values.money import yuan
from tui.state.question import Answer, Case, Question, stop
from tui.state.set_up_acts import begin, channel_asked, end, is_off
from tui.terminal.ahead import Care
from tui.words.set_up import stands_said
from tui.words.styled import Styled


def on(case: Case) -> Question:
    """What to do where it is on already."""
    t, channel = case.session.language, channel_asked(case)
    always = channel.known_auto_debit is Switch.ALWAYS
    fixed: Styled = (t.t("It cannot be switched off; the whole bill or the minimum can be chosen there."), "dim")
    look = Answer("look", t.t("look at it again in its app, step by step"), lambda: begin(case))
    turn_off = Answer("off", t.t("turn it off"), lambda: begin(case, off=True))
    return Question(
        id="set-up-on",
        text=(
            (stands_said(case.ledger, channel, case.session), ""),
            *((fixed,) if always else ()),
            (t.t("What is to change?"), "bold"),
        ),
        answers=(stop(t.t("nothing: stop here")), look, *(() if always else (turn_off,))),
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
    t, bill = case.session.language, case.bill
    window = near(bill, case.now)
    still: tuple[Styled, ...] = ()
    if window is not None:
        until = f"{window.end:%m-%d %H:%M}"
        words = t.t(
            "It may still take {amount} until {end}: look before you repay.", amount=yuan(window.amount), end=until
        )
        still = ((words, "warn"),)
    by_hand = t.t("From then on every bill is repaid by hand.")
    if bill.outstanding > 0:
        by_hand = t.t(
            "From then on every bill is repaid by hand, first {amount} due {due}.",
            amount=yuan(bill.outstanding),
            due=bill.due.isoformat(),
        )
    return Question(
        id="turned-off-there",
        text=(
            (by_hand, "warn"),
            *still,
            (t.t("Turn it off and verify there. Does the app say that it is off?"), "bold"),
        ),
        answers=(
            stop(t.t("it does not say so yet: look again later"), t.t("nothing changes")),
            Answer("off", t.t("yes, it is off"), lambda: end(case)),
        ),
    )
