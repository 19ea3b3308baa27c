"""Importing inside the app: what a file needs, which files there are, a preview with its questions, one commit."""

import os
from pathlib import Path

import pytest
from textual.pilot import Pilot

from models.exchange.formats import FORMATS
from models.exchange.import_plan import ImportPlan
from tests.tui.cli.shell import ORDERS, Shell
from tui.app import FenqiApp
from tui.forms.choose import Choose
from tui.forms.import_orders import ImportScreen
from tui.forms.import_preview import ImportPreview
from tui.forms.past import PastScreen
from tui.run.importing import write_new
from tui.run.session import open_session
from tui.screens.main import MainScreen
from tui.widgets.lines import Lines

HEAD = "order_no,title,bought_at,channel,periods,amount_per_period,first_due\n"
PAST = f"{HEAD}7,耳机,2026-08-01,huabei,6,100.00,2026-09-10\n8,手表,2026-08-01,huabei,6,200.00,2026-10-10\n"
"""By the 22nd of November three periods of the first were due, and two of the second."""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of one's own, in which one is."""
    folder = tmp_path / "home"
    (folder / "Downloads").mkdir(parents=True)
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.chdir(folder)
    return folder


class Importing:
    """The import screen on top of the app; `plans` is what it handed back."""

    def __init__(self, shell: Shell, language: str = "en", size: tuple[int, int] = (80, 24)) -> None:
        self.app = FenqiApp(open_session(db=shell.db, now=shell.now, language=language))
        self.size = size
        self.plans: list[ImportPlan | None] = []

    async def __aenter__(self) -> "Importing":
        self._running = self.app.run_test(size=self.size)
        self.pilot: Pilot[str] = await self._running.__aenter__()
        await self.app.push_screen(ImportScreen(self.app.session), self.plans.append)
        await self.pilot.pause()
        return self

    async def __aexit__(self, *error: object) -> None:
        await self._running.__aexit__(None, None, None)

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()

    def said(self, lines: str = "Lines") -> str:
        """What the screen's lines say."""
        found = self.app.screen.query(lines).results(Lines)
        texts = [each.render_line(y).text for each in found for y in range(each.size.height)]
        return " ".join(" ".join(texts).split())

    @property
    def plan(self) -> ImportPlan:
        (plan,) = self.plans
        assert plan is not None
        return plan


async def said(shell: Shell, path: str) -> str:
    """What the screen says when that path is typed."""
    async with Importing(shell, size=(100, 30)) as importing:
        await importing.press(*path, "enter")
        return importing.said()


@pytest.mark.parametrize("kind", ["a pipe", "a directory", "/dev/zero"])
async def test_what_is_no_file_is_refused_at_once(shell: Shell, tmp_path: Path, kind: str) -> None:
    os.mkfifo(tmp_path / "p")
    path = {"a pipe": str(tmp_path / "p"), "a directory": str(tmp_path)}.get(kind, kind)
    assert "not a regular file" in await said(shell, path)


async def test_standard_input_is_the_keyboard_and_no_file(shell: Shell) -> None:
    assert "there is no such file" in await said(shell, "-")
    keyboard, terminal = os.openpty()
    try:
        assert "not a regular file" in await said(shell, os.ttyname(terminal))
    finally:
        os.close(keyboard)
        os.close(terminal)


async def test_a_file_is_previewed(shell: Shell, home: Path) -> None:
    (home / "o.csv").write_text(ORDERS.replace("101,", "109,").replace("2026-08-12", "2026-08-13"), "utf-8")
    assert "new orders: 1" in await said(shell, "o.csv")


async def test_a_whole_ledger_can_be_imported_into_an_empty_one(shell: Shell, home: Path, tmp_path: Path) -> None:
    (home / "o.json").write_text(shell("export", "json").out, "utf-8")
    before, shell.db = shell.ledger, tmp_path / "e.json"
    async with Importing(shell) as importing:
        await importing.press(*"~/o.json", "enter")
        await importing.press("enter")
        assert importing.plan.whole == before


@pytest.mark.parametrize(("language", "needed"), [("en", "title, channel, bought_at"), ("zh_CN", "商品名称, 还款渠道")])
async def test_it_says_what_a_file_needs(shell: Shell, language: str, needed: str) -> None:
    async with Importing(shell, language) as importing:
        assert needed in importing.said("#needs")


async def test_it_lists_the_files_here_at_home_and_among_the_downloads_and_not_the_ledger(
    shell: Shell, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = home / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    for path in (here / "a.csv", home / "b.JSON", home / "Downloads" / "c.csv", home / ".d.csv", home / "e.txt"):
        path.write_text(HEAD, "utf-8")
    (home / "directory.csv").mkdir()
    os.mkfifo(home / "pipe.csv")
    shell.db = shell.db.rename(home / "ledger.json")
    async with Importing(shell) as importing:
        shown = importing.said("#files")
        named = [each.lstrip("▸") for each in shown.split()]
        assert [each for each in named if each.lower().endswith((".csv", ".json"))] == [
            "a.csv",
            "~/b.JSON",
            "~/Downloads/c.csv",
        ]


async def test_a_file_is_chosen_from_the_list(shell: Shell, home: Path) -> None:
    (home / "o.csv").write_text(PAST, "utf-8")
    async with Importing(shell) as importing:
        await importing.press("down", "enter", "escape")
        assert isinstance(importing.app.screen, ImportPreview)
        assert "new orders: 2" in importing.said()


async def test_a_path_is_completed_from_home_on(shell: Shell, home: Path) -> None:
    (home / "Downloads" / "orders.csv").write_text(PAST, "utf-8")
    async with Importing(shell) as importing:
        await importing.press(*"~/Do", "tab")
        screen = importing.app.screen
        assert isinstance(screen, ImportScreen)
        assert screen.cells()["path"] == "~/Downloads/"
        await importing.press("o", "tab")
        assert screen.cells()["path"] == "~/Downloads/orders.csv"


@pytest.mark.parametrize("language", ["en", "zh_CN"])
async def test_a_key_writes_an_example_beside_which_imports_cleanly_and_never_over_a_file(
    shell: Shell, home: Path, tmp_path: Path, language: str
) -> None:
    async with Importing(shell, language) as importing:
        await importing.press("ctrl+t")
        made = home / "fenqi-orders.csv"
        assert str(made) in importing.said("#needs").replace(" ", "")
        before = made.read_bytes()
        assert ("订单号" if language == "zh_CN" else "order_no") in before.decode("utf-8-sig").splitlines()[0]
        made.write_bytes(b"mine")
        await importing.press("ctrl+t")
        assert ("left as it is" if language == "en" else "没有改动") in importing.said("#needs")
        assert made.read_bytes() == b"mine"
        assert sorted(each.name for each in home.iterdir()) == ["Downloads", "fenqi-orders.csv"]
    made.write_bytes(before)
    shell.db = tmp_path / "new.json"
    assert shell("import", made, "--yes", "--json").json["problems"] == []
    assert len(shell.ledger.orders) == 4


@pytest.mark.parametrize("form", FORMATS)
def test_an_example_has_the_mark_of_utf_8_where_spreadsheets_open_it_whatever_it_is_called(
    tmp_path: Path, form: str
) -> None:
    write_new(tmp_path / "example", "x", form)
    assert (tmp_path / "example").read_bytes() == (b"\xef\xbb\xbfx" if FORMATS[form].marked else b"x")


async def test_an_example_goes_under_the_path_that_is_typed(shell: Shell, home: Path) -> None:
    async with Importing(shell) as importing:
        await importing.press(*"~/Downloads/x.json", "ctrl+t")
        assert (home / "Downloads" / "x.json").read_text("utf-8").startswith("{")
        await importing.press(*"/y.csv", "ctrl+t")
        assert "could not be written" in importing.said("#needs")


async def test_where_the_directory_is_gone_the_files_at_home_are_listed_and_a_whole_path_is_asked_for(
    shell: Shell, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "orders.csv").write_text(ORDERS, "utf-8")
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    async with Importing(shell) as importing:
        assert "~/orders.csv" in importing.said("#files")
        await importing.press("ctrl+t")
        assert "started in is gone; write the whole path" in importing.said("#needs")


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (("1",), {"7": {1, 2, 3}, "8": {1, 2}}),
        (("2",), {"7": set(), "8": set()}),
        (("3", "3 1 , 3 enter", "2"), {"7": {1, 3}, "8": set()}),
        (("3", "3 2 enter", "2"), {"7": {1, 2}, "8": set()}),
        (("3", "escape", "1"), {"7": None, "8": {1, 2}}),
        (("enter",), {"7": None, "8": None}),
        (("escape",), {"7": None, "8": None}),
    ],
    ids=["all", "none", "which", "the first of them", "which, one later", "later", "left"],
)
async def test_the_past_is_asked_once_all_none_which(shell: Shell, home: Path, keys, expected) -> None:
    (home / "o.csv").write_text(PAST, "utf-8")
    async with Importing(shell) as importing:
        await importing.press(*"o.csv", "enter")
        for key in keys:
            assert isinstance(importing.app.screen, Choose | PastScreen)
            await importing.press(*({",": "comma"}.get(one, one) for one in key.split()))
        assert isinstance(importing.app.screen, ImportPreview)
        await importing.press("enter")
        orders = importing.plan.new
        said = {each.order_no: None if each.paid_periods is None else each.repaid_periods for each in orders}
        assert said == expected


async def test_the_past_can_be_answered_again_before_it_is_imported(shell: Shell, home: Path) -> None:
    (home / "o.csv").write_text(PAST, "utf-8")
    async with Importing(shell) as importing:
        await importing.press(*"o.csv", "enter")
        await importing.press("escape")
        assert "a asks again" in importing.said()
        await importing.press("a")
        await importing.press("1")
        assert "repaid already: 3" in importing.said()
        await importing.press("enter")
        assert [each.paid_periods for each in importing.plan.new] == [3, 2]


@pytest.mark.parametrize(("key", "new"), [("1", 0), ("2", 1)])
async def test_an_order_that_is_perhaps_there_is_asked_about(shell: Shell, home: Path, key: str, new: int) -> None:
    given = "Redmi K70 Ultra,2026-10-20,jd-baitiao,3,101.00,2026-11-25"
    (home / "o.csv").write_text(f"{HEAD},{given}\n", "utf-8")
    async with Importing(shell) as importing:
        await importing.press(*"o.csv", "enter")
        assert isinstance(importing.app.screen, Choose)
        await importing.press(key)
        await importing.press("enter")
        if new:
            assert [each.title for each in importing.plan.new] == ["Redmi K70 Ultra"]
        else:
            assert importing.plans == []
            assert "perhaps the same as Redmi K70" in importing.said()
            assert "nothing is left to import" in importing.said()


@pytest.mark.parametrize("language", ["en", "zh_CN"])
@pytest.mark.parametrize(
    ("data", "key"),
    [
        ("微信支付账单明细\n交易时间,交易类型,交易对方,收/支\n".encode(), "t"),
        ("抖音支付账单\n时间,抖音订单号,收/支\n".encode(), "ctrl+t"),
        (b"nothing of ours\n1\n", "ctrl+t"),
        (b"\x89PNG\r\n\x1a\n\0\0", "a"),
    ],
    ids=["a statement", "one that is not read", "another table", "a picture"],
)
async def test_a_refusal_names_a_key_and_no_command(
    shell: Shell, home: Path, data: bytes, key: str, language: str
) -> None:
    (home / "o.csv").write_bytes(data)
    async with Importing(shell, language) as importing:
        await importing.press(*"o.csv", "enter")
        assert isinstance(importing.app.screen, ImportPreview)
        assert f"`{key}`" in importing.said()
        assert "`fenqi" not in importing.said()
        assert "--" not in importing.said()


async def test_what_was_not_asked_is_not_asked_again(shell: Shell, home: Path) -> None:
    (home / "o.csv").write_text(f"{PAST}9,耳机,never,huabei,6,100.00,2026-09-10\n", "utf-8")
    async with Importing(shell) as importing:
        await importing.press(*"o.csv", "enter")
        assert isinstance(importing.app.screen, ImportPreview)
        assert "nothing can be imported" in importing.said()
        assert "to be confirmed, until somebody says whether they are repaid" in importing.said()
        assert "asks again" not in importing.said()


async def test_problems_are_named_with_row_and_column_and_nothing_is_asked(shell: Shell, home: Path) -> None:
    (home / "o.csv").write_text(PAST.replace(",6,200", ",six,200"), "utf-8")
    async with Importing(shell) as importing:
        await importing.press(*"o.csv", "enter")
        assert isinstance(importing.app.screen, ImportPreview)
        assert "row 3, column periods" in importing.said()
        await importing.press("enter")
        assert importing.plans == []
        await importing.press("escape")
        assert isinstance(importing.app.screen, ImportScreen)


async def test_an_order_that_comes_to_a_bill_that_was_repaid_is_said_by_that_bill_s_name(
    empty_shell: Shell, home: Path
) -> None:
    columns = "title,bought_at,channel,principal,periods,amount_per_period,fee_per_period,first_due\n"
    for name, price in (("冰箱", 300), ("台灯", 40)):
        row = f"{name},2026-11-05,huabei,{price},1,{price},0,2026-12-10\n"
        (home / f"{name}.csv").write_text(columns + row, "utf-8")
    empty_shell("import", home / "冰箱.csv", "--yes")
    assert empty_shell("record", "huabei/2026-12-10", "--amount", "300", "--method", "balance", "--yes").code == 0
    app = FenqiApp(open_session(db=empty_shell.db, now=empty_shell.now, language="en"))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("i", *"~/台灯.csv", "enter")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        screen = app.screen_stack[0]
        assert isinstance(screen, MainScreen)
        assert screen.message_shown == "orders imported: 1; owed on again, look there: Huabei 12-10 ¥40.00"
