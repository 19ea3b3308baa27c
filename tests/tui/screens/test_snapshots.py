"""Every screen that the screenshots do not show, as it was accepted: each where room is scarcest, 80x24 in Chinese.

A second view is kept only where it shows something that the first and the screenshots, which are taken at both sizes
and in both languages, do not. That nothing of a question is cut, at any size and in any language, is
`test_answers_in_sight`; that each English sentence has its translation is `test_catalogues`.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from models.ledger.ledger import Ledger
from models.store import Store
from screenshots import make
from tui.app import FenqiApp
from tui.run.session import Session

TO_THE_METHOD = (*make.TO_THE_AMOUNT, *"1190.96", "enter")
PICTURES = {
    "platform": ("p",),
    "link_from_a_message": (*make.TO_HUABEI, "p", "G", "enter"),
    "method": TO_THE_METHOD,
    "part_payment": (*TO_THE_METHOD, "G", "enter"),
    "completion": (*TO_THE_METHOD, "enter"),
    "done": (*TO_THE_METHOD, "enter", "j", "enter"),
    "reference": (*TO_THE_METHOD, "enter", "j", "enter", "n"),
    "recorded": (*TO_THE_METHOD, "enter", "j", "enter", "enter"),
    "refused_because_repaid": ("G", "enter", "j", "p"),
    "delete_question": ("d",),
    "filter": ("slash", *"K70"),
    "nothing_in_view": ("v", "v", "v", "v"),
    "palette": ("ctrl+p",),
    "wrong_fields": ("a", *("tab",) * 6, *"2026-13-01", "ctrl+s", "home"),
    "edit": ("j", "e"),
    "debit_taken": ("j", "j", "c"),
    "debit_balance": (*("j",) * 5, "c"),
    "twice": (*("j",) * 5, "p"),
    "after_the_cutoff": ("j", "p"),
    "refund": ("r",),
    "channels": ("h",),
    "channel_form": ("h", "e"),
    "which_card": ("a", "tab", "tab", "right", "tab", *"1234"),
    "compare": ("m", *"1499"),
    "payoff": ("O", *"500", "enter", "enter"),
    "looking_back": ("L",),
    "agenda": ("o",),
    "far_off": (*make.TO_THE_AMOUNT, *"5000", "enter", "j", "enter"),
    "nothing_to_pay": (*make.TO_THE_AMOUNT, "0", "enter"),
    "proof": (*("j",) * 3, "R"),
    "part_named": (*TO_THE_METHOD, "G", "enter", *"100", "enter"),
}
SECOND = {
    "nothing_in_view": ["en-120x36"],  # an empty list beside the other panes
    "recorded": ["en-120x36"],  # the answer, and what it changed in every pane
    "wrong_fields": ["en-120x36"],  # what is wrong stands beside its field
    "delete_question": ["en-120x36"],  # a question keeps its width
    "palette": ["en-120x36"],  # the list takes the terminal's width
    "compare": ["en-120x36"],  # so do the columns
    "agenda": ["en-120x36"],  # the days stand beside the months
    "channels": ["en-120x36", "en-80x24"],  # so do both halves; names are longer in English, and are cut
    "payoff": ["en-120x36"],  # the curve beside the orders
    "which_card": ["en-80x24"],  # names are longer in English
    "channel_form": ["en-120x36", "en-80x24"],  # the fields below row 24; longer names
}
NARROW = (80, 24)
VIEWS = [
    (language, picture, tuple(map(int, size.split("x"))))
    for picture in PICTURES
    for language, size in (view.split("-") for view in ["zh_CN-80x24", *SECOND.get(picture, ())])
]
Compare = Callable[..., bool]


@pytest.fixture
def sample(request: pytest.FixtureRequest) -> Iterator[Session]:
    with make.session(request.param) as session:
        yield session


@pytest.mark.parametrize(
    ("sample", "picture", "size"), VIEWS, indirect=["sample"], ids=[f"{a}-{b}-{c[0]}x{c[1]}" for a, b, c in VIEWS]
)
def test_screen(picture: str, size: tuple[int, int], sample: Session, snap_compare: Compare) -> None:
    assert snap_compare(FenqiApp(sample), press=PICTURES[picture], terminal_size=size)


@pytest.mark.parametrize("sample", ["zh_CN"], indirect=True)
def test_first_start(sample: Session, snap_compare: Compare) -> None:
    nowhere = Path("/nonexistent/fenqi/ledger.json")  # nothing is made before something is entered
    bare = msgspec.structs.replace(sample, store=Store(nowhere), demo=False)
    assert snap_compare(FenqiApp(bare), terminal_size=NARROW)


@pytest.mark.parametrize("sample", make.LANGUAGES, indirect=True)  # what is wrong is longer in English
def test_import_preview(
    sample: Session, snap_compare: Compare, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    header = "order_no,title,bought_at,channel,principal,periods,amount_per_period,fee_per_period,first_due,note"
    good = "77,小米音箱,2026-11-01,huabei,299.00,3,101.88,2.22,2026-12-10,"
    bad = "78,,2026-11-01,nobank,299.00,3,121.88,2.22,2026-13-10,"
    Path("orders.csv").write_text(f"{header}\n{good}\n{bad}\n", "utf-8")
    assert snap_compare(FenqiApp(sample), press=("i", *"orders.csv", "enter"), terminal_size=NARROW)


@pytest.mark.parametrize("sample", ["en"], indirect=True)
def test_an_unreadable_file_is_left_as_it_is(sample: Session, tmp_path: Path) -> None:
    path = tmp_path / "ledger.json"
    path.write_text("{", "utf-8")
    app = FenqiApp(msgspec.structs.replace(sample, store=Store(path)))
    app.run(headless=True)
    assert app.return_code == 1
    assert path.read_text("utf-8") == "{"


@pytest.mark.parametrize("sample", ["en"], indirect=True)
def test_the_sample_is_not_empty(sample: Session) -> None:
    assert sample.store.load().ledger != Ledger()
