"""A theme that was chosen is in the config file; all else that stands there stays as it stands."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.values.message import Problem
from tui.run.config import THEMES, read_config
from tui.run.keeping import keep_theme, with_theme
from tui.run.session import config_path, open_session
from tui.run.surface import Colours
from tui.run.theme import theme_for

HERE = Path("config.toml")
LINES = st.sampled_from(
    [
        "# mine",
        "",
        'theme = "light"  # by day',
        "theme = 'fenqi-dark'",
        '"theme" = "none"',
        "theme = 7",
        'theme = """\nlight"""',
        'language = "zh_CN"',
        "warning_days = 3",
        "x = nan",
        'note = """\ntheme = "light"\n"""',
        "[keymap]",
        'pay = "r"',
        "[a.b]",
        'theme = "other"',
        "= broken",
    ]
)


def settings(text: str) -> str:
    """All that a text sets besides the theme."""
    return repr({name: value for name, value in tomllib.loads(text).items() if name != "theme"})


@given(st.lists(LINES, max_size=8), st.sampled_from(THEMES))
def test_the_theme_is_changed_and_nothing_else_or_the_file_is_left(lines: list[str], theme: str) -> None:
    text = "\n".join(lines)
    try:
        changed = with_theme(text.encode(), theme, HERE)
    except Problem:
        return
    assert tomllib.loads(changed)["theme"] == theme
    assert settings(changed) == settings(text)
    assert [line for line in lines if line.startswith("#")] == [
        line for line in changed.splitlines() if line.startswith("#")
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", 'theme = "light"\n'),
        ('theme = "dark"   # for the evening\n', 'theme = "light"   # for the evening\n'),
        ("warning_days = 3\n", 'theme = "light"\nwarning_days = 3\n'),
        ('[keymap]\ntheme = "T"\n', 'theme = "light"\n[keymap]\ntheme = "T"\n'),
        ("theme = 'fenqi-dark'\r\n[keymap]\r\n", 'theme = "light"\r\n[keymap]\r\n'),
    ],
)
def test_the_line_is_changed_where_it_stands(before: str, after: str) -> None:
    assert with_theme(before.encode(), "light", HERE) == after


@pytest.mark.parametrize(
    "data", [b"language = zh_CN\n", "# 小米".encode("gb18030"), b"#" * 100_001, b"x = " + b"[" * 9_999]
)
def test_a_file_that_says_nothing_yet_is_left_as_it_is(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(data)
    with pytest.raises(Problem):
        keep_theme(path, "light")
    assert path.read_bytes() == data


def test_what_is_kept_is_what_the_next_run_begins_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    for theme in THEMES:
        keep_theme(config_path(), theme)
        assert read_config(config_path()).theme == theme == open_session().theme


def test_a_link_stays_a_link_and_what_it_leads_to_is_changed(tmp_path: Path) -> None:
    real, link = tmp_path / "dotfiles.toml", tmp_path / "config.toml"
    real.write_text('language = "en"\n')
    link.symlink_to(real)
    keep_theme(link, "light")
    assert link.is_symlink()
    assert real.read_text() == 'theme = "light"\nlanguage = "en"\n'


def test_a_folder_that_cannot_be_written_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(Problem):
        keep_theme(tmp_path / "file" / "config.toml", "light")
    assert [each.name for each in tmp_path.iterdir()] == ["file"]


@pytest.mark.parametrize("kept", THEMES)
@pytest.mark.parametrize("colours", Colours)
@pytest.mark.parametrize("asked", [None, *THEMES])
def test_what_was_asked_for_counts_then_the_terminal_then_what_is_kept(
    asked: str | None, kept: str, colours: Colours
) -> None:
    begun = theme_for(asked, kept, colours)
    if asked is not None:
        assert begun == asked
    elif colours is Colours.MANY or kept == "none":
        assert begun == kept
    else:
        assert begun == {Colours.NONE: "none", Colours.SIXTEEN: "16-colours"}[colours]
