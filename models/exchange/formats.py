"""The formats of files of orders: a module and a line here for each."""

from collections.abc import Mapping

from models.exchange.csv_file import CSV
from models.exchange.format import Format
from models.exchange.format_names import named
from models.exchange.json_file import JSON

FORMATS: Mapping[str, Format] = {each.name: each for each in (JSON, CSV)}
"""Every format by its name."""
WHOLE_NAMES = named(each.name for each in FORMATS.values() if each.whole)
"""Those that have room for a whole ledger."""


def guess_format(name: str, data: bytes) -> str:
    """The format that the file name ends in, or else the one that the content starts like; else CSV."""
    ending = name.lower().rpartition(".")[2]
    by_name = (each.name for each in FORMATS.values() if ending in each.endings)
    by_content = (each.name for each in FORMATS.values() if each.sniff(data))
    return next(by_name, "") or next(by_content, CSV.name)
