"""Every screen that the screenshots do not show, at both sizes and in both languages, as it was accepted."""

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from models.ledger.ledger import Ledger
from models.store import Store
from screenshots import make
from tui.app import FenqiApp
from tui.run.session import Session

WALKED = (*make.TO_THE_AMOUNT, *"1190.96", "enter")
SCENES = {
    "platform": ("p",),
    "link_from_a_message": (*make.TO_HUABEI, "p", "G", "enter"),
    "method": WALKED,
    "part_payment": (*WALKED, "G", "enter"),
    "completion": (*WALKED, "enter"),
    "reference": (*WALKED, "enter", "j", "enter"),
    "recorded": (*WALKED, "enter", "j", "enter", "enter"),
    "refused_because_repaid": ("G", "p"),
    "delete_question": ("d",),
    "filter": ("slash", *"K70"),
    "nothing_in_view": ("v", "v", "v", "v"),
    "palette": ("ctrl+p",),
    "wrong_fields": ("a", "tab", "tab", *"2026-13-01", "ctrl+s"),
    "edit": ("j", "e"),
    "debit_taken": ("j", "c"),
    "debit_balance": (*("j",) * 4, "c"),
    "twice": (*("j",) * 4, "p"),
    "after_the_cutoff": (*("j",) * 3, "p"),
    "early": (*make.TO_HUABEI, "f"),
    "refund": ("r",),
    "channels": ("h",),
    "channel_form": ("h", "e"),
    "compare": ("m", *"1499"),
    "far_off": (*make.TO_THE_AMOUNT, *"5000", "enter", "j", "enter"),
    "nothing_to_pay": (*make.TO_THE_AMOUNT, "0", "enter"),
    "part_named": (*WALKED, "G", "enter", *"100", "enter"),
}
Compare = Callable[..., bool]


@pytest.fixture(params=make.LANGUAGES)
def sample(request: pytest.FixtureRequest) -> Iterator[Session]:
    with make.session(request.param) as session:
        yield session


@pytest.mark.parametrize("size", make.SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("scene", SCENES)
def test_screen(scene: str, size: tuple[int, int], sample: Session, snap_compare: Compare) -> None:
    assert snap_compare(FenqiApp(sample), press=SCENES[scene], terminal_size=size)


@pytest.mark.parametrize("size", make.SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_first_start(size: tuple[int, int], sample: Session, snap_compare: Compare) -> None:
    nowhere = Path("/nonexistent/fenqi/ledger.json")  # nothing is made before something is entered
    bare = msgspec.structs.replace(sample, store=Store(nowhere), demo=False)
    assert snap_compare(FenqiApp(bare), terminal_size=size)


@pytest.mark.parametrize("size", make.SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_import_preview(
    size: tuple[int, int], sample: Session, snap_compare: Compare, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    header = "order_no,title,bought_at,channel,principal,periods,amount_per_period,fee_per_period,first_due,note"
    good = "77,小米音箱,2026-11-01,huabei,299.00,3,101.88,2.22,2026-12-10,"
    bad = "78,,2026-11-01,nobank,299.00,3,121.88,2.22,2026-13-10,"
    Path("orders.csv").write_text(f"{header}\n{good}\n{bad}\n", "utf-8")
    assert snap_compare(FenqiApp(sample), press=("i", *"orders.csv", "enter"), terminal_size=size)


def test_an_unreadable_file_is_left_as_it_is(sample: Session, tmp_path: Path) -> None:
    path = tmp_path / "ledger.json"
    path.write_text("{", "utf-8")
    app = FenqiApp(msgspec.structs.replace(sample, store=Store(path)))
    app.run(headless=True)
    assert app.return_code == 1
    assert path.read_text("utf-8") == "{"


def test_the_sample_is_not_empty(sample: Session) -> None:
    assert sample.store.load().ledger != Ledger()
