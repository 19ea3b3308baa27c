"""The formats of files of orders: a module and a line here for each."""

from collections.abc import Iterable, Mapping

from models.exchange.csv_file import CSV
from models.exchange.format import Format
from models.exchange.json_file import JSON
from models.values.message import Words

FORMATS: Mapping[str, Format] = {each.name: each for each in (JSON, CSV)}
"""Every format by its name."""


def _named(formats: Iterable[Format]) -> Words:
    *others, last = sorted(each.name.upper() for each in formats)
    if not others:
        return {"en": last, "zh_CN": last}
    return {"en": f"{', '.join(others)} or {last}", "zh_CN": f"{'、'.join(others)} 或 {last}"}


FORMAT_NAMES = _named(FORMATS.values())
"""All of them, in the middle of a sentence."""
WHOLE_NAMES = _named(each for each in FORMATS.values() if each.whole)
"""Those that have room for a whole ledger."""


def guess_format(name: str, data: bytes) -> str:
    """The format that the file name ends in, or else the one that the content starts like; else CSV."""
    ending = name.lower().rpartition(".")[2]
    by_name = (each.name for each in FORMATS.values() if ending in each.endings)
    by_content = (each.name for each in FORMATS.values() if each.sniff(data))
    return next(by_name, "") or next(by_content, CSV.name)
