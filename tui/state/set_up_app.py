"""The first step of auto-debit, set up, looked at again or turned off: the institution's own app is open."""

from functools import partial

from models.actions import set_up
from models.actions.own_app import apps_named, check_own
from models.ledger.setting_up import SetUpStep
from tui.state.own_app import own_apps
from tui.state.question import AccountCommit, Case, Question
from tui.state.set_up_acts import channel_asked, is_off, step
from tui.terminal.ahead import Care


def app(case: Case) -> Question:
    """Whether the institution's own app is open."""
    return _opened(case, off=is_off(case))


def look_again(case: Case) -> Question:
    """The same where it is on, and is looked at again, which the answer begins."""
    return _opened(case, off=False, on=True)


def turn_off(case: Case) -> Question:
    """The same where it is on, and is turned off, which the answer begins."""
    return _opened(case, off=True, on=True)


def _opened(case: Case, *, off: bool, on: bool = False) -> Question:
    t, channel, now = case.session.language, channel_asked(case), case.now
    apps = set_up.apps_of(channel, off=off)
    said = t.words(channel.steps.platform)
    if apps != channel.apps:
        said = t.t("Open {apps} yourself; follow no link from a message", apps=apps_named(apps))

    def opened(name: str) -> AccountCommit:
        check_own(apps, name)
        begun = partial(set_up.begun_anew, catalogue=case.session.catalogue, account=case.about, now=now, off=off)
        of = partial(set_up.open_app, catalogue=case.session.catalogue, account=case.about, app=name, now=now)
        return step(case, SetUpStep.APP, (lambda ledger: of(begun(ledger))) if on else of, off=off)

    return Question(
        id="set-up-app",
        text=((said, ""),),
        answers=own_apps(apps, t, opened),
        care=Care.FRESH,
    )
