"""What the bill pane says of how a bill is repaid."""

from collections.abc import Iterator

import msgspec
import pytest

from models.bill import derive
from models.channel_file import builtin
from models.early import early_id, find_bill
from models.ledger import Ledger, bill_id
from screenshots import make
from tests.models.builders import DUE, NOW, ledger, order
from tui.panes.bill import Shown, bill_text
from tui.session import Session


@pytest.fixture(params=make.LANGUAGES)
def session(request: pytest.FixtureRequest) -> Iterator[Session]:
    with make.session(request.param) as sample:
        yield msgspec.structs.replace(sample, clock=lambda: NOW)


def read(of: Ledger, ident: str, session: Session) -> str:
    """The pane's text for that bill."""
    book = derive(of, builtin())
    bill = find_bill(of, book, builtin(), ident, NOW)
    lines = bill_text(Shown(bill=bill, book=book), session, 60)
    return "\n".join("".join(text for text, _ in pieces) for pieces in lines)


def two(channel: str) -> Ledger:
    """Two orders of the channel, due on one day."""
    return ledger(order("phone", channel=channel), order("robot", channel=channel))


@pytest.mark.parametrize("channel", ["huabei", "cmb", "meituan"])
def test_orders_on_one_statement_are_repaid_together(channel: str, session: Session) -> None:
    said = read(two(channel), bill_id(channel, DUE), session)
    assert session.tongue.t("on this bill: {count} · repaid together", count=2) in said


@pytest.mark.parametrize("channel", ["jd-baitiao", "xiaomi"])
def test_orders_with_days_of_their_own_are_repaid_one_by_one_even_on_one_day(channel: str, session: Session) -> None:
    said = read(two(channel), bill_id(channel, DUE), session)
    assert session.tongue.t("due on this day: {count} · repaid order by order", count=2) in said


def test_of_one_order_alone_neither_is_said(session: Session) -> None:
    of = ledger(order("phone"), order("robot", channel="xiaomi"))
    for ident in ("huabei/2026-12-10", "xiaomi/2026-12-10", early_id("phone")):
        said = read(of, ident, session)
        assert session.tongue.t("on this bill: {count}", count=1) in said or "early" in ident
        assert "together" not in said
        assert "合并" not in said


def test_an_auto_debit_that_cannot_be_switched_off_is_said_to_be_on(session: Session) -> None:
    said = read(two("huabei"), bill_id("huabei", DUE), session)
    assert session.tongue.t("auto-debit always on") in said
    assert {"en": "always on", "zh_CN": "已开，不可关闭"}[session.tongue.code] in said
