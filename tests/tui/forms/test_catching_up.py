"""Orders of months ago are caught up with by their statements in a few keys, each repayment as it really was."""

from pathlib import Path

from models.bills.derive import derive
from models.bills.settled import is_settled
from models.channels.builtin import builtin
from tests.models.actions.statements import CASES, six_orders
from tests.tui.forms.test_statement_page import ALIPAY, JD, Reconciling, reconciling
from tests.tui.screens.test_main_screen import message_line

CARD = CASES / "09-two-sources-one-payment" / "2-cmb.csv"
MOST = 12
"""Keys after the name of a file, of all files together; by hand it takes about 218."""


class Counted(Reconciling):
    """The same, and how many keys were pressed; what is typed of a file's name is none."""

    keys = 0

    async def press(self, *keys: str) -> None:
        self.keys += len(keys)
        await super().press(*keys)


async def test_six_orders_are_caught_up_with_by_their_statements_in_a_few_keys(tmp_path: Path) -> None:
    before = six_orders()
    async with reconciling(tmp_path, before) as opened:
        it = Counted(opened.db, opened.pilot)
        await it.open(ALIPAY)
        await it.press("ctrl+s")
        await it.open(JD)
        assert "is no order here" in it.said("#finding-text")
        await it.press("2", "ctrl+s")
        await it.open(CARD)
        await it.press("ctrl+s")
        said = message_line(it.main)
        after = it.on_disk()
    assert it.keys - len(("t", "t", "t")) <= MOST
    assert "reconciled" in said
    book, was = derive(after, builtin()), derive(before, builtin())
    done = [ident for ident, bill in book.bills.items() if is_settled(bill) and bill.confirmed]
    assert done == [
        *("huabei/2026-07-10", "huabei/2026-08-10", "huabei/2026-09-10", "cmb/2026-09-25", "jd-baitiao/2026-10-03"),
        *("huabei/2026-10-10", "jd-baitiao/2026-10-17", "jd-baitiao/2026-11-03", "huabei/2026-11-10"),
        "jd-baitiao/2026-11-17",
    ]
    assert not any(is_settled(bill) for bill in was.bills.values())
    paid = sorted(f"{each.paid_at:%m-%d}" for each in after.repayments.values() if each.account_id == "huabei")
    assert paid == ["06-25", "08-05", "09-10", "10-01", "11-10"], "when it was paid, not when it was due"
