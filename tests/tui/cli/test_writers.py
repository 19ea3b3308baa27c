"""Every command that writes: without a terminal it only shows what it would write, `--yes` writes it once."""

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from models.store import Store
from tests.isolation import isolate
from tests.models.store.actions import add
from tests.tui.cli.answers import ASKED, BOUGHT, EMPTY, FILE, FREE, PAID
from tests.tui.cli.commands import commands, options
from tests.tui.cli.everything import BILL, NOW, write_everything
from tests.tui.cli.shell import Shell
from tests.tui.cli.test_transfer import Terminal
from tui.cli.main import run

ORDER = (*BOUGHT, "--amount-per-period", "101", "--channel", "ccb", "--order-no", FREE)
LOOKED = ("--answer", "debit-unseen=unclear")
PURSE = ("purse", "name=钱包", "lender=x", "apps.name=钱包", "apps.domain=x.example.com")
STATEMENT = """\
交易创建时间,交易成功时间,交易类型,订单标题,收/支,支付方式,订单金额,实付金额,交易单号,商家单号,备注
2026-11-07 20:59:12,2026-11-07 20:59:20,还款,【美团月付】主动还款2026年11月账单,支出,零钱,101.00,101.00,26110711,2511,/
"""
GIVEN: Mapping[str, tuple[str, ...]] = {
    "record": ("xiaomi/2026-11-20", "--amount", "432.74", "--method", "debit-card", *LOOKED),
    "reconcile": ("meituan.csv",),
    "merge": ("second.json",),
    "confirm": ("xiaomi/2026-11-20", "--taken"),
    "correct": (BILL, "--total", "1100"),
    "defer": (BILL,),
    "refund": ("3ed7923281", "--amount", "10"),
    "early": ("3ed7923281", "--record", "440.55", "--method", "debit-card"),
    "convert": (BILL, "--amount", "200", "--periods", "3", "--fee", "6"),
    "promise": (BILL, "--on", "2026-12-20"),
    "balance": ("余额宝", "100"),
    "budget": ("--income", "8000"),
    "check": ("credit-report", "--done"),
    "order add": (*BOUGHT, "--amount-per-period", "101", "--channel", "douyin", "--order-no", PAID),
    "order set": (FREE, "--note", "x"),
    "order delete": (FREE,),
    "account add": ("cmb", "--last4", "1234"),
    "account set": (EMPTY, "--label", "mine"),
    "account move": ("huabei", "--since", "2026-12-25", "--bill-day", "10", "--due-day", "20"),
    "account delete": (EMPTY,),
    "channel set": ("huabei", "grace_days=1"),
    "channel add": ("wallet", *PURSE[1:]),
    "channel drop": ("purse",),
    "import": ("orders.csv",),
    "backup": (),
    "restore": ("1",),
    "doctor": ("--fix",),
    "undo": (),
    "redo": (),
}
"""What is given to each, so that it has something to write."""
NO_ACTION = {"backup", "restore", "doctor", "undo", "redo"}
"""Those that are no action, which one undo takes back."""


def writers() -> set[str]:
    return {name for name, command in commands().items() if "--yes" in options(command)}


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a ledger in which each of them has something to do; every test has a copy of it."""
    folder = tmp_path_factory.mktemp("prepared")
    db = folder / "ledger.json"
    write_everything(db)
    with pytest.MonkeyPatch.context() as patch:
        isolate(patch, tmp_path_factory.mktemp("home"))
        for command in (
            ("order", "add", *ORDER),
            ("account", "add", "cmb", "--last4", EMPTY[-4:]),
            ("channel", "add", *PURSE),
            ("correct", BILL, "--total", "1000"),
            ("budget", "--payday", "15"),
            ("budget", "--payday", "16"),
            ("undo",),
        ):
            assert run(["--db", str(db), "--now", NOW, *command, "--yes"]) == 0
    shutil.copy(db, folder / "second.json")
    add(Store(folder / "second.json"), "5555")
    (folder / "orders.csv").write_text(FILE.replace("nowhere", "douyin"), "utf-8")
    (folder / "meituan.csv").write_text(STATEMENT, "utf-8")
    db.with_name(f".{db.name}.4242.tmp").touch()
    return folder


@pytest.fixture
def busy(prepared: Path, empty_shell: Shell, monkeypatch: pytest.MonkeyPatch) -> Shell:
    """A shell with that ledger."""
    folder = empty_shell.db.parent
    shutil.copytree(prepared, folder, dirs_exist_ok=True)
    monkeypatch.chdir(folder)
    empty_shell.now = NOW
    return empty_shell


def there(shell: Shell) -> dict[Path, tuple[bytes, int]]:
    """Every file in the folder of the ledger, the lock aside: what is in it, and who may read it."""
    files = (each for each in shell.db.parent.rglob("*") if each.is_file() and each.suffix != ".lock")
    return {each: (each.read_bytes(), each.stat().st_mode) for each in files}


def test_each_command_that_writes_is_tried_and_has_the_three_options() -> None:
    assert GIVEN.keys() == writers()
    for name in writers():
        assert {"--yes", "--dry-run", "--json"} <= options(commands()[name]).keys(), name


@pytest.mark.parametrize("command", GIVEN)
def test_without_a_terminal_it_writes_with_yes_alone(busy: Shell, command: str) -> None:
    before, ledger = there(busy), busy.ledger
    call = (*command.split(), *GIVEN[command])
    for only in ((), ("--json",), ("--dry-run",), ("--dry-run", "--yes")):
        answer = busy(*call, *only)
        assert "nothing was written" in answer.err, (only, answer)
        assert there(busy) == before, only
    done = busy(*call, "--yes")
    assert "nothing was written" not in done.err, done
    assert there(busy) != before, done
    if command not in NO_ACTION:
        assert busy("undo", "--yes").code == 0
        assert busy.ledger == ledger, "one undo takes all of it back"


@pytest.mark.parametrize("command", GIVEN)
def test_on_a_terminal_it_asks_and_a_no_writes_nothing(
    busy: Shell, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = there(busy)
    monkeypatch.setattr("sys.stdin", Terminal("n\n"))
    answer = busy(*command.split(), *GIVEN[command])
    assert (answer.code, "stopped; nothing was changed" in answer.err) == (1, True), answer
    assert there(busy) == before


WITHOUT_JSON = {
    "export": [("csv",), ("json",), ("beancount",)],
    "calendar": [()],
    "proof": [("jd-baitiao",)],
    "report": [("--month", "2026-11"), ("--year", "2026", "--csv")],
}
"""What is behind a command that prints none, or nothing else."""


@pytest.mark.parametrize("command", sorted(commands().keys() - writers() - {"demo"}))
def test_any_other_command_writes_nothing(busy: Shell, command: str) -> None:
    before = there(busy)
    for behind in WITHOUT_JSON.get(command) or ASKED[command]:
        busy(*command.split(), *behind)
    assert there(busy) == before
