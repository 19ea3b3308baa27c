"""What the fields of a record must be like: each check raises Problem naming the field."""

import re
from datetime import date

from models.ledger.ids import order_settled
from models.values.dates import checked
from models.values.message import Problem
from models.values.money import MAX_AMOUNT, Fen, yuan
from models.values.text import MAX_NOTE, MAX_TITLE, clean, is_clean

_BILL = r"(?a)(?P<account>.+)/(?P<due>\d{4}-\d{2}-\d{2})"
_SOURCE = r"(?a)[a-z0-9][a-z0-9-]{0,31}"


def positive(field: str, amount: Fen) -> None:
    """An amount of a fen or more."""
    if not 0 < amount <= MAX_AMOUNT:
        raise Problem("the amount must be ¥0.01 to {most}", field=field, most=yuan(MAX_AMOUNT))


def amount(field: str, given: Fen | None) -> None:
    """An amount that may be ¥0.00, or none."""
    if given is not None and not 0 <= given <= MAX_AMOUNT:
        raise Problem("the amount must be ¥0.00 to {most}", field=field, most=yuan(MAX_AMOUNT))


def ident(field: str, given: str) -> None:
    """An id of any record: there is one, and it steers no terminal."""
    if not given or not is_clean(given, MAX_NOTE):
        raise Problem("an id is missing, is too long or holds control characters", field=field)


def text(field: str, given: str, limit: int = MAX_TITLE) -> None:
    """A text that may be empty."""
    if not is_clean(given, limit):
        raise Problem("it holds control characters or is too long", field=field)


def source(field: str, given: str) -> None:
    """The app, or a source of statements, by its id: small letters, digits and hyphens."""
    if not re.fullmatch(_SOURCE, given):
        raise Problem(
            "{source} is not the id of a source, like `app` or `alipay`", field=field, source=clean(given, 40)
        )


def day(field: str, given: date) -> None:
    """A day on which something can be due."""
    try:
        checked(given)
    except Problem as problem:
        raise problem.about(field) from None


def bill(field: str, given: str) -> tuple[str, date]:
    """The id of an ordinary bill; its account and its due date."""
    ident(field, given)
    found = re.fullmatch(_BILL, given)
    try:
        return (found["account"], date.fromisoformat(found["due"])) if found else _no_bill(field, given)
    except ValueError:
        return _no_bill(field, given)


def like_a_bill(field: str, given: str) -> None:
    """What has the form of an ordinary bill's id, whatever characters its account has: that is cleaned where it is
    shown."""
    account, _, due = given.rpartition("/")
    try:
        date.fromisoformat(due if account else "")
    except ValueError:
        _no_bill(field, given)


def bill_or_settlement(field: str, given: str) -> None:
    """The same, or the id of what settles an order early."""
    if order_settled(given) is None:
        like_a_bill(field, given)


def _no_bill(field: str, given: str) -> tuple[str, date]:
    raise Problem("{bill} is not the id of a bill, like `huabei/2026-12-10`", field=field, bill=clean(given, 80))
