"""Languages: every sentence that a person sees passes through a `Language`."""

import gettext
import os
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from models.channels.channel import LANGUAGES
from models.values.message import Inner, Message, Param, Words
from models.values.text import clean

FIRST_HAN, LAST_HAN = "\u4e00\u9fff"
HAN = f"{FIRST_HAN}-{LAST_HAN}"
"""Chinese characters, as in a regular expression."""

LOCALE_DIR = Path(__file__).parents[1] / "locale"


class Language:
    """One language: `code` is `zh_CN` or `en`. English is the language of the code and needs no catalogue."""

    def __init__(self, code: str) -> None:
        self.code = code
        english = code == "en"
        self._catalogue = (
            gettext.NullTranslations() if english else gettext.translation("fenqi", LOCALE_DIR, languages=[code])
        )

    def t(self, template: str, /, **params: Param) -> str:
        """The translated sentence with its values filled in; text from outside is cleaned again here."""
        return self.say(Message(template, params))

    def say(self, message: Message) -> str:
        """A message of the models in this language, with the sentences in it."""
        inner = {name: self.say(each.message) for name, each in message.params.items() if isinstance(each, Inner)}
        if inner:
            message = Message(message.template, {**message.params, **inner})
        said = clean(message.filled(self._catalogue.gettext(message.template), self.code))
        names = [each for each in message.params.values() if isinstance(each, dict)]
        return _beside_han(said, map(self.words, names)) if names and self.code != "en" else said

    def words(self, words: Words) -> str:
        """This language's text of several."""
        return clean(words.get(self.code) or words.get("en") or "")


def _beside_han(said: str, names: Iterable[str]) -> str:
    """The sentence with blanks around a name as Chinese has them: beside a Chinese character, only Latin has one."""
    for name in filter(None, names):
        here = re.escape(name)
        before, after = ("" if _is_han(end) else " " for end in (name[0], name[-1]))
        if _stands_apart(name[0]):
            said = re.sub(rf"(?<=[{HAN}]) ?(?={here})", before, said)
        if _stands_apart(name[-1]):
            said = re.sub(rf"(?<={here}) ?(?=[{HAN}])", after, said)
    return said


def _is_han(end: str) -> bool:
    return FIRST_HAN <= end <= LAST_HAN


def _stands_apart(end: str) -> bool:
    """Whether it matters that a blank is beside a name that ends so: not beside a bracket or a point."""
    return _is_han(end) or (end.isascii() and end.isalnum())


@cache
def language_of(code: str) -> Language:
    """The language with that code; its catalogue is read once."""
    return Language(code)


def guess(*wishes: str | None) -> str:
    """The first wish that is a language of ours; else the locale's; else English."""
    locale = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG")
    for wish in (*wishes, locale):
        code = (wish or "").replace("-", "_").split(".")[0]
        if code in LANGUAGES:
            return code
        if code.lower().startswith("zh"):
            return "zh_CN"
        if code.lower().startswith("en"):
            return "en"
    return "en"
