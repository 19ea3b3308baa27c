"""What a start begins with, where the ledger's file is not there."""

from msgspec.structs import replace

from models.store import Store
from tests.tui.screens.test_main_screen import message_line, opened
from tests.tui.screens.test_own_undo import promise_elsewhere
from tui.run.session import Session


async def test_where_the_ledger_is_gone_and_can_come_back_nothing_new_is_offered(sample: Session) -> None:
    promise_elsewhere(sample, "jd-baitiao/2027-01-18")
    sample.store.path.unlink()
    lost = replace(sample, store=Store(sample.store.path), demo=False)
    async with opened(lost) as (pilot, screen):
        assert pilot.app.screen is screen, "a welcome would look like no debts"
        assert "`fenqi restore`" in message_line(screen)
