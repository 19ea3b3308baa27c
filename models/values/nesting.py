"""How deep lists and tables may lie in each other in a file that somebody else may have written."""

from collections.abc import Iterator

MAX_DEPTH = 64
"""Nothing that fenqi reads lies half as deep; Python itself gives up at about a thousand."""


def too_deep(value: object) -> bool:
    """Whether lists and dicts lie in each other deeper than MAX_DEPTH. It looks level by level and needs no stack."""
    level = [value]
    for _ in range(MAX_DEPTH):
        level = [inner for each in level for inner in _inside(each) if isinstance(inner, dict | list)]
        if not level:
            return False
    return True


def _inside(value: object) -> Iterator[object]:
    if isinstance(value, dict):
        yield from value.values()
    elif isinstance(value, list):
        yield from value
