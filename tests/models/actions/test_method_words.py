"""What of the words of a payment's method is kept has no name of a person in it."""

import pytest

from models.actions.method_words import method_words
from tests.models.actions.statements import NOW, alipay, beside, by_hand, repaid, six_orders


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("亲情卡(张三)", "亲情卡"),
        ("亲属卡", "亲属卡"),
        ("亲密付-张三", "亲密付"),
        ("张三的招商银行(1234)", "招商银行(1234)"),
        ("张三浙江农商联合银行储蓄卡（5564）", "浙江农商联合银行储蓄卡(5564)"),
        ("余额宝&亲情卡(张三)", "余额宝&亲情卡"),
        ("张三&李四", ""),
        ("建设银行(**** 4321)", "建设银行(4321)"),
        ("微信支付", "微信支付"),
        ("张三 6222021234567890123", ""),
        ("张三 尾号1234", "(1234)"),
    ],
)
def test_of_a_method_stay_what_is_known_and_the_last_four_digits(text, kept):
    assert method_words(text) == kept == method_words(kept)


def test_no_name_is_in_the_ledger_with_the_repayment_nor_with_the_line_of_one_that_was_typed():
    ledger = by_hand(six_orders(), "huabei/2026-11-10", "581.20", "balance", "2026-11-09T10:00:00+08:00")
    near = repaid("2026-11-09T09:58", "581.20", method_text="亲情卡(张三)", reference="A1")
    other = repaid("2026-10-10T09:58", "581.20", method_text="张三的招商银行(1234)", label="2026-10", reference="A2")
    found = beside(ledger, alipay(near, other), now=NOW)
    assert any(each.id.startswith("claim:") for each in found.ledger.sightings.values())
    assert "张三" not in repr(found.ledger) and "招商银行(1234)" in repr(found.ledger)
