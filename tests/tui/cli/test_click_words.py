"""What click says around our commands, in the words and the signs of the language."""

import pytest
from rich.cells import cell_len

from tests.tui.cli.shell import Shell


@pytest.mark.parametrize(
    ("language", "usage", "options", "days"),
    [
        ("en", "Usage: fenqi due [OPTIONS]", "Options:", "'--days': {} is not a whole number from 0 to 366"),
        ("zh_CN", "用法：fenqi due [OPTIONS]", "选项：", "'--days' 的值无效：{} 不是 0 到 366 的整数"),
    ],
)
def test_a_page_of_help_and_a_refused_number_have_the_words_and_colons_of_the_language(
    shell: Shell, language: str, usage: str, options: str, days: str
) -> None:
    page = shell.raw("--lang", language, "due", "--help").out.splitlines()
    assert page[0] == usage
    assert options in page
    for number in ("x", "-1", "999"):
        answer = shell.raw("--lang", language, "due", f"--days={number}")
        assert (answer.code, answer.err.splitlines()[0]) == (2, usage)
        assert answer.err.splitlines()[1].endswith(days.format(number))


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_each_command_in_the_list_says_on_one_line_what_it_does(shell: Shell, language: str) -> None:
    lines = shell.raw("--lang", language, "--help").out.splitlines()
    start = next(at for at, line in enumerate(lines) if line.startswith(("Commands", "命令")))
    listed = lines[start + 1 : lines.index("", start)]
    assert len(listed) > 30
    assert [line for line in listed if cell_len(line) > 80 or cell_len(line[13:]) < 8] == []
