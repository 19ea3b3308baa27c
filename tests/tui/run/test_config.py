"""The config file: what will do is used, what will not is named with what is allowed, and the app starts anyway."""

import os
from pathlib import Path
from zoneinfo import available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.channels.channel import LANGUAGES
from tui.run.config import EARLIER_THEMES, THEMES, Config, parse_config, read_config

GOOD = """
language = "zh_CN"
timezone = "Europe/Berlin"
theme = "light"
warning_days = 3

[keymap]
pay = "r"
"""


def test_good_settings_are_used() -> None:
    assert parse_config(GOOD) == Config(
        language="zh_CN", timezone="Europe/Berlin", theme="light", warning_days=3, keymap={"pay": "r"}
    )


def test_a_file_of_windows_is_read() -> None:
    assert parse_config("\ufeff" + GOOD.replace("\n", "\r\n")) == parse_config(GOOD)


def test_a_command_is_its_arguments_and_no_line_of_a_shell() -> None:
    given = parse_config('remind_command = ["ntfy", "publish", "my bills"]\nbell = true')
    assert (given.remind_command, given.bell, given.remarks) == (("ntfy", "publish", "my bills"), True, ())


def test_an_empty_file_means_the_defaults() -> None:
    assert parse_config("") == Config()


@pytest.mark.parametrize(
    ("line", "allowed"),
    [
        ('language = "fr"', "zh_CN | en"),
        ("language = 1", "zh_CN | en"),
        ('timezone = "Mars/Base"', "Asia/Shanghai"),
        ("timezone = 8", "Asia/Shanghai"),
        ('timezone = ["UTC"]', "Asia/Shanghai"),
        ('timezone = { name = "UTC" }', "Asia/Shanghai"),
        ('theme = "pink"', "dark | light | high-contrast"),
        ("theme = []", "dark | light | high-contrast"),
        ("warning_days = -1", "0 … 60"),
        ("checks = 1", "true | false"),
        ('mouse = "on"', "true | false"),
        ("bell = 1", "true | false"),
        *(
            (f"remind_command = {value}", '["ntfy", "publish", "…"]')
            for value in ('"ntfy"', "[]", "[1]", '[""]', '["\\u0000"]')
        ),
        ("warning_days = 61", "0 … 60"),
        ('warning_days = "7"', "0 … 60"),
        ("warning_days = true", "0 … 60"),
        ("warning_days = 1.5", "0 … 60"),
        ('keymap = "vim"', 'pay = "p"'),
        ("keymap = { pay = 1 }", 'pay = "p"'),
    ],
)
def test_a_wrong_setting_says_what_is_allowed_and_leaves_the_default(line: str, allowed: str) -> None:
    config = parse_config(line)
    (remark,) = config.remarks
    name, _, _ = line.partition(" = ")
    assert name in str(remark)
    assert allowed in str(remark)
    assert getattr(config, name) == getattr(Config(), name)


def test_one_wrong_setting_does_not_cost_the_good_ones() -> None:
    config = parse_config('language = "fr"\nwarning_days = 3\ncolour = "red"\n')
    assert config.warning_days == 3
    assert len(config.remarks) == 2


def test_an_unknown_setting_is_named_with_those_there_are() -> None:
    (remark,) = parse_config("colour = 1").remarks
    for name in ("colour", "language", "timezone", "theme", "warning_days", "keymap"):
        assert name in str(remark)


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("language = zh_CN\n", " from line 1, column 12 on"),
        ("bell = true\ntheme = ", " from line 2, column 9 on"),
        ("keymap = {", " from line 1, column 11 on"),
        (f"warning_days = {'9' * 5000}", ""),
    ],
)
def test_a_file_that_is_no_toml_means_the_defaults_and_says_where_it_breaks(text: str, where: str) -> None:
    config = parse_config(text)
    assert config == Config(remarks=config.remarks)
    assert str(config.remarks[0]) == f"the config file is not valid TOML{where}, so no setting was used"


names = st.sampled_from(["language", "timezone", "theme", "warning_days", "keymap", "other"])
values = st.sampled_from(
    ['"x"', "1", "-1", "1.5", "nan", "true", "[]", '["a"]', "{}", "{ a = 1 }", '{ a = "b" }', "2026-12-10", '""']
    + [f'"{language}"' for language in LANGUAGES]
)


@given(st.dictionaries(names, values))
def test_any_settings_leave_a_config_that_the_app_can_start_with(given_settings: dict[str, str]) -> None:
    config = parse_config("".join(f"{name} = {value}\n" for name, value in given_settings.items()))
    assert config.language in {None, *LANGUAGES}
    assert config.timezone is None or config.timezone in available_timezones()
    assert config.theme in THEMES
    assert 0 <= config.warning_days <= 60
    assert all(isinstance(key, str) for key in config.keymap.values())
    assert len(config.remarks) <= len(given_settings)


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    config = parse_config(text)
    assert config.theme in THEMES


NESTED = {
    "lists": "x = " + "[" * 100_000,
    "tables": "x = " + "{ a = " * 100_000,
    "lists with an end": "x = " + "[" * 100 + "]" * 100,
    "a dotted key": "a" + ".a" * 5_000 + " = 1",
    "a dotted header": "[a" + ".a" * 5_000 + "]",
}


@pytest.mark.parametrize("text", NESTED.values(), ids=NESTED.keys())
def test_settings_in_settings_without_end_mean_the_defaults_and_one_sentence(text: str) -> None:
    config = parse_config('language = "zh_CN"\n' + text)
    assert config == Config(remarks=config.remarks)
    assert [str(remark) for remark in config.remarks] == ["the config file is nested too deep, so no setting was used"]


@pytest.mark.parametrize("value", ["1" * 5_000, "0x" + "f" * 5_000, "1e999", '"' + "x" * 100_000 + '"'])
def test_a_value_that_is_too_long_to_say_is_said_in_short(value: str) -> None:
    config = parse_config(f"warning_days = {value}\n")
    (remark,) = config.remarks
    assert config.warning_days == Config().warning_days
    assert len(str(remark)) < 300


def test_a_hundred_wrong_settings_are_named_and_the_rest_counted() -> None:
    config = parse_config("".join(f"x{number} = 1\n" for number in range(112)))
    assert len(config.remarks) == 101
    assert str(config.remarks[-1]) == "and 12 more"


@pytest.mark.parametrize("target", ["a pipe", "/dev/zero", "/dev/stdin"])
def test_what_is_no_file_is_not_waited_for(tmp_path: Path, target: str) -> None:
    path = tmp_path / "config.toml"
    if target == "a pipe":
        os.mkfifo(path)
    else:
        path.symlink_to(target)
    config = read_config(path)
    assert config == Config(remarks=config.remarks)


def test_a_config_file_that_is_too_large_is_named(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_text("#" * 100_001)
    assert [str(remark) for remark in read_config(path).remarks] == [f"{path} is larger than 0.1 MB"]


@pytest.mark.parametrize(("earlier", "today"), EARLIER_THEMES.items())
def test_a_theme_by_its_earlier_name_is_the_one_of_today(earlier: str, today: str) -> None:
    assert parse_config(f'theme = "{earlier}"') == Config(theme=today)
    assert today in THEMES


def test_without_a_file_there_is_nothing_to_remark(tmp_path: Path) -> None:
    assert read_config(tmp_path / "config.toml") == Config()


@pytest.mark.parametrize("damage", ["directory", "not UTF-8"])
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "config.toml"
    if damage == "directory":
        path.mkdir()
    else:
        path.write_bytes('theme = "小米"'.encode("gb18030"))
    config = read_config(path)
    assert config == Config(remarks=config.remarks)
    assert str(path) in str(config.remarks[0])


def test_a_key_is_given_to_a_command_by_the_name_that_it_had_before_too() -> None:
    assert parse_config('keymap = { look = "C", pay = "P" }') == Config(keymap={"confirm": "C", "pay": "P"})
