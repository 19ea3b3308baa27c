"""What click says around our commands, in the words and the signs of the language."""

import pytest

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
