"""What click says around our commands, in the words and the signs of the language."""

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tests.tui.cli.shell import Shell
from tui.cli.click_words import speak
from tui.cli.phrases import cut_at_phrase, in_phrases
from tui.run.language import language_of
from tui.terminal.cells import CLOSING


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


@pytest.mark.parametrize(
    ("given", "english", "chinese"),
    [
        (("report", "11"), "11: the command takes no more", "多余的参数：11"),
        (("quote", "--fees"), "--fees needs a value behind it", "--fees 后面要有一个值"),
        (("convert",), "Missing argument 'BILL'.", "缺少参数 'BILL'。"),
        (("export",), "'{json|csv|beancount}': one of json, csv, beancount.", "：json、csv、beancount 之一。"),
        (("export", "x"), "'x' is none of 'json', 'csv', 'beancount'", "'x' 不是 'json'、'csv'、'beancount' 之一"),
    ],
)
def test_what_is_wrong_with_the_usage_is_said_in_one_language(
    shell: Shell, given: tuple[str, ...], english: str, chinese: str
) -> None:
    for language, said in (("en", english), ("zh_CN", chinese)):
        answer = shell.raw("--lang", language, *given)
        assert answer.code == 2
        assert answer.err.splitlines()[-1].endswith(said)


def test_an_answer_that_is_neither_yes_nor_no_is_refused_in_the_language(capsys: pytest.CaptureFixture[str]) -> None:
    for language, said in (("zh_CN", "没看懂：请输入 y 或 n"), ("en", "Error: invalid input")):
        speak(language_of(language))
        with click.Context(click.Command("x")), pytest.MonkeyPatch.context() as patch:
            answers = iter(("maybe", "y"))
            patch.setattr("click.termui.visible_prompt_func", lambda _prompt, of=answers: next(of))
            assert click.confirm("?", err=True)
        assert said in capsys.readouterr().err


def test_a_group_without_a_command_shows_its_page_of_help_line_by_line(shell: Shell) -> None:
    answer = shell.raw("--lang", "en", "order")
    assert answer.code == 2
    assert answer.err.splitlines()[0] == "Usage: fenqi order [OPTIONS] COMMAND [ARGS]..."
    assert "Commands:" in answer.err.splitlines()


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_each_command_in_the_list_says_on_one_line_what_it_does(shell: Shell, language: str) -> None:
    lines = shell.raw("--lang", language, "--help").out.splitlines()
    start = next(at for at, line in enumerate(lines) if line.startswith(("Commands", "命令")))
    listed = lines[start + 1 : lines.index("", start)]
    assert len(listed) > 30
    assert [line for line in listed if cell_len(line) > 80 or cell_len(line[13:]) < 8] == []


@pytest.mark.parametrize("command", [(), ("order", "add"), ("reconcile",), ("remind",), ("confirm",)])
def test_a_page_of_help_in_chinese_is_as_wide_as_its_cells_and_no_line_ends_within_a_phrase_that_had_room(
    shell: Shell, command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    page = shell.raw("--lang", "zh_CN", *command, "--help").out.splitlines()
    assert max(map(cell_len, page)) <= 78
    assert not any(line.strip()[:1] in set(CLOSING) for line in page)


def test_what_must_be_given_is_said_in_the_language(shell: Shell) -> None:
    said = {language: shell.raw("--lang", language, "record", "--help").out for language in ("en", "zh_CN")}
    assert "[required]" in said["en"]
    assert "[必填]" in said["zh_CN"]
    assert "required" not in said["zh_CN"]


TEXTS = st.text(alphabet="还款日账单，。；：、（）「」 ab`-1", min_size=1, max_size=80).map(
    lambda text: " ".join(text.split())
)


@given(text=TEXTS, width=st.integers(10, 60))
def test_a_text_in_phrases_keeps_all_of_it_in_lines_that_have_room(text: str, width: int) -> None:
    lines = in_phrases(text, width)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(cell_len(line) <= width for line in lines)


def test_a_line_ends_behind_a_phrase_where_that_leaves_half_of_it() -> None:
    assert in_phrases("自动还款失败，或这笔还款始终没到账。", 22) == ["自动还款失败，", "或这笔还款始终没到账。"]
    assert in_phrases("短，没有别的标点的一句话要写满", 20) == ["短，没有别的标点的一", "句话要写满"]
    assert cut_at_phrase("不带选项，表示当时没显示的还款已到账", 20) == "不带选项…"
    assert cut_at_phrase("不带选项，表示当时没显示的还款已到账", 22) == "不带选项，表示当时没…"
    assert cut_at_phrase("说明这期账单的情况：不带选项，表示当时", 32) == "说明这期账单的情况：不带选项…"
