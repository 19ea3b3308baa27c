"""How the names of columns are compared, in orders and in statements."""

import re

from models.values.identity import key_of

_UNIT = re.compile(r"\((?:元|¥|rmb|cny|yuan|人民币|单位:元|期|天|%|必填|选填|required|optional)\)$")
_BETWEEN = re.compile(r"[\s_\-*.:'\"“”‘’「」]+")


def header_key(name: str) -> str:
    """What all spellings of a name have in common: no width, case, unit in brackets, spaces, stars or colons."""
    return _BETWEEN.sub("", _UNIT.sub("", key_of(name).strip("*:' ¥元")))
