"""`fenqi undo` and `fenqi redo`."""

import pytest

from tests.tui.cli.shell import Shell


def repaid(shell: Shell) -> None:
    shell("record", "huabei/2026-12-10", "--amount", "622.06", "--method", "balance", "--yes")


def test_an_action_is_undone_and_done_again(shell: Shell) -> None:
    repaid(shell)
    after = shell.ledger
    undone = shell("undo", "--yes", "--json").json
    assert undone["undone"] == "repayment of Huabei 花呗 2026-12-10"
    assert not shell.ledger.repayments
    redone = shell("redo", "--yes", "--json").json
    assert redone == undone, "what had been undone, under the one name"
    assert shell.ledger == after
    assert shell("undo", "--yes").out == "undone: repayment of Huabei 花呗 2026-12-10\n"
    again = shell("redo", "--yes")
    assert again.out == "redone: repayment of Huabei 花呗 2026-12-10\n"
    assert again.err.startswith("the action undone last, 2026-11-22 ")


@pytest.mark.parametrize("options", [(), ("--dry-run",), ("--dry-run", "--yes")])
def test_a_dry_run_says_what_would_be_undone(shell: Shell, options: tuple[str, ...]) -> None:
    repaid(shell)
    before = shell.db.read_bytes()
    answer = shell("undo", *options)
    assert (answer.code, answer.out) == (0, "to be undone: repayment of Huabei 花呗 2026-12-10\n")
    assert "nothing was written" in answer.err
    assert shell.db.read_bytes() == before
    assert shell("redo").code == 1


def test_where_there_is_nothing_to_undo_or_to_redo_it_is_said(shell: Shell) -> None:
    assert shell("redo", "--yes") == (1, "", "fenqi: there is nothing to redo\n")
    assert shell("undo", "--yes").out == "undone: import of 4\n"
    assert shell("undo", "--yes") == (1, "", "fenqi: there is nothing to undo\n")
    assert shell("undo", "--dry-run", "--json") == (1, "", "fenqi: there is nothing to undo\n")


def test_it_is_said_in_the_users_language(shell: Shell) -> None:
    repaid(shell)
    answer = shell.raw("--lang", "zh_CN", *shell.options, "undo", "--yes", "--json")
    assert answer.json["undone"] == "花呗 2026-12-10 的还款"


@pytest.mark.parametrize(
    ("command", "en", "zh_cn"),
    [
        (("channel", "set", "huabei", "due_day=20"), "change channel Huabei 花呗", "花呗"),
        (("account", "set", "cmb", "--auto-debit", "on"), "change account China Merchants Bank card 招行", "招商银行"),
        (("account", "add", "cmb", "--last4", "1234"), "add account China Merchants Bank card 招行 1234", "1234"),
        (
            ("account", "move", "huabei", "--since", "2027-01-01", "--due-day", "20"),
            "move the days of Huabei 花呗",
            "花呗",
        ),
    ],
)
def test_a_channel_or_an_account_is_named_as_lists_name_it_and_not_by_its_id(
    shell: Shell, command: tuple[str, ...], en: str, zh_cn: str
) -> None:
    assert shell(*command, "--yes").code == 0
    assert shell("undo", "--dry-run").out == f"to be undone: {en}\n"
    said = shell.raw("--lang", "zh_CN", *shell.options, "undo", "--dry-run").out
    assert zh_cn in said
    assert command[2] not in said
