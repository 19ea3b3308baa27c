"""`fenqi bills` and `fenqi show` say of a bill that the institution's own figure agrees with it, or which one it is."""

import pytest

from models.actions.seen import figure_seen
from models.store import Store
from models.values.message import msg
from models.values.money import Fen
from tests.models.builders import NOW, bill, ledger, order
from tests.tui.cli.shell import Shell


@pytest.mark.parametrize(
    ("total", "said"),
    [
        (10_100, "= checked 12-05, statement of Alipay 支付宝"),
        (20_100, "≠ statement of Alipay 支付宝, 12-05: ¥201.00; here it is ¥101.00"),
    ],
)
def test_both_say_the_figure_of_a_statement(empty_shell: Shell, total: Fen, said: str) -> None:
    of = ledger(order("phone"))
    Store(empty_shell.db).commit(msg("edit"), lambda _: figure_seen(of, bill(of), total, NOW, "alipay"), NOW)
    empty_shell.now = "2026-12-06T12:00:00+08:00"
    first, *others = empty_shell("bills").out.splitlines()
    assert first.endswith(said)
    assert not [line for line in others if "statement" in line]
    assert f"the bill due 2026-12-10: {said}" in empty_shell("show", "phone").out
