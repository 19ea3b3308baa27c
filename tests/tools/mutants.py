"""Change one operator, constant or condition of a room at a time: do its tests notice?

`python -m tests.tools.mutants --number 80` makes that many mutants, spread over the rooms of `models`, in a copy of the
tree. Each is one change on one line. The tests of its room are run on it: `tests/models/ROOM`, or all of `tests/models`
where that folder is missing. A mutant that they do not kill survived: it is listed with its line and its change.
"""

import argparse
import ast
import importlib.util
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, islice, zip_longest
from pathlib import Path

ROOT = Path(__file__).parents[2]
COPIED = ("models", "tui", "tests", "pyproject.toml")
OTHER: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.And: ast.Or,
    ast.Or: ast.And,
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.Div: ast.Mult,
    ast.Mod: ast.Add,
}
"""What stands instead of an operator."""
EXTREMES = {"min": "max", "max": "min"}
SLOWER, GRACE = 3, 20
"""A mutant's tests may take so many times what they take without it, and so many seconds more. Else it hangs."""


@dataclass(frozen=True)
class Mutant:
    """One change: in which file (from the root), the how manyth of that file, on which line, and what it was and is."""

    file: Path
    number: int
    line: int
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.file.as_posix()}:{self.line}: {self.before} → {self.after}"


@dataclass(frozen=True)
class Campaign:
    """What became of the mutants."""

    killed: tuple[Mutant, ...]
    survived: tuple[Mutant, ...]
    seconds: float


def changes(node: ast.AST) -> Iterator[tuple[str, object]]:
    """What may be changed in one node: a field of it, and what stands there instead."""
    match node:
        case ast.Compare(ops=ops):
            for at, op in enumerate(ops):
                yield "ops", [*ops[:at], OTHER[type(op)](), *ops[at + 1 :]]
        case ast.BoolOp(op=op) | ast.BinOp(op=op) | ast.AugAssign(op=op) if type(op) in OTHER:
            yield "op", OTHER[type(op)]()
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield "operand", ast.UnaryOp(ast.Not(), operand)
        case ast.If(test=test) | ast.IfExp(test=test) | ast.While(test=test):
            yield "test", ast.UnaryOp(ast.Not(), test)
        case ast.Constant(value=bool(value)):
            yield "value", not value
        case ast.Constant(value=int(value)):
            yield "value", value + 1
        case ast.Call(func=ast.Name(id="min" | "max" as name)):
            yield "func", ast.Name(EXTREMES[name])


def declarations(node: ast.AST) -> Iterator[ast.AST]:
    """What says how something is kept, not what it does: frozen, made by names, or remembered."""
    match node:
        case ast.ClassDef(keywords=keywords):
            yield from (keyword for keyword in keywords if keyword.arg in {"frozen", "kw_only"})
        case ast.FunctionDef(decorator_list=decorators):
            yield from decorators


def text(node: ast.AST) -> str:
    """An expression, or the condition of a statement."""
    return ast.unparse(getattr(node, "test", node))


def variants(tree: ast.Module) -> Iterator[tuple[int, str, str]]:
    """Each change of a file, with its line, and what it was and is. While it is given, the tree has it."""
    declared = {each for node in ast.walk(tree) for part in declarations(node) for each in ast.walk(part)}
    for node in ast.walk(tree):
        for field, value in changes(node) if node not in declared else ():
            old, before = getattr(node, field), text(node)
            setattr(node, field, value)
            yield getattr(node, "lineno", 0), before, text(node)
            setattr(node, field, old)


def mutants(root: Path, room: Path) -> Iterator[Mutant]:
    """All of a room's."""
    for path in sorted((root / room).rglob("*.py")):
        for number, (line, before, after) in enumerate(variants(ast.parse(path.read_text("utf-8")))):
            yield Mutant(path.relative_to(root), number, line, before, after)


def sample(root: Path, rooms: list[Path], number: int, chance: random.Random) -> list[Mutant]:
    """That many, as many of each room as of the others if they have as many lines, and one of a line."""
    drawn = []
    for room in rooms:
        lines: dict[tuple[Path, int], list[Mutant]] = {}
        for mutant in mutants(root, room):
            lines.setdefault((mutant.file, mutant.line), []).append(mutant)
        one_each = [chance.choice(of_line) for of_line in lines.values()]
        drawn.append(chance.sample(one_each, len(one_each)))
    return list(islice(filter(None, chain(*zip_longest(*drawn))), number))


def mutated(source: str, mutant: Mutant) -> str:
    """The file with that change, without its comments."""
    tree = ast.parse(source)
    next(islice(variants(tree), mutant.number, None))
    return ast.unparse(tree)


def put(path: Path, source: str) -> None:
    """Write a file of the copy; what was compiled of it may be as old and as long."""
    path.write_text(source, "utf-8")
    Path(importlib.util.cache_from_source(str(path))).unlink(missing_ok=True)


@contextmanager
def in_place(copy: Path, mutant: Mutant) -> Iterator[None]:
    """The copy with that change, for a while."""
    path = copy / mutant.file
    source = path.read_text("utf-8")
    put(path, mutated(source, mutant))
    try:
        yield
    finally:
        put(path, source)


def mirror(copy: Path, room: Path) -> Path:
    """The folder that mirrors a room, or the one that mirrors its package."""
    own = Path("tests") / room
    return own if (copy / own).is_dir() else own.parent


def passes(copy: Path, tests: Path, limit: float | None = None) -> bool:
    """Whether those tests pass within so many seconds."""
    process = subprocess.Popen(
        [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", tests],
        cwd=copy,
        env={**os.environ, "PYTHONPATH": str(copy)},  # before the tree that is installed
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        return process.wait(limit) == 0
    except subprocess.TimeoutExpired:
        return False
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def campaign(
    root: Path, rooms: list[Path], number: int, *, seed: int = 0, say: Callable[[str], None] = lambda _: None
) -> Campaign:
    """Make that many mutants of those rooms and see which survive. Raises RuntimeError if tests fail without any."""
    began, killed, survived = time.monotonic(), list[Mutant](), list[Mutant]()
    limits: dict[Path, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for name in filter(lambda name: (root / name).exists(), COPIED):
            take = shutil.copytree if (root / name).is_dir() else shutil.copy
            take(root / name, copy / name)
        for mutant in sample(root, rooms, number, random.Random(seed)):
            tests = mirror(copy, mutant.file.parent)
            if tests not in limits:
                start = time.monotonic()
                if not passes(copy, tests):
                    raise RuntimeError(f"{tests} fails without any change; make it pass first")
                limits[tests] = SLOWER * (time.monotonic() - start) + GRACE
            with in_place(copy, mutant):
                alive = passes(copy, tests, limits[tests])
            (survived if alive else killed).append(mutant)
            say(f"{'SURVIVED' if alive else 'killed'}  {mutant}")
    return Campaign(tuple(killed), tuple(survived), time.monotonic() - began)


def main() -> None:
    """Run a campaign and list what survived."""
    every = sorted(path.parent.name for path in (ROOT / "models").glob("*/__init__.py"))
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--number", type=int, default=80, help="how many mutants (80)")
    options.add_argument("--room", action="append", choices=every, help="only this room of models; may be repeated")
    options.add_argument("--seed", type=int, default=0, help="another number makes other mutants (0)")
    given = options.parse_args()
    rooms = [Path("models") / room for room in given.room or every]
    done = campaign(ROOT, rooms, given.number, seed=given.seed, say=lambda line: print(line, flush=True))
    print(f"\nseed {given.seed}: {len(done.killed)} killed, {len(done.survived)} survived, {done.seconds:.0f} s")
    for mutant in done.survived:
        source = (ROOT / mutant.file).read_text("utf-8").splitlines()
        print(f"{mutant}\n    {source[mutant.line - 1].strip()}")


if __name__ == "__main__":
    main()
