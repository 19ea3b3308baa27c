"""The config file: language, the viewer's zone, theme, keys and warning days. Wrong settings start with the default."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

import msgspec

from models.bill import SOON_DAYS
from models.channel import LANGUAGES
from models.message import Message, msg

THEMES = ("fenqi-dark", "fenqi-light", "ansi-dark", "ansi-light")


class Config(msgspec.Struct, frozen=True, kw_only=True):
    """The settings, and what was wrong with the file, in sentences."""

    language: str | None = None
    timezone: str | None = None
    theme: str = THEMES[0]
    warning_days: int = SOON_DAYS
    keymap: Mapping[str, str] = {}
    remarks: tuple[Message, ...] = ()


class _Setting(msgspec.Struct, frozen=True):
    """A setting: whether a value will do, and what is allowed, for people."""

    will_do: Callable[[Any], bool]
    allowed: str


_SETTINGS = {
    "language": _Setting(lambda value: value in LANGUAGES, " | ".join(LANGUAGES)),
    "timezone": _Setting(
        lambda value: isinstance(value, str) and value in available_timezones(), "Asia/Shanghai, Europe/Berlin, UTC …"
    ),
    "theme": _Setting(lambda value: value in THEMES, " | ".join(THEMES)),
    "warning_days": _Setting(lambda value: type(value) is int and 0 <= value <= 60, "0 … 60"),
    "keymap": _Setting(
        lambda value: isinstance(value, dict) and all(isinstance(key, str) for key in value.values()),
        '{ pay = "p", quit = "q" }',
    ),
}


def parse_config(text: str) -> Config:
    """The settings in a TOML text; what will not do is left at its default, with a remark."""
    import tomllib  # noqa: PLC0415  # most people have no config file

    try:
        given = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return Config(
            remarks=(msg("the config file is not valid TOML, so no setting was used: {reason}", reason=str(error)),)
        )
    good: dict[str, Any] = {}
    remarks = []
    for name, value in given.items():
        setting = _SETTINGS.get(name)
        if setting is None:
            remarks.append(
                msg("config: there is no setting {name}; there are {all}", name=name, all=", ".join(_SETTINGS))
            )
        elif not setting.will_do(value):
            remarks.append(
                msg(
                    "config: {name} cannot be {value}; allowed: {allowed}",
                    name=name,
                    value=str(value),
                    allowed=setting.allowed,
                )
            )
        else:
            good[name] = value
    return Config(**good, remarks=tuple(remarks))


def read_config(path: Path) -> Config:
    """The settings in that file; the defaults where there is none."""
    try:
        return parse_config(path.read_text("utf-8"))
    except FileNotFoundError:
        return Config()
    except (OSError, UnicodeDecodeError) as error:
        return Config(
            remarks=(msg("the config file {path} cannot be read: {reason}", path=str(path), reason=str(error)),)
        )
