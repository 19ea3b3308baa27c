"""Make the screenshots from the real app: `python screenshots/make.py`.

Sample data under a fixed clock; the same pictures come out on every machine, so a test can tell when they are stale.
"""

import asyncio
import re
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import msgspec

FOLDER = Path(__file__).parent
sys.path.insert(0, str(FOLDER.parent))

from models.channels.builtin import GENERIC, builtin  # noqa: E402  # found through the line above
from models.store import Store  # noqa: E402
from screenshots.cells import in_cells  # noqa: E402
from tui.app import FenqiApp  # noqa: E402
from tui.cli.demo import demo_session  # noqa: E402
from tui.run.clock import clock  # noqa: E402
from tui.run.config import THEMES, Config  # noqa: E402
from tui.run.language import language_of  # noqa: E402
from tui.run.session import Session  # noqa: E402

NOW = "2026-11-22T14:00:00+08:00"
LANGUAGES = ("zh_CN", "en")
TO_HUABEI = ("j",) * 6
TO_THE_AMOUNT = (*TO_HUABEI, "p", "enter", "enter")
FORM = (*("a", *"Redmi Buds 6", "tab", "tab", *"299.37", "tab", "3", "tab", *"102.00", "tab", *"10-30"),)


class Picture(NamedTuple):
    """A screen for the READMEs: its size, the keys that lead to it from the start, and its theme."""

    size: tuple[int, int]
    keys: tuple[str, ...] = ()
    theme: str = THEMES[0]


PICTURES = {
    "orders": Picture((120, 36), TO_HUABEI),
    "mismatch": Picture((80, 24), (*TO_THE_AMOUNT, *"449.90", "enter")),
    "form": Picture((80, 24), FORM),
    "palette": Picture((80, 24), ("ctrl+p", *"小米")),
    "light": Picture((100, 30), TO_HUABEI, "light"),
}
"""The first, and the tour of the other four: as few as tell the story."""


PICTURED = ("huabei", "jd-baitiao", "xiaomi", "cmb", "ccb", "icbc", "abc", "douyin", "meituan", GENERIC)
CATALOGUE = {ident: channel for ident, channel in builtin().items() if ident in PICTURED}
"""The channels that are seen in the pictures, so that one more in the catalogue changes none of them."""


@contextmanager
def session(language: str) -> Iterator[Session]:
    """Sample data under the fixed clock, seen from Shanghai."""
    with tempfile.TemporaryDirectory() as folder:
        bare = Session(
            store=Store(Path(folder) / "ledger.json"),
            clock=clock(NOW),
            language=language_of(language),
            config=Config(),
            catalogue=CATALOGUE,
            zone="Asia/Shanghai",
        )
        with demo_session(bare) as sample:
            yield msgspec.structs.replace(sample, zone="Asia/Shanghai")


async def picture(name: str, language: str) -> str:
    """The screen of that name as an SVG that names no web font and has no random ids."""
    size, keys, theme = PICTURES[name]
    with session(language) as sample:
        app = FenqiApp(msgspec.structs.replace(sample, theme=theme))
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            await pilot.press(*keys)
            await pilot.pause()
            svg = app.export_screenshot(title="fenqi")
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)
    svg = re.sub(r"terminal-\d+", "terminal", svg)
    return in_cells(svg.replace("font-family: Fira Code", "font-family: 'Fira Code', 'Sarasa Mono SC'"))


def path(name: str, language: str) -> Path:
    """Where the picture is kept."""
    columns, rows = PICTURES[name].size
    return FOLDER / f"{name}-{columns}x{rows}-{language}.svg"


def main() -> None:
    kept = [path(name, language) for name in PICTURES for language in LANGUAGES]
    for file in sorted({*FOLDER.glob("*.svg")} - {*kept}):
        file.unlink()  # no README shows it any more
    for name in PICTURES:
        for language in LANGUAGES:
            file = path(name, language)
            file.write_text(asyncio.run(picture(name, language)), "utf-8")
            print(file.name)


if __name__ == "__main__":
    main()
