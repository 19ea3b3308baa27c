"""What a shell is answered that asks by a variable: completions, or nothing that would stand in the line."""

import pytest

from tui.cli.main import run


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    """Ask as a shell does, by variables: the exit code, and what is said on both streams."""

    def ask(**variables: str) -> tuple[int, str, str]:
        for name in ("_FENQI_COMPLETE", "COMP_WORDS", "COMP_CWORD"):
            monkeypatch.delenv(name, raising=False)
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        try:
            code = run(["--lang", "en"])
        except SystemExit as end:
            code = int(end.code or 0)
        return code, *capsys.readouterr()

    return ask


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
@pytest.mark.parametrize(
    "variables",
    [{}, {"COMP_WORDS": "fenqi "}, {"COMP_CWORD": "1"}, {"COMP_WORDS": "fenqi d", "COMP_CWORD": " "}],
    ids=["neither", "no place", "no words", "no number"],
)
def test_a_shell_that_does_not_say_what_is_typed_is_answered_nothing(
    asked, shell: str, variables: dict[str, str]
) -> None:
    code, out, err = asked(_FENQI_COMPLETE=f"{shell}_complete", **variables)
    assert (code, out, err) == (1, "", "")


@pytest.mark.parametrize("wanted", ["tcsh_source", "tcsh_complete", "bash", "bash_", "_source", "bash_sauce", "1"])
def test_what_there_is_no_completion_for_is_said_in_a_sentence(asked, wanted: str) -> None:
    code, out, err = asked(_FENQI_COMPLETE=wanted, COMP_WORDS="fenqi d", COMP_CWORD="1")
    assert (code, out) == (1, "")
    assert err == "fenqi: _FENQI_COMPLETE must be one of bash_source, zsh_source, fish_source\n"


def test_a_line_is_completed_whatever_options_stand_in_it(asked) -> None:
    for words in ("fenqi doc", "fenqi --version doc", "fenqi --now nonsense doc"):
        code, out, err = asked(_FENQI_COMPLETE="bash_complete", COMP_WORDS=words, COMP_CWORD=str(words.count(" ")))
        assert (code, out.split(), err) == (0, ["plain,doctor"], "")
