"""What the fields of a channel must be like: every check raises Problem naming the channel and the field."""

import re
from collections.abc import Collection
from decimal import Decimal

import pendulum

from models.values.account_label import exposes_number
from models.values.message import Problem
from models.values.money import parse_amount
from models.values.text import MAX_NOTE, MAX_TITLE, clean, is_clean

_SLUG = r"(?a)[a-z][a-z0-9]*(-[a-z0-9]+)*"
_DOMAIN = r"(?a)[a-z0-9-]+(\.[a-z0-9-]+)+"
_DECIMAL = r"(?a)\d{1,3}(\.\d{1,10})?"


def slug(channel: str, field: str, value: str) -> None:
    """An id: `jd-baitiao`."""
    if len(value) > 32 or not re.fullmatch(_SLUG, value):
        raise Problem(
            "channel {channel}: {key} must be small letters, digits and hyphens, at most 32",
            field=field,
            channel=channel,
            key=field,
        )


def missing(channel: str, field: str) -> Problem:
    """What is wrong where a field is not there."""
    return Problem("channel {channel}: {key} is missing", field=field, channel=channel, key=field)


def contradicts(channel: str, field: str, other: str) -> Problem:
    """What is wrong where two fields exclude each other."""
    return Problem(
        "channel {channel}: {key} does not go with {other}", field=field, channel=channel, key=field, other=other
    )


def text(channel: str, field: str, value: str) -> None:
    """A text to show."""
    if not value:
        raise missing(channel, field)
    if not is_clean(value, MAX_NOTE):
        raise Problem(
            "channel {channel}: {key} holds control characters or odd spaces, or is too long",
            field=field,
            channel=channel,
            key=field,
        )


def domain(channel: str, field: str, value: str) -> None:
    """A domain without a scheme or path: `alipay.com`."""
    if not re.fullmatch(_DOMAIN, value):
        raise Problem(
            "channel {channel}: {key} must be a domain like example.com", field=field, channel=channel, key=field
        )


def within(channel: str, field: str, value: int, first: int, last: int) -> None:
    """A whole number from `first` to `last`."""
    if not first <= value <= last:
        raise Problem(
            "channel {channel}: {key} is {value}; it must be {first} to {last}",
            field=field,
            channel=channel,
            key=field,
            value=value,
            first=first,
            last=last,
        )


def decimal(channel: str, field: str, value: str, most: int) -> None:
    """A decimal from 0 to `most`, as text."""
    if not re.fullmatch(_DECIMAL, value) or Decimal(value) > most:
        raise Problem(
            "channel {channel}: {key} must be a decimal from 0 to {most}, like 0.05",
            field=field,
            channel=channel,
            key=field,
            most=most,
        )


def amount(channel: str, field: str, value: str) -> None:
    """Yuan, as text."""
    try:
        parse_amount(value)
    except Problem:
        raise Problem(
            "channel {channel}: {key} must be an amount like 10.00", field=field, channel=channel, key=field
        ) from None


def zone(channel: str, field: str, value: str) -> None:
    """The name of a time zone."""
    try:
        pendulum.timezone(value)
    except (ValueError, OSError):
        raise Problem(
            "channel {channel}: {key} must be a time zone like Asia/Shanghai", field=field, channel=channel, key=field
        ) from None


def some(channel: str, field: str, values: Collection[object]) -> None:
    """At least one."""
    if not values:
        raise Problem("channel {channel}: {key} must name at least one", field=field, channel=channel, key=field)


def distinct(channel: str, field: str, values: Collection[object]) -> None:
    """None twice."""
    if len(set(values)) < len(values):
        raise Problem("channel {channel}: {key} names one of them twice", field=field, channel=channel, key=field)


def method(channel: str, field: str, value: str, methods: Collection[str]) -> None:
    """One of the channel's methods of payment, by its id."""
    if value not in methods:
        raise Problem(
            "channel {channel}: {key} names {value}, which is not among its methods",
            field=field,
            channel=channel,
            key=field,
            value=clean(value, 40),
        )


def known(channel: str, field: str, value: str, known: Collection[str]) -> None:
    """A field of a channel, one of `known`."""
    if value not in known:
        raise Problem(
            "channel {channel}: {key} names {value}, which is not a field of a channel",
            field=field,
            channel=channel,
            key=field,
            value=clean(value, 40),
        )


def account(channel: str, key: str, label: str) -> None:
    """Problem where a label holds more of an account's number than its last four digits."""
    if exposes_number(label):
        raise Problem(
            "channel {channel}: {key} {label} holds more than the last four digits of a number; shorten it",
            field=key,
            channel=channel,
            key=key,
            label=label,
        )


def offered(channel: str, field: str, day: int, days: Collection[int]) -> None:
    """A due day that the institution lets one choose, where it is known which those are."""
    if days and day not in days:
        raise Problem(
            "channel {channel}: {key} {day} is not among the days that it offers, {days}; "
            "add it to them if the app offers it",
            field=field,
            channel=channel,
            key=field,
            day=day,
            days=", ".join(str(each) for each in days),
        )


def label(account: str, field: str, text: str) -> None:
    """Problem where the label of an account will not do: it is too long, not clean, or holds more than four digits."""
    if not is_clean(text, MAX_TITLE):
        raise Problem(
            "account {account}: {key} holds control characters or is too long", field=field, account=account, key=field
        )
    if exposes_number(text):
        raise Problem(
            "account {account}: {key} {label} holds more than the last four digits of a number; shorten it",
            field=field,
            account=account,
            key=field,
            label=text,
        )


def last4(account: str, digits: str) -> None:
    """Problem where these are not the last four digits of a card; "" is none."""
    if digits:
        four_digits(account, digits)


def four_digits(account: str, digits: str) -> None:
    """The last four digits of a card."""
    if not (len(digits) == 4 and digits.isascii() and digits.isdigit()):
        raise Problem(
            "account {account}: the last four digits of the card are four digits, not {digits}",
            field="last4",
            account=account,
            digits=clean(digits, 20) or "—",
        )
