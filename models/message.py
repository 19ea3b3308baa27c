"""Sentences that are yet to be translated."""

from typing import Self

import msgspec

Param = str | int


class Message(msgspec.Struct, frozen=True):
    """An English sentence, which is also its gettext id, and the values that go into its `{names}`.

    Values are data (titles, formatted amounts, ISO dates): they are filled in after translation.
    """

    template: str
    params: dict[str, Param] = {}

    def __str__(self) -> str:
        return self.template.format_map(self.params)

    def __hash__(self) -> int:
        return hash((self.template, tuple(self.params.items())))


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

    def about(self, field: str) -> Self:
        """The same problem, said of `field` unless it already names one."""
        self.field = self.field or field
        return self
