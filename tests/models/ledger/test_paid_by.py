"""How a repayment was made, in words."""

import pytest
from msgspec.structs import replace

from models.channels.builtin import builtin
from models.channels.channel import AUTO_DEBIT
from models.channels.rules import Method
from models.ledger.paid_by import ANOTHER_WAY, paid_by
from models.ledger.repayment import Repayment
from tests.models.builders import DUE, NOW

HUABEI = builtin()["huabei"]
CASH = replace(HUABEI, methods=(Method(id="other", name={"zh_CN": "现金", "en": "cash"}),))


@pytest.mark.parametrize(
    ("method", "other", "channel", "said"),
    [
        ("balance", "", HUABEI, "Alipay balance"),
        (AUTO_DEBIT, "", HUABEI, "auto-debit"),
        ("gone", "", HUABEI, "gone"),
        ("other", "柜台", HUABEI, "柜台"),
        ("other", "", HUABEI, ANOTHER_WAY["en"]),
        ("other", "", CASH, "cash"),
        ("other", "柜台", CASH, "柜台"),
    ],
)
def test_a_method_is_named_by_the_channel_and_another_way_by_the_users_words(method, other, channel, said):
    made = Repayment(id="a#1", account_id="huabei", due=DUE, amount=100, paid_at=NOW, method=method, other=other)
    assert paid_by(made, channel)["en"] == said
