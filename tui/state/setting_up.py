"""The list by which auto-debit of an account is set up in the institution's own app, or turned off."""

from collections.abc import Sequence
from functools import partial

from models.actions import set_up
from models.actions.balance import offered_labels
from models.actions.set_up import is_on
from models.actions.set_up_steps import open_step, steps_of
from models.channels.rules import App, Extent
from models.ledger.setting_up import SetUpDone, SetUpStep
from models.values.account_label import given_label
from tui.run.language import Language
from tui.state.checklist import Checklist, OwnSteps, Track
from tui.state.question import AccountCommit, Answer, Case, Question, Then, stop, typed
from tui.state.set_up_acts import back, channel_asked, drop, is_off, page_of, record_of, stands, step, trap_said
from tui.state.set_up_app import app
from tui.state.set_up_end import agreed, on
from tui.state.set_up_extent import extent
from tui.terminal.ahead import Care
from tui.words.channel_page import uncertain_said
from tui.words.rule_words import EXTENT_WORDS
from tui.words.set_up import step_name
from tui.words.styled import Styled

ON = "on"
"""The question that comes where it is on already."""


def _at(case: Case) -> SetUpStep | str | None:
    if not case.about:
        return None
    channel = channel_asked(case)
    if record_of(case) is None and is_on(case.ledger, channel):
        return ON
    return open_step(stands(case), channel)


def path(case: Case) -> Question:
    """Whether the place was found: by the path that a source tells, or by the common steps."""
    t, page, now = case.session.language, page_of(case), case.now
    text: tuple[Styled, ...]
    if page is None:
        common = t.t("in the app look for 自动还款: often under 我的, 信用卡, 还款, or 设置")
        text = ((t.t("No source tells the path here. As a rule:"), "warn"), (common, "accent"))
    else:
        text = (
            (t.words(page.where(off=is_off(case))), "accent"),
            *(() if is_off(case) else trap_said(page, case)),
            (uncertain_said(page.source, t), "dim"),
        )
    of = partial(set_up.find_path, catalogue=case.session.catalogue, account=case.about, now=now)
    return Question(
        id="set-up-path",
        text=text,
        answers=(
            Answer("found", t.t("I found it"), lambda: step(case, SetUpStep.PATH, of)),
            stop(t.t("stop here")),
        ),
        care=Care.FRESH,
    )


def _from(case: Case, label: str) -> AccountCommit:
    now, catalogue, account = case.now, case.session.catalogue, case.about
    return step(
        case,
        SetUpStep.ACCOUNT,
        lambda ledger: set_up.choose_account(ledger, catalogue, account, label, now),
    )


def account(case: Case) -> Question:
    """From which account it is taken: one that is known, or another."""
    t, before = case.session.language, stands(case).pay_account
    known = offered_labels(case.ledger, before or channel_asked(case).auto_debit.pay_account)
    return Question(
        id="set-up-account",
        text=((t.t("Choose there from which account it is taken. Which is it?"), "bold"),),
        answers=(
            *(Answer(each, each, partial(_from, case, each)) for each in known),
            Answer("another", t.t("another account") if known else t.t("type its label"), lambda: Then(other_account)),
        ),
        care=Care.NONE,
    )


def other_account(case: Case) -> Question:
    """From which account it is taken, which is typed."""
    t = case.session.language

    ask = t.t("Choose there from which account it is taken. Which is it? A label is enough, no number.")
    return Question(
        id="set-up-other",
        text=((ask, "bold"),),
        field=typed(given_label, partial(_from, case), placeholder=t.t("like 招行储蓄卡 1234")),
        care=Care.NONE,
    )


def order(case: Case) -> Question:
    """Whether the account is the first of those that are debited one after the other."""
    t, page, now = case.session.language, page_of(case), case.now
    record = record_of(case)
    label = record.answer(SetUpStep.ACCOUNT) if record else ""
    ask = t.t("Accounts are debited one after the other. Put {account} first.", account=label)
    first, where = t.t("it is the first"), tuple[Styled, ...]()
    if page is None:
        ask = t.t("Where accounts are debited one after the other, put {account} first.", account=label)
        first = t.t("it is the first, or the only one")
    else:
        where = ((t.words(page.order), "accent"),)
    of = partial(set_up.see_order, catalogue=case.session.catalogue, account=case.about, now=now)
    return Question(
        id="set-up-order",
        text=(
            *where,
            (ask, ""),
            (t.t("Is it the first?"), "bold"),
        ),
        answers=(
            Answer("first", first, lambda: step(case, SetUpStep.ORDER, of)),
            stop(t.t("stop here")),
        ),
        care=Care.FRESH,
    )


def _track(case: Case) -> Track:
    record = stands(case)
    if record_of(case) is None and is_on(case.ledger, channel_asked(case)):
        return Track()
    names = tuple(step_name(each, off=record.off) for each in steps_of(record, channel_asked(case)))
    t = case.session.language
    apps = set_up.apps_of(channel_asked(case), off=record.off)
    return Track(names, tuple(_said(each, apps, t) for each in record.done))


def _said(done: SetUpDone, apps: Sequence[App], t: Language) -> str:
    if done.step is SetUpStep.EXTENT:
        return t.say(EXTENT_WORDS[Extent(done.answer)])
    named = [each.name for each in apps if done.step is SetUpStep.APP and each.name["zh_CN"] == done.answer]
    return t.words(named[0]) if named else done.answer


def _heading(case: Case, _width: int) -> list[Styled]:
    t, name = case.session.language, channel_asked(case).name
    said = (
        t.t("Turn off auto-debit · {channel}", channel=name)
        if is_off(case)
        else t.t("Auto-debit · {channel}", channel=name)
    )
    return [(said, "warn")]


SETTING_UP = Checklist(
    name="set-up",
    open=_at,
    questions={
        SetUpStep.APP: app,
        SetUpStep.PATH: path,
        SetUpStep.ACCOUNT: account,
        SetUpStep.EXTENT: extent,
        SetUpStep.ORDER: order,
        SetUpStep.AGREE: agreed,
        ON: on,
    },
    heading=_heading,
    own_steps=OwnSteps(record=record_of, track=_track, back=back, drop=drop),
)
