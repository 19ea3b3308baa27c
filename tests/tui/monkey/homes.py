"""Where a run is at home, and the ledgers that it can begin with."""

import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path

import pytest

from models.actions.orders import add_orders
from models.channels.builtin import builtin
from models.channels.channel import Catalogue
from models.ledger.ledger import Ledger
from models.ledger.order import Order
from models.store import Store
from screenshots.make import NOW
from tests.bench import data
from tests.isolation import isolate
from tests.tui.monkey.acts import Trace
from tui.cli.demo import demo_session, scene_session
from tui.run.clock import clock
from tui.run.config import Config
from tui.run.demo import sample_ledger
from tui.run.language import language_of
from tui.run.scenes.scene import Scene
from tui.run.scenes.table import SCENES
from tui.run.session import Session

FILES = Path(__file__).parents[2] / "data"
FEW, MANY = 40, 300
"""Orders of a crowded ledger, and of a large one."""


def _orders(kind: Callable[[int], Order], count: int, _now: datetime, catalogue: Catalogue) -> Ledger:
    return add_orders(Ledger(), map(kind, range(count)), catalogue)


MADE = {
    "sample": sample_ledger,
    "crowded": partial(_orders, data.crowded, FEW),
    "large": partial(_orders, data.order, MANY),
}
OF_SCENES: Mapping[str, Scene] = {f"scene {row}": scene for row, scene in SCENES.items()}
LEDGERS = ("empty", *MADE, *OF_SCENES)


@contextmanager
def home(trace: Trace) -> Iterator[Session]:
    """A session on the trace's ledger, with the mouse on, and a home in which there is something to import.

    What is written by a path or into the settings is written into that home.
    """
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        root = Path(folder)
        isolate(patch, root)
        patch.chdir(root)
        patch.setattr(tempfile, "tempdir", folder)
        for each in (*FILES.glob("orders-*.csv"), *(FILES / "statements" / "samples").iterdir()):
            shutil.copy(each, root)
        bare = Session(
            store=Store(root / "own" / "ledger.json"),
            clock=clock(NOW),
            language=language_of(trace.language),
            config=Config(mouse=True),
            catalogue=builtin(),
            zone="Asia/Shanghai",
        )
        if trace.ledger == "empty":
            yield bare
        elif trace.ledger in OF_SCENES:
            with scene_session(bare, OF_SCENES[trace.ledger]) as scene:
                yield scene
        else:
            with demo_session(bare, made=MADE[trace.ledger]) as sample:
                yield sample
