"""The principal and the fee of a period become one line, whatever the bank calls them."""

import pytest
from msgspec.structs import replace

from models.exchange.statement.parts import whole_periods
from tests.models.actions.statements import line

BASE = line("instalment", "2026-11-07", "380.00", period=10, periods=12)


@pytest.mark.parametrize(
    ("principal", "fee"),
    [
        ("商户分期本金10/12期", "商户分期手续费10/12期"),
        ("分期付款10/12期 本金", "分期付款10/12期 手续费"),
        ("账单分期 本金 第10/12期", "账单分期 利息 第10/12期"),
        ("（分期）银联分期10/12期", "（分期手续费）银联分期10/12期"),
        ("分期摊还 小米电视 第10/12期", "分期手续费 第10/12期"),
    ],
)
def test_a_principal_and_its_fee_are_one_line_in_either_order(principal: str, fee: str) -> None:
    owed = replace(BASE, id="a", title=principal)
    cost = replace(BASE, id="b", title=fee, amount=7_42)
    for lines in ((owed, cost), (cost, owed)):
        assert [each.amount for each in whole_periods(lines)] == [387_42]
    other = replace(cost, period=9)
    assert [each.amount for each in whole_periods((owed, other))] == [380_00, 7_42]


def test_a_fee_without_its_principal_is_known_to_be_one() -> None:
    cost = replace(BASE, id="b", title="商户分期手续费10/12期", amount=7_42)
    owed = replace(BASE, id="a", title="商户分期本金10/12期")
    assert [each.fee_alone for each in whole_periods((cost,))] == [True]
    assert [each.fee_alone for each in whole_periods((owed, cost))] == [False]
