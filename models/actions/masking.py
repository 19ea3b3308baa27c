"""Texts enter the ledger without the numbers of cards, phones and people. That of an order or a payment stays, as it is
found again by it; where it looks like that of a card of the user's, or of a phone or a person, that is asked.
"""

import re
from collections.abc import Iterator
from typing import Any, TypeVar

import msgspec

from models.ledger.ledger import Ledger, LedgerChange
from models.values.identity import key_of
from models.values.long_numbers import is_masked, masked
from models.values.message import Message, msg
from models.values.number_kinds import is_mall, passes_luhn

MASKED = msg("a number like that of a card, a phone or a person is kept as its last four digits only")
TEXTS = frozenset({"title", "note", "other", "reason", "answer", "label", "values"})
"""The fields of records that somebody writes as they like."""
CARD = range(13, 20)
"""Digits of a card's number."""

Value = TypeVar("Value")

_DIGITS = re.compile(r"\d+(?:-\d+)*", re.ASCII)
_ENDING = re.compile(r"(?<!\d)\d{4}(?!\d)", re.ASCII)


def masking(change: LedgerChange) -> LedgerChange:
    """The change, with the texts of what it makes masked. Every action is made so, whoever makes it."""

    def changed(ledger: Ledger) -> Ledger:
        after = change(ledger)
        tables = {}
        for name, before, records in _changed(ledger, after):
            own = {ident: each if before.get(ident) is each else _clear(each) for ident, each in records.items()}
            if any(own[ident] is not each for ident, each in records.items()):
                tables[name] = own
        return msgspec.structs.replace(after, **tables) if tables else after

    return changed


def as_entered(of: Ledger, beside: Ledger) -> Ledger:
    """Another file's ledger with its texts masked as they would be here, but for the records that `beside` has, too."""
    tables = {}
    for name, here, records in _changed(beside, of):
        tables[name] = {ident: each if here.get(ident) == each else _clear(each) for ident, each in records.items()}
    return msgspec.structs.replace(of, **tables)


def cleared(value: Value) -> Value:
    """A record, or what undo calls an action, with its texts masked; the same one where there is nothing to mask."""
    if isinstance(value, Message):
        named: Any = named_masked(value)
        return value if named == value else named
    return _clear(value)


def named_masked(label: Message) -> Message:
    """What undo calls an action, with the texts in it masked."""
    params = {name: masked(each) if isinstance(each, str) else each for name, each in label.params.items()}
    return Message(label.template, params)


def newly_masked(before: Ledger, after: Ledger) -> bool:
    """Whether a number was masked in what the ledger has more, so that it is to be said."""
    return any(
        any(map(is_masked, {*_texts(each)} - {*_texts(old.get(ident))}))
        for _, old, records in _changed(before, after)
        for ident, each in records.items()
        if old.get(ident) is not each
    )


def like_card(number: str, ledger: Ledger) -> str | None:
    """What the card is called whose number that of an order or a payment looks like; None where it looks like none of
    the user's.

    It, or digits in it, end as the card does and have its check digit. Xiaomi Mall's order numbers, which have a day in
    them, are none.
    """
    runs = (each.replace("-", "") for each in _DIGITS.findall(key_of(number)))
    like = [each for each in runs if len(each) in CARD and not is_mall(each) and passes_luhn(each)]
    known = dict(_cards(ledger)) if like else {}
    return next((known[each[-4:]] for each in like if each[-4:] in known), None)


def like_somebodys(number: str) -> bool:
    """Whether the number of an order looks like that of a phone or a person."""
    return masked(number, cards=False) != number


def _cards(ledger: Ledger) -> Iterator[tuple[str, str]]:
    """The last four digits of each card that is known here, and what it is called."""
    accounts = ledger.accounts.values()
    labels = [each.pay_account for each in accounts] + [each.pay_account for each in ledger.orders.values()]
    labels += [each.pay_account for each in ledger.budget.values()]
    for label in [*labels, *ledger.balances]:
        yield from ((ending[0], label) for ending in _ENDING.finditer(label))
    yield from ((each.last4, f"{each.label} {each.last4}".strip()) for each in accounts if each.last4)


def _changed(before: Ledger, after: Ledger) -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    for name in Ledger.__struct_fields__:
        old, new = getattr(before, name), getattr(after, name)
        if old is not new:
            yield name, old, new


def _clear(record: Value, *, text: bool = False) -> Value:
    """The record with its texts masked; the same one where there is nothing to mask."""
    made: Any = record
    if isinstance(record, str):
        made = masked(record) if text else record
    elif isinstance(record, msgspec.Struct):
        fields = {name: getattr(record, name) for name in record.__struct_fields__}
        own = {name: _clear(each, text=text or name in TEXTS) for name, each in fields.items()}
        made = msgspec.structs.replace(record, **own) if own != fields else record
    elif isinstance(record, tuple | list):
        made = type(record)(_clear(each, text=text) for each in record)
    elif isinstance(record, dict):
        made = {name: _clear(each, text=text) for name, each in record.items()}
    return record if made == record else made


def _texts(record: object, *, text: bool = False) -> Iterator[str]:
    """The texts of a record; those of its other fields are none of these."""
    if isinstance(record, str):
        if text:
            yield record
    elif isinstance(record, msgspec.Struct):
        for name in record.__struct_fields__:
            yield from _texts(getattr(record, name), text=text or name in TEXTS or name == "reference")
    elif isinstance(record, tuple | list):
        for each in record:
            yield from _texts(each, text=text)
    elif isinstance(record, dict):
        for each in record.values():
            yield from _texts(each, text=text)
