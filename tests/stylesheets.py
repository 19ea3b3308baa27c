"""Each source of a stylesheet is parsed once in a process, not for each app: those of tests read the same rules."""

from collections import defaultdict

from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet

_parse = Stylesheet._parse_rules
_known: defaultdict[frozenset[tuple[str, str]], dict[tuple[object, ...], list[RuleSet]]] = defaultdict(dict)
"""The rules by the variables in them, then by source. An app reads rules and changes none."""


def parsed_once(sheet: Stylesheet, *source: object, **given: object) -> list[RuleSet]:
    """The rules of a source, for `Stylesheet._parse_rules`."""
    rules = _known[frozenset(sheet._variables.items())]
    key = (*source, *sorted(given.items()))
    if key not in rules:
        rules[key] = _parse(sheet, *source, **given)  # type: ignore[arg-type]  # what it was called with
    return rules[key]
