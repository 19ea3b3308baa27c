"""Sentences that are yet to be translated."""

import re
from collections.abc import Iterable
from typing import Self

import msgspec

Words = dict[str, str]
"""A text in every language of the app: `{"zh_CN": …, "en": …}`."""


class Inner(msgspec.Struct, frozen=True, array_like=True):
    """A sentence that stands in another one as a value of it, like a reason, and is translated as well."""

    message: "Message"


Param = str | int | Words | Inner

_NAME = re.compile(r"\{(\w+)\}")
"""A placeholder. Not `str.format`: a name with attributes or a width is none, wherever a template is from."""


class Message(msgspec.Struct, frozen=True):
    """An English sentence, which is also its gettext id, and the values that go into its `{names}`.

    Values are data (titles, formatted amounts, ISO dates, words in all languages): they are filled in after
    translation.
    """

    template: str
    params: dict[str, Param] = {}

    def __str__(self) -> str:
        return self.filled(self.template, "en")

    def filled(self, translated: str, language: str) -> str:
        """`translated`, the template's translation into `language`, with the values filled in; an inner sentence is to
        be translated before."""
        return _NAME.sub(lambda found: self._value(found[1], found[0], language), translated)

    def _value(self, name: str, placeholder: str, language: str) -> str:
        """The value for a placeholder; the placeholder itself where there is none."""
        value = self.params.get(name, placeholder)
        if isinstance(value, Inner):
            return str(value.message)
        return value.get(language, placeholder) if isinstance(value, dict) else str(value)


def msg(template: str, /, **params: Param) -> Message:
    """Make a message; the catalogues are extracted from the calls of this function and of `Problem`."""
    return Message(template, params)


class Problem(ValueError):
    """Something is wrong that a person can act on: a sentence, and the field it is about, if any."""

    def __init__(self, template: str, /, field: str = "", **params: Param) -> None:
        super().__init__(template)
        self.message = Message(template, params)
        self.field = field

    def __str__(self) -> str:
        return str(self.message)

    @classmethod
    def of(cls, message: Message) -> Self:
        """The problem that `message` states."""
        problem = cls(message.template)
        problem.message = message
        return problem

    def about(self, field: str) -> Self:
        """The same problem, said of `field` unless it already names one."""
        self.field = self.field or field
        return self


COMMAS = {"zh_CN": "、", "en": ", "}
BRACKETS = {"zh_CN": "{name}（{more}）", "en": "{name} ({more})"}
"""How each language puts several names, and more behind a name."""


def enumerated(texts: Iterable[str | Words]) -> Words:
    """`a, b` or `a、b`; empty where there is none."""
    found = [_words(each) for each in texts]
    return {language: comma.join(each[language] for each in found) for language, comma in COMMAS.items()}


def bracketed(name: str | Words, more: str | Words) -> Words:
    """`Huabei (huabei)` or `花呗（huabei）`."""
    first, second = _words(name), _words(more)
    return {language: form.format(name=first[language], more=second[language]) for language, form in BRACKETS.items()}


def _words(text: str | Words) -> Words:
    return dict.fromkeys(COMMAS, text) if isinstance(text, str) else text
