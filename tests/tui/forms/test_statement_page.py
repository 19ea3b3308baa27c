"""A statement on the screen: line by line, answered by keys, saved as one action; and nothing before that."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from msgspec.structs import replace
from textual.pilot import Pilot
from textual.widgets import Input

from models.ledger.ledger import Ledger
from models.store import Store
from models.values.message import msg
from tests.models.actions.statements import CASES, NOW, by_hand, six_orders
from tests.tui.screens.test_main_screen import message_line
from tui.app import FenqiApp
from tui.forms.confirm import Confirm
from tui.forms.order_form import OrderForm
from tui.forms.statement import StatementPage
from tui.forms.statement_file import StatementFile
from tui.run.session import open_session
from tui.screens.main import MainScreen
from tui.widgets.keybar import KeyBar, NotNow
from tui.widgets.lines import Lines
from tui.widgets.message_line import SaidLine

ALIPAY = CASES / "01-alipay-backfill" / "支付宝交易明细(20260601-20261122).csv"
JD = CASES / "04-jd-one-to-many-and-parts" / "京东交易流水.csv"
HIGHER = next((CASES / "02-alipay-new-layout-higher").glob("*.csv"))
FAILED = CASES / "03-alipay-autodebit-failed" / "alipay.csv"


class Reconciling:
    """The page of a statement in the app, beside a ledger on the disk."""

    def __init__(self, db: Path, pilot: Pilot[str]) -> None:
        self.db = db
        self.pilot = pilot

    @property
    def page(self) -> StatementPage:
        page = self.pilot.app.screen
        assert isinstance(page, StatementPage), page
        return page

    @property
    def main(self) -> MainScreen:
        main = self.pilot.app.screen
        assert isinstance(main, MainScreen), main
        return main

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def open(self, file: Path) -> None:
        """Press t, give the file's path, and press enter."""
        await self.press("t")
        screen = self.pilot.app.screen
        assert isinstance(screen, StatementFile)
        needs = screen.query_one("#needs", Lines)
        assert needs.count <= needs.size.height, "all that is to know before is seen"
        screen.query_one(Input).value = str(file)
        await self.press("enter")

    def said(self, ident: str) -> str:
        lines = self.page.query_one(ident, Lines)
        lines._fit()
        made = (lines._make(index, lines.room) for index in range(lines.count))
        return "\n".join("".join(text for text, _ in line) for line in made)

    def on_disk(self) -> Ledger:
        return Store(self.db).load().ledger


@asynccontextmanager
async def reconciling(
    tmp_path: Path, ledger: Ledger, *, restricted: bool = False, size: tuple[int, int] = (100, 30)
) -> AsyncIterator[Reconciling]:
    db = tmp_path / "ledger.json"
    Store(db).commit(msg("edit"), lambda _before: ledger, NOW)
    app = FenqiApp(replace(open_session(db=db, now=NOW.isoformat(), language="en"), restricted=restricted))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield Reconciling(db, pilot)


async def test_what_is_sure_is_saved_by_one_key_as_one_action_that_u_takes_back(tmp_path: Path) -> None:
    before = six_orders()
    async with reconciling(tmp_path, before) as it:
        await it.open(ALIPAY)
        assert "+ 5 to record" in it.said("#statement-head")
        assert it.on_disk() == before
        box = it.page.query_one("#findings")
        assert str(box.border_subtitle) == "1 of 5 · trouble first"
        await it.press("j")
        assert str(box.border_subtitle) == "2 of 5 · trouble first"
        await it.press("ctrl+s")
        assert len(it.on_disk().repayments) == 5
        assert "reconciled" in message_line(it.main)
        await it.press("u")
        assert it.on_disk() == before


async def test_an_alarm_has_the_cursor_and_a_digit_answers_it(tmp_path: Path) -> None:
    before = by_hand(six_orders(), "huabei/2026-11-10", "581.20", "auto-debit", "2026-11-10T20:00:00+08:00")
    async with reconciling(tmp_path, before) as it:
        await it.open(FAILED)
        assert "recorded as taken; in the statement it failed" in it.said("#finding-text")
        await it.press("1", "ctrl+s")
        assert not it.on_disk().repayments


async def test_the_line_as_it_was_read_is_shown_whole_and_a_row_has_its_own_words(tmp_path: Path) -> None:
    async with reconciling(tmp_path, six_orders(), size=(80, 24)) as it:
        await it.open(HIGHER)
        await it.pilot.pause()
        text = it.page.query_one("#finding-text", Lines)
        assert it.said("#finding-text").splitlines()[-1].strip() == "2026111029020999060000021"
        assert text.size.height >= text.count
        assert "自动还款-花呗|信用" in it.said("#findings-list")


async def test_what_is_left_out_is_not_recorded_and_a_takes_it_again(tmp_path: Path) -> None:
    async with reconciling(tmp_path, six_orders()) as it:
        await it.open(ALIPAY)
        bar = dict(it.page.query_one(KeyBar).shown)
        assert (bar["A"], bar["n"], bar["?"]) == ("take all that is sure", "leave it out", "help")
        assert isinstance(bar["A"], NotNow), "all of it is taken already"
        await it.press("A")
        assert "is taken already" in str(it.page.query_one(SaidLine).render())
        await it.press("n")
        assert "save 4 changes" in str(it.page.query_one(KeyBar).render())
        assert "A takes it again" in str(it.page.query_one(SaidLine).render())
        assert not isinstance(dict(it.page.query_one(KeyBar).shown)["A"], NotNow)
        await it.press("A")
        assert "save 5 changes" in str(it.page.query_one(KeyBar).render())
        await it.press("n", "ctrl+s")
        assert len(it.on_disk().repayments) == 4


async def test_leaving_asks_where_something_was_answered_and_changes_nothing(tmp_path: Path) -> None:
    before = six_orders()
    async with reconciling(tmp_path, before) as it:
        await it.open(ALIPAY)
        await it.press("n", "escape")
        assert isinstance(it.pilot.app.screen, Confirm)
        await it.press("1")
        assert isinstance(it.pilot.app.screen, StatementFile)
        assert it.on_disk() == before


async def test_a_purchase_without_an_order_opens_the_form_with_what_the_file_says(tmp_path: Path) -> None:
    async with reconciling(tmp_path, six_orders()) as it:
        await it.open(JD)
        assert "is no order here" in it.said("#finding-text")
        await it.press("1")
        form = it.pilot.app.screen
        assert isinstance(form, OrderForm)
        cells = form.cells()
        assert (cells["title"], cells["order_no"], cells["principal"]) == ("卫衣 XL 等多件", "310000000009", "41.93")
        await it.press("escape")
        assert "4 to record" in it.said("#statement-head")


UNREAD = (
    "交易时间,交易分类,交易对方,商品说明,金额,收/支,收/付款方式,交易状态,交易订单号\n"
    "2026-11-10 xx,信用借还,花呗,花呗主动还款,5.00,不计收支,余额宝,还款成功,B7\n"
)


@pytest.mark.parametrize(
    ("name", "said"),
    [("not-a-statement.pdf", "PDF"), ("locked.zip", "locked"), ("", "no row of this statement can be read; row 2: ")],
    ids=["a PDF", "a locked archive", "no row that can be read"],
)
async def test_a_file_that_is_no_statement_is_said_and_the_path_stays(tmp_path: Path, name: str, said: str) -> None:
    (tmp_path / "unread.csv").write_text(UNREAD, "utf-8")
    async with reconciling(tmp_path, six_orders()) as it:
        await it.open(CASES / "11-wechat-xlsx-and-locked" / name if name else tmp_path / "unread.csv")
        screen = it.pilot.app.screen
        assert isinstance(screen, StatementFile)
        needs = screen.query_one("#needs", Lines)
        needs._fit()
        text = "".join(part for index in range(needs.count) for part, _ in needs._make(index, needs.room))
        assert said in text


async def test_with_nothing_to_save_it_says_so(tmp_path: Path) -> None:
    async with reconciling(tmp_path, six_orders()) as it:
        await it.open(ALIPAY)
        await it.press("ctrl+s")
        await it.open(ALIPAY)
        await it.press("ctrl+s")
        assert "nothing to save" in str(it.page.query_one("#said", SaidLine).content)


async def test_another_due_date_is_kept_before_anybody_answers_and_stands_in_its_bill(tmp_path: Path) -> None:
    mail = tmp_path / "bill.eml"
    text = "招商银行信用卡账单 账单周期 2026/10/08-2026/11/07 本期应还金额 ¥268.00 到期还款日 2026/11/24"
    head = (
        "From: a@b.example\nSubject: x\nDate: Sun, 08 Nov 2026 09:12:00 +0800\nContent-Type: text/plain; charset=utf-8"
    )
    mail.write_text(f"{head}\n\n{text}\n", "utf-8")
    async with reconciling(tmp_path, six_orders()) as it:
        await it.open(mail)
        assert "it is due on 2026-11-24 there, and on 2026-11-25 here" in it.said("#finding-text")
        await it.press("ctrl+s")
        terms = it.on_disk().figures["cmb/2026-11-25"].terms
        assert terms is not None and f"{terms.due}" == "2026-11-24"


async def test_a_restricted_session_opens_no_statement(tmp_path: Path) -> None:
    async with reconciling(tmp_path, six_orders(), restricted=True) as it:
        await it.press("t")
        assert "a statement is another one" in message_line(it.main)


async def test_a_message_loses_no_character_over_the_edges_of_the_line_below_it(tmp_path: Path) -> None:
    async with reconciling(tmp_path, six_orders(), size=(120, 30)) as it:
        await it.open(ALIPAY)
        for begin in ("", "a"):  # a character of two cells begins in any column
            words = begin + "现在没有要确认的，可能已在别的终端回答" * 9
            it.page.query_one(SaidLine).say(words, bad=True)
            await it.pilot.pause()
            rows = (strip.text.strip(" │") for strip in it.page._compositor.render_strips())
            assert words in "".join(rows)
