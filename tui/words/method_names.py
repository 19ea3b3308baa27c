"""The ways to pay in the fields of a channel: a person reads and types their names, a file has their ids."""

from collections.abc import Callable, Mapping

from models.channels.channel import Catalogue, Channel
from models.channels.inherited import METHODS
from models.values.identity import plain_key
from models.values.message import Message, Problem
from tui.run.language import Language

FIELDS = ("methods", "arrivals", "early.methods")
"""The fields that name them: each a list, of which an item may say more behind a colon."""
LISTS = (*FIELDS, "due_days", "fee_rates")
"""The fields that are lists."""
BETWEEN = ", "
_MARKS = frozenset(",，、:：;")
"""What no name has that stands in such a list."""


class MethodNames:
    """The names of the ways to pay: those of a channel itself, and of others the common ones."""

    def __init__(self, channel: Channel | None, catalogue: Catalogue, language: Language) -> None:
        own = channel.methods if channel else ()
        known = [each for other in catalogue.values() for each in other.methods]
        self._names = {each.id: METHODS.get(each.id, each.name) for each in reversed(known)}
        self._names |= {each.id: each.name for each in own}
        self._ids: dict[str, str] = {}
        for ident, words in [
            *METHODS.items(),
            *((each.id, each.name) for each in (*known, *own)),
            *self._names.items(),
        ]:
            self._ids |= {plain_key(name): ident for name in words.values()}
        self._language = language

    def name(self, ident: str) -> str:
        """What it is called; the id itself where no name, or that of another one, would stand for it in a list."""
        name = self._language.words(self._names.get(ident, {})) if ident in self._names else ident
        return name if not _MARKS & {*name} and self._ids.get(plain_key(name)) == ident else ident

    def ident(self, name: str) -> str:
        """The id of what goes by that name, in any language; what is not known stays as it was typed."""
        return name if name in self._names else self._ids.get(plain_key(name), name)

    def named(self, field: str, text: str) -> str:
        """The text of a field with the names, a list with the comma and the colon of the language; both are read."""
        said = _each(text, self.name) if field in FIELDS else text
        if field not in LISTS or self._language.code == "en":
            return said
        return said.replace(BETWEEN, "、").replace(": ", "：")

    def typed(self, cells: Mapping[str, str]) -> dict[str, str]:
        """What was typed into all fields, with the ids, and lists with one comma and colon."""
        changes = {field: self.ident if field in FIELDS else str for field in LISTS}
        return {field: _each(text, changes[field]) if field in LISTS else text for field, text in cells.items()}

    def said(self, problem: Problem) -> Problem:
        """The problem, with the names of the ways to pay that it is about."""
        params = problem.message.params
        if params.get("key") not in FIELDS and problem.field not in FIELDS:
            return problem
        named = dict(params)
        for key in ("value", "known"):
            if key in params:
                named[key] = _each(str(params[key]), self.name)
        return Problem.of(Message(problem.message.template, named)).about(problem.field)


def _each(text: str, change: Callable[[str], str]) -> str:
    """The items of a list, each with the name that it begins with changed."""
    items = [
        item.strip().partition(":") for item in text.replace("，", ",").replace("、", ",").replace("：", ":").split(",")
    ]
    made = ((change(name.strip()), colon, said.strip()) for name, colon, said in items if name.strip())
    return BETWEEN.join(f"{name}{colon} {said}".strip() for name, colon, said in made)
