"""A second version of the ledger beside it: named at the start, shown by a key, joined by an answer, and undone."""

import shutil
from pathlib import Path

from msgspec.structs import replace
from textual.pilot import Pilot

from models.ledger.ledger import Ledger
from models.store import Store
from models.values.message import msg
from tests.models.store.actions import NOW, add
from tests.tui.commands.test_damaged_file import calm, until
from tests.tui.screens.test_main_screen import message_line, on_disk, opened
from tests.tui.screens.test_mistakes_in_the_demo import WIDE, on_screen
from tui.forms.choose import Choose
from tui.run.session import Session


def titled(path: Path, ident: str, title: str) -> None:
    """That order under another title."""

    def change(of: Ledger) -> Ledger:
        return replace(of, orders={**of.orders, ident: replace(of.orders[ident], title=title)})

    Store(path).commit(msg("edit"), change, NOW)


def renamed(path: Path, title: str) -> None:
    """The first order under another title."""
    titled(path, next(iter(Store(path).load().ledger.orders)), title)


def second_version(path: Path) -> Path:
    """One beside it with an order more; both have another title of the first order."""
    second = path.with_name(f"{path.stem} (conflicted copy 2026-11-22){path.suffix}")
    shutil.copy(path, second)
    add(Store(second), "there", title="tv")
    renamed(path, "mine")
    renamed(second, "theirs")
    return second


async def asked(pilot: Pilot[str]) -> None:
    """Press the key, and wait for what it asks."""
    await pilot.press("M")
    await until(pilot, lambda: isinstance(pilot.app.screen, Choose))


async def test_it_is_shown_and_joined_by_whose_version_counts_and_one_undo_takes_it_back(sample: Session):
    second = second_version(sample.store.path)
    async with opened(sample, WIDE) as (pilot, screen):
        await calm(pilot, screen)
        before = on_disk(sample).ledger
        await asked(pilot)
        said = on_screen(pilot)
        assert "only in the other version, and added: orders (1)" in said
        assert "changed in both, and asked one by one: 1" in said
        await pilot.press("enter")  # the cursor stands on leaving both as they are
        await until(pilot, lambda: pilot.app.screen is screen)
        assert on_disk(sample).ledger == before
        await asked(pilot)
        await pilot.press("2")
        await until(pilot, lambda: "mine has mine as `title` here" in on_screen(pilot))
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is screen)
        assert on_disk(sample).ledger == before
        await asked(pilot)
        await pilot.press("2")
        await until(pilot, lambda: "left to answer: 1" in on_screen(pilot))
        await pilot.press("3")
        await until(pilot, lambda: "joined: 2 records changed here" in message_line(screen))
        after = on_disk(sample).ledger
        assert "there" in after.orders
        assert "theirs" in {each.title for each in after.orders.values()}
        await pilot.press("u")
        await until(pilot, lambda: on_disk(sample).ledger == before)
        second.unlink()
        await pilot.press("M")
        await until(pilot, lambda: "no other version of the ledger lies beside it" in message_line(screen))


async def test_of_several_one_is_chosen_and_each_record_is_answered_by_itself(sample: Session):
    second = second_version(sample.store.path)
    other = second.with_name(second.name.replace("-22", "-23"))
    shutil.copy(second, other)
    for path, side in ((sample.store.path, "mine"), (other, "theirs")):
        for ident in list(Store(path).load().ledger.orders)[:3]:
            titled(path, ident, f"{side} {ident}")
    idents = list(on_disk(sample).ledger.orders)[:3]
    async with opened(sample, WIDE) as (pilot, screen):
        await calm(pilot, screen)
        await pilot.press("M")
        await until(pilot, lambda: "lie beside it: 2" in on_screen(pilot))
        assert second.name in on_screen(pilot)
        await pilot.press("3")
        await until(pilot, lambda: "asked one by one: 3" in on_screen(pilot))
        await pilot.press("2")
        for left, key in ((3, "3"), (2, "4")):
            await until(pilot, lambda left=left: f"left to answer: {left}" in on_screen(pilot))
            await pilot.press(key)
        await until(pilot, lambda: "records changed here" in message_line(screen))
        made = on_disk(sample).ledger.orders
        assert [made[ident].title.split()[0] for ident in idents] == ["theirs", "mine", "mine"]


async def test_a_start_names_it_in_one_line(sample: Session):
    second_version(sample.store.path)
    fresh = replace(sample, store=Store(sample.store.path))
    async with opened(fresh, WIDE) as (pilot, screen):
        await until(pilot, lambda: "M in the app" in message_line(screen))
