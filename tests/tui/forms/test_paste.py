"""Pasting a message inside the app: what it says stands below it, and enter goes no further than a step."""

import pytest
from textual.pilot import Pilot

from models.ledger.progress import Step
from tests.tui.cli.shell import Shell
from tui.app import FenqiApp
from tui.forms.order_form import OrderForm
from tui.forms.paste import PasteScreen
from tui.forms.refund import RefundScreen
from tui.run.session import open_session
from tui.screens.main import MainScreen
from tui.widgets.keybar import KeyBar
from tui.widgets.lines import Lines

JD = "还款成功通知 还款时间：11月21日 还款金额：101.00元 京东白条"


class Pasting:
    """The app, with the page for a message on top of it."""

    def __init__(self, shell: Shell, *, restricted: bool = False, language: str = "en") -> None:
        from msgspec.structs import replace

        session = open_session(db=shell.db, now=shell.now, language=language)
        self.app = FenqiApp(replace(session, restricted=restricted))

    async def __aenter__(self) -> "Pasting":
        self._running = self.app.run_test(size=(80, 24))
        self.pilot: Pilot[str] = await self._running.__aenter__()
        await self.pilot.pause()
        return self

    async def __aexit__(self, *error: object) -> None:
        await self._running.__aexit__(None, None, None)

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.pilot.press(key)
            await self.pilot.pause()

    async def paste(self, text: str) -> list[str]:
        """What the page says to that text, line by line."""
        await self.press("T")
        screen = self.app.screen
        assert isinstance(screen, PasteScreen)
        screen.put({"pasted": text})
        await self.pilot.pause()
        lines = screen.query_one("#said-of-message", Lines)
        return [lines.render_line(y).text.strip() for y in range(lines.size.height)]

    @property
    def main(self) -> MainScreen:
        assert isinstance(self.app.screen, MainScreen)
        return self.app.screen

    @property
    def asked(self) -> str:
        """The question that stands."""
        question = self.main.conversation.question
        return question.id if question else ""


async def test_a_repayment_is_recorded_only_once_it_is_said_that_the_app_shows_it(shell: Shell) -> None:
    async with Pasting(shell, restricted=True) as page:
        before = shell.db.read_bytes()
        said = await page.paste(f"{JD} 1.cn/2311")
        assert said[0] == "Do not use the link to 1.cn: it is no address of JD Baitiao 京东白条"
        await page.press("enter")
        assert page.asked == "message-shown"
        await page.press("2")
        assert page.asked == "message-method"
        assert shell.db.read_bytes() == before, "a message is no payment"
        await page.press("2")
        (made,) = [each for each in shell.ledger.repayments.values() if each.account_id == "jd-baitiao"]
        assert (made.amount, made.confirmed, made.method) == (10_100, True, "debit-card")
        await page.press("u")
        assert not [each for each in shell.ledger.repayments.values() if each.account_id == "jd-baitiao"]


async def test_another_figure_stands_at_the_amount_of_the_bills_checklist(shell: Shell) -> None:
    async with Pasting(shell) as page:
        await page.paste("花呗账单提醒 本期应还 681.20 元，还款日为每月10日")
        await page.press("enter", "1", "1")
        question = page.main.conversation.question
        assert question is not None and question.field is not None
        assert (page.main.conversation.at, question.field.proposal) == (Step.AMOUNT, "681.20")
        await page.press("enter")
        assert page.asked == "differs"


async def test_a_bill_with_its_amount_is_kept_as_the_figure_when_one_goes_on_to_it(shell: Shell) -> None:
    async with Pasting(shell) as page:
        said = await page.paste("花呗本期应还622.06元，最低还款62.20元，还款日12月10日")
        assert "enter: to its bill, which keeps that figure" in said and any(
            "there, and about" in each for each in said
        )
        await page.press("enter")
        (figure,) = shell.ledger.figures.values()
        assert (figure.total, figure.source, figure.terms and figure.terms.minimum) == (622_06, "message", 62_20)
        await page.press("u")
        assert not shell.ledger.figures


async def test_a_purchase_fills_in_the_form_and_a_message_that_says_nothing_leads_nowhere(shell: Shell) -> None:
    async with Pasting(shell) as page:
        assert (await page.paste("您的外卖已送达"))[0] == "there is no bill and no repayment in it"
        assert [key for key, _ in page.app.screen.query_one(KeyBar).shown] == ["esc"], "enter leads no further"
        await page.press("enter")
        assert isinstance(page.app.screen, MainScreen)
        await page.paste("【小米商城】您的订单5261121000007007已提交，实付300.00元，花呗分3期，每期101.00元，Xiaomi 15")
        await page.press("enter")
        form = page.app.screen
        assert isinstance(form, OrderForm)
        cells = form.cells()
        assert (cells["order_no"], cells["principal"], cells["periods"]) == ("5261121000007007", "300.00", "3")
        assert (cells["channel"], cells["amount_per_period"]) == ("huabei", "101.00")


async def test_a_refund_fills_in_what_came_back_of_the_order_of_its_number(shell: Shell) -> None:
    shell("order", "set", "102", "--order-no", "5261121000007007", "--yes")
    async with Pasting(shell) as page:
        await page.paste("【支付宝】11月20日退款50.00元已退回花呗，订单号5261121000007007")
        await page.press("enter")
        form = page.app.screen
        assert isinstance(form, RefundScreen)
        assert form.cells() == {"amount": "50.00", "day": "2026-11-20"}
        assert not shell.ledger.refunds


@pytest.mark.parametrize(
    ("text", "question"), [("花呗自动还款失败，应扣622.06元", ""), ("花呗12月账单应还622.06元", "")]
)
async def test_all_else_leads_to_its_bill(shell: Shell, text: str, question: str) -> None:
    async with Pasting(shell) as page:
        await page.paste(text)
        await page.press("enter")
        assert page.main.detail.bill is not None and page.main.detail.bill.id == "huabei/2026-12-10"
        assert page.asked == question
