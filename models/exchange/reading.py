"""A file of orders, as bytes from anywhere, becomes a `Reading`. Nothing in it makes reading raise."""

from codecs import BOM_UTF8

import msgspec

from models.channels.channel import Catalogue
from models.exchange.csv_file import read_csv
from models.exchange.encoding import decode
from models.exchange.json_file import read_json
from models.exchange.row import Form, Reading, RowProblem, channel_names
from models.values.message import Problem


def read_orders(data: bytes, form: Form, catalogue: Catalogue) -> Reading:
    """The orders in a file, all that is wrong with it at once, and remarks."""
    read = read_json if form == "json" else read_csv
    try:
        text, remarks = decode(data)
        reading = read(text, channel_names(catalogue))
    except Problem as problem:
        return Reading(problems=(RowProblem(0, "", problem.message),))
    return msgspec.structs.replace(reading, remarks=(*remarks, *reading.remarks))


def guess_form(name: str, data: bytes) -> Form:
    """The form that the file name ends in, or else the one that the content starts like."""
    ending = name.lower().rpartition(".")[2]
    if ending == "json":
        return "json"
    if ending == "csv":
        return "csv"
    return "json" if data.removeprefix(BOM_UTF8).lstrip().startswith((b"{", b"[")) else "csv"
