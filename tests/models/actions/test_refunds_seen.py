"""A refund of an order is asked about whatever handed the statement out: by number, by title, by its whole price."""

import pytest

from models.actions.finding import FindingKind, Reconciled, Sureness
from models.exchange.statement.read import read_statement
from models.ledger.statement import SightingKind
from tests.models.actions.source_rows import ROWS
from tests.models.actions.statements import NOW, alipay, beside, card, line, one, six_orders
from tests.models.actions.test_files_in_any_order import before

SHOPS = {
    "alipay": "2026-11-04 09:00:01,退款,某店,/,退款-{title},不计收支,{yuan},花呗,退款成功,2026_R1\t,,,",
    "jd": "2026-11-04 09:00:01\t,京东,退款-{title},{yuan},京东白条,退款成功,不计收支,网购,31\t,32\t,",
    "meituan": '2026-11-04 09:00:01,2026-11-04 09:00:01,退款,{title},收入,美团月付,¥{yuan},¥{yuan},"1\t","2\t",/',
    "cmb-credit": "11/04,11/04,退款-{title},-{yuan},1234,-{yuan}",
    "cgb-credit": "2026/11/04,2026/11/04,（退款）{title},-{yuan},人民币,-{yuan},人民币",
    "bocomm-credit": "2026-11-04,2026-11-04,退货 支付宝-{title},CNY {yuan},CNY {yuan}",
    "boc-credit": "2026-11-04,2026-11-04,1234,{title}退货,{yuan},,CNY",
}
"""A row of each source by which goods came back; 微信 says of none by which credit they were bought."""
TITLES = {"alipay": "手机", "jd": "平板", "meituan": "手环", "cmb-credit": "电视"}


def read(source: str, title: str, yuan: str) -> Reconciled:
    row = SHOPS[source].format(title=title, yuan=yuan)
    statement = read_statement("\n".join([ROWS[source].head, row]).encode(), NOW)
    assert [each.kind for each in statement.lines] == [SightingKind.REFUNDED]
    return beside(before(source), statement)


@pytest.mark.parametrize("source", SHOPS)
def test_a_refund_is_of_the_order_that_it_names_or_whose_whole_price_it_is(source: str):
    title = TITLES.get(source, "笔记本")
    for named, yuan, answers in ((title, "97.20", ["part", "full"]), ("别的", "900.00", ["full"])):
        finding = one(read(source, named, yuan), FindingKind.REFUND)
        assert finding.level is Sureness.ASK
        assert [each.id for each in finding.choices] == [*answers, "ignore", "leave"]
    found = read(source, "别的", "97.20")
    assert FindingKind.REFUND not in {each.kind for each in found.findings}, "what is no order is no business here"


def test_money_on_a_card_that_is_the_price_of_an_order_may_be_its_refund():
    back = line("money_in", "2026-11-04", "3000.00", channel="cmb", title="")
    statement = card(back)
    finding = one(beside(six_orders(), statement))
    assert [each.id for each in finding.choices] == ["full", "repayment", "ignore", "leave"]
    done = beside(six_orders(), statement, {back.id: "full"}).ledger
    (made,) = done.refunds.values()
    assert (made.amount, done.orders[made.order].title) == (3000_00, "小米电视 S Pro 65")
    assert not beside(done, statement).asks, "it is known by now"


def test_a_number_that_is_another_order_s_tells_a_refund_from_that_of_the_same_price():
    other = line("refunded", "2026-11-04", "2400.00", channel="huabei", title="别的", order_no="77")
    assert not beside(six_orders(), alipay(other, covers=None)).findings
    same = line("refunded", "2026-11-04", "2400.00", channel="huabei", title="别的")
    assert one(beside(six_orders(), alipay(same, covers=None))).kind is FindingKind.REFUND
