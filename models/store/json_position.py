"""Where bytes that should be JSON are none."""

import json
from typing import NamedTuple


class JsonPosition(NamedTuple):
    """A character in a text, its line and its column counted from 1."""

    line: int
    column: int


def not_json_from(data: bytes) -> JsonPosition | None:
    """From where on the bytes are no JSON; None where no position can be named."""
    try:
        json.loads(data.decode())
    except UnicodeDecodeError as error:
        before = data[: error.start].decode()
        return JsonPosition(before.count("\n") + 1, len(before) - before.rfind("\n"))
    except json.JSONDecodeError as error:
        return JsonPosition(error.lineno, error.colno)
    except (ValueError, RecursionError):  # a number of thousands of digits; brackets that are nested too deep
        return None
    return None
