"""The institution's own apps: the gate that no link from a message passes."""

from collections.abc import Sequence

from models.channels.channel import LANGUAGES
from models.channels.rules import App
from models.values.message import Problem, Words


def apps_named(apps: Sequence[App]) -> Words:
    """The names of those apps, one behind the other."""
    return {each: " / ".join(app.name[each] for app in apps) for each in LANGUAGES}


def check_own(apps: Sequence[App], app: str) -> None:
    """Raise Problem where `app` is none of these official apps and sites, by their Chinese names."""
    if not any(each.name["zh_CN"] == app for each in apps):
        raise Problem(
            "close it: a link from a message or another app may be a fake; open {apps} yourself",
            apps={
                language: " / ".join(f"{each.name[language]} {each.domain}".rstrip() for each in apps)
                for language in LANGUAGES
            },
        )
