"""What one run works with: options first, then the environment and the config, then the host."""

import os
import subprocess
import sys
from pathlib import Path
from zoneinfo import available_timezones

import pytest

from models.bills.status import SOON_DAYS
from models.values.message import Problem
from tui.run.language import guess
from tui.run.session import config_path, default_db, open_session


def configure(text: str) -> None:
    config_path().parent.mkdir(parents=True, exist_ok=True)
    config_path().write_text(text, "utf-8")


def test_the_file_is_the_options_the_environments_or_the_users_own(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert open_session().store.path == home / ".local" / "share" / "fenqi" / "ledger.json"
    monkeypatch.setenv("FENQI_DB", str(tmp_path / "two.json"))
    assert open_session().store.path == tmp_path / "two.json" == default_db()
    assert open_session(db=tmp_path / "one.json").store.path == tmp_path / "one.json"


def test_opening_a_session_makes_no_file(home: Path) -> None:
    open_session().store.load()
    assert list(home.iterdir()) == []


def test_the_config_lies_where_xdg_says(home: Path) -> None:
    assert config_path() == home / ".config" / "fenqi" / "config.toml"


def test_the_settings_reach_the_session() -> None:
    configure('language = "zh_CN"\ntimezone = "Europe/Berlin"\nwarning_days = 3\n')
    session = open_session(now="2026-11-22T14:00:00+08:00")
    assert session.language.code == "zh_CN"
    assert session.zone == "Europe/Berlin"
    assert session.moment().soon_days == 3
    assert session.moment().now == session.now()
    assert open_session(language="en").language.code == "en"


def test_the_theme_is_the_options_then_what_the_terminal_can_show_then_the_settings(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    configure('theme = "light"\n')
    monkeypatch.setenv("TERM", "xterm-256color")
    assert open_session().theme == "light"
    assert open_session(theme="high-contrast").theme == "high-contrast"
    monkeypatch.setenv("TERM", "linux")
    assert open_session().theme == "16-colours"
    monkeypatch.setenv("NO_COLOR", "1")
    assert open_session().theme == "none"
    assert open_session(theme="dark").theme == "dark"


def test_without_settings_the_host_decides() -> None:
    session = open_session()
    assert session.language.code == "en"
    assert session.zone == "UTC"
    assert session.moment().soon_days == SOON_DAYS
    assert not session.demo


def test_a_wrong_clock_is_a_problem() -> None:
    with pytest.raises(Problem, match="not a time with an offset"):
        open_session(now="yesterday")


@pytest.mark.parametrize("zone", ["", "CST-8", "Mars/Base", "/nowhere", ":", "Asia/Shanghai"])
def test_any_zone_of_the_host_gives_one_that_is_known(zone: str) -> None:
    program = "from tui.run.session import local_zone; print(local_zone())"
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", program],
        capture_output=True,
        check=True,
        encoding="utf-8",
        env={**os.environ, "TZ": zone},
    )
    assert done.stdout.strip() in available_timezones()


@pytest.mark.parametrize(
    ("wish", "locale", "code"),
    [
        ("zh_CN", "en_US.UTF-8", "zh_CN"),
        ("en", "zh_CN.UTF-8", "en"),
        (None, "zh_CN.UTF-8", "zh_CN"),
        (None, "zh_TW.UTF-8", "zh_CN"),
        (None, "en_GB.UTF-8", "en"),
        (None, "de_DE.UTF-8", "en"),
        (None, "C", "en"),
        (None, "", "en"),
        ("fr", "zh_CN.UTF-8", "zh_CN"),
        ("zh-CN", "", "zh_CN"),
    ],
)
def test_the_language_is_the_wish_or_the_locales(
    monkeypatch: pytest.MonkeyPatch, wish: str | None, locale: str, code: str
) -> None:
    monkeypatch.setenv("LANG", locale)
    assert guess(wish) == code


def test_the_locale_of_messages_goes_before_the_general_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    monkeypatch.setenv("LC_MESSAGES", "zh_CN.UTF-8")
    assert guess() == "zh_CN"
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    assert guess() == "en"
