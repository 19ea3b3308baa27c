"""What is wrong in a file: which record and field it is, and how that is written, so that somebody can set it right
with an editor."""

from models.values.message import Problem
from models.values.text_position import TextPosition
from models.values.wrong_field import wrong_field


def not_json_from(data: bytes) -> TextPosition | None:
    """From where on bytes that should be JSON are none; None where no position can be named."""
    import json  # noqa: PLC0415  # msgspec reads our own files, and names bytes

    try:
        json.loads(data.decode())
    except UnicodeDecodeError as error:
        before = data[: error.start].decode()
        return TextPosition(before.count("\n") + 1, len(before) - before.rfind("\n"))
    except json.JSONDecodeError as error:
        return TextPosition(error.lineno, error.colno)
    except (ValueError, RecursionError):  # a number of thousands of digits; brackets that are nested too deep
        return None
    return None


def wrong_record(said: str, table: str, record: str, path: str) -> Problem:
    """What msgspec says of a record, for a person."""
    wrong = wrong_field(said)
    if wrong.lacking:
        return Problem(
            "{path}: {record} in the table {table} lacks {name}; the file was left as it is; `fenqi doctor` helps",
            path=path,
            table=table,
            record=record,
            name=wrong.name,
        )
    if wrong.unknown:
        return Problem(
            "{path}: {record} in the table {table} has {name}, which is unknown; the file was left as it is; "
            "`fenqi doctor` helps",
            path=path,
            table=table,
            record=record,
            name=wrong.name,
        )
    if not wrong.like:
        return Problem(
            "{path}: {record} in the table {table} is wrong: {name} is not as it should be; "
            "the file was left as it is; `fenqi doctor` helps",
            path=path,
            table=table,
            record=record,
            name=wrong.name or record,
        )
    if not wrong.name:
        return Problem(
            "{path}: {record} in the table {table} is to be written like {like}; the file was left as it is; "
            "`fenqi doctor` helps",
            path=path,
            table=table,
            record=record,
            like=wrong.like,
        )
    return Problem(
        "{path}: {record} in the table {table} is wrong: {name} is to be written like {like}; the file was left as it "
        "is; `fenqi doctor` helps",
        path=path,
        table=table,
        record=record,
        name=wrong.name,
        like=wrong.like,
    )
