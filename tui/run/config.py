"""The config file: language, the viewer's zone, theme, keys and warning days. Wrong settings start with the default."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

import msgspec

from models.bills.status import SOON_DAYS
from models.channels.channel import LANGUAGES
from models.exchange.named import Named
from models.store import source
from models.values.message import Message, Problem, msg
from models.values.nesting import too_deep
from models.values.text import clean

MAX_BYTES = 100_000
"""No config file is larger."""

THEMES = ("dark", "light", "high-contrast", "16-colours", "none")
EARLIER_THEMES = {"fenqi-dark": "dark", "fenqi-light": "light", "ansi-dark": "16-colours", "ansi-light": "16-colours"}
"""How themes were called: a file that says so means the theme of today."""
EARLIER_COMMANDS = {"look": "confirm"}
"""How commands were called, in the same way."""


class Config(msgspec.Struct, frozen=True, kw_only=True):
    """The settings, and what was wrong with the file, in sentences.

    `checks`: whether precautions that are to be looked at are named besides on their own page. `mouse`: whether the
    app hears it; a terminal whose mouse is heard selects no text with it. `bell`: whether it rings when a bill turns
    due or an auto-debit begins while it runs. `remind_command`: the command and its arguments that `fenqi remind` hands
    its messages to; () for none.
    """

    language: str | None = None
    timezone: str | None = None
    theme: str = THEMES[0]
    warning_days: int = SOON_DAYS
    checks: bool = True
    mouse: bool = False
    bell: bool = False
    remind_command: tuple[str, ...] = ()
    keymap: Mapping[str, str] = {}
    remarks: tuple[Message, ...] = ()


def _is_argument(value: object) -> bool:
    """Whether it can be a command or one of its arguments."""
    return isinstance(value, str) and bool(value) and "\0" not in value


class _Setting(msgspec.Struct, frozen=True):
    """A setting: whether a value will do, what is allowed, for people, and what a value means."""

    will_do: Callable[[Any], bool]
    allowed: str
    meant: Callable[[Any], Any] = lambda value: value


_SETTINGS = {
    "language": _Setting(lambda value: value in LANGUAGES, " | ".join(LANGUAGES)),
    "timezone": _Setting(
        lambda value: isinstance(value, str) and value in available_timezones(), "Asia/Shanghai, Europe/Berlin, UTC …"
    ),
    "theme": _Setting(
        lambda value: value in (*THEMES, *EARLIER_THEMES),
        " | ".join(THEMES),
        lambda value: EARLIER_THEMES.get(value, value),
    ),
    "checks": _Setting(lambda value: isinstance(value, bool), "true | false"),
    "mouse": _Setting(lambda value: isinstance(value, bool), "true | false"),
    "bell": _Setting(lambda value: isinstance(value, bool), "true | false"),
    "remind_command": _Setting(
        lambda value: isinstance(value, list) and bool(value) and all(map(_is_argument, value)),
        '["ntfy", "publish", "…"]',
        tuple,
    ),
    "warning_days": _Setting(lambda value: type(value) is int and 0 <= value <= 60, "0 … 60"),
    "keymap": _Setting(
        lambda value: isinstance(value, dict) and all(isinstance(key, str) for key in value.values()),
        '{ pay = "p", quit = "q" }',
        lambda value: {EARLIER_COMMANDS.get(command, command): key for command, key in value.items()},
    ),
}


_NESTED = Config(remarks=(msg("the config file is nested too deep, so no setting was used"),))


def parse_config(text: str) -> Config:
    """The settings in a TOML text; what will not do is left at its default, with a remark."""
    import tomllib  # noqa: PLC0415  # most people have no config file

    try:
        given = tomllib.loads(text.removeprefix("\ufeff"))  # a mark of Windows' editors
    except ValueError as error:  # also a number with more digits than Python reads
        return Config(remarks=(_not_toml(text, str(error)),))
    except RecursionError:
        return _NESTED
    if too_deep(given):
        return _NESTED
    good: dict[str, Any] = {}
    remarks = Named[Message]()
    for name, value in given.items():
        setting = _SETTINGS.get(name)
        if setting is None:
            unknown = clean(name, 80)
            remarks.add(
                [msg("config: there is no setting {name}; there are {all}", name=unknown, all=", ".join(_SETTINGS))]
            )
        elif not setting.will_do(value):
            wrong = msg(
                "config: {name} cannot be {value}; allowed: {allowed}",
                name=name,
                value=_excerpt(value),
                allowed=setting.allowed,
            )
            remarks.add([wrong])
        else:
            good[name] = setting.meant(value)
    more = (msg("and {count} more", count=f"{remarks.more:,}"),) if remarks.more else ()
    return Config(**good, remarks=(*remarks.first, *more))


def _not_toml(text: str, said: str) -> Message:
    """Where the text is no TOML, as the reader of it says in English."""
    from models.values.text_position import not_toml_from  # noqa: PLC0415  # hardly a file is none

    at = not_toml_from(text, said)
    if at is None:
        return msg("the config file is not valid TOML, so no setting was used")
    return msg(
        "the config file is not valid TOML from line {line}, column {column} on, so no setting was used",
        line=str(at.line),
        column=str(at.column),
    )


def _excerpt(value: object) -> str:
    """The beginning of a value."""
    try:
        return clean(str(value), 80)
    except ValueError:  # a number with more digits than Python writes
        return "…"


def read_config(path: Path) -> Config:
    """The settings in that file; the defaults where there is none."""
    try:
        found = source.read(path, MAX_BYTES)
        return Config() if found is None else parse_config(found[0].decode())
    except Problem as problem:
        return Config(remarks=(problem.message,))
    except UnicodeDecodeError:
        wrong = msg("the config file {path} is not UTF-8, so no setting was used; save it as UTF-8", path=str(path))
        return Config(remarks=(wrong,))
