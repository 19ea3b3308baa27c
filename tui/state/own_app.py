"""Whether one of the institution's own apps is open: an answer for each, and one for all else."""

from collections.abc import Callable, Sequence
from functools import partial

from models.channels.rules import App
from tui.run.language import Language
from tui.state.question import Answer, Next


def own_apps(apps: Sequence[App], language: Language, opened: Callable[[str], Next]) -> tuple[Answer, ...]:
    """The answers; `opened` says what the name of the app leads to, "link" for one that is none of them."""
    link = Answer("link", language.t("I came by a link, or it is another app"), partial(opened, "link"))
    return (*(_own(app, language, opened) for app in apps), link)


def _own(app: App, t: Language, opened: Callable[[str], Next]) -> Answer:
    words = (
        t.t("I opened {app} myself ({domain})", app=app.name, domain=app.domain)
        if app.domain
        else t.t("I opened {app} myself", app=app.name)
    )
    name = app.name["zh_CN"]
    return Answer(name, words, partial(opened, name))
