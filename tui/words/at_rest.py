"""The checklist before it is begun: this bill's own app, way, amount and methods, and what to know before paying."""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from rich.cells import cell_len

from models.bills.auto_debit_window import auto_debit_window
from models.bills.bill import Bill
from models.bills.debit_phase import Phase, phase
from models.bills.late_interest import days_late
from models.channels.rules import Mode
from models.values.money import grouped, yuan
from tui.run.session import Session
from tui.terminal.cells import Cells, cut, fit, line_len, right, wrap
from tui.words.punctuation import listed
from tui.words.styled import Styled

BETWEEN = "│"
AHEAD = (Phase.AHEAD, Phase.CHECK, Phase.READY)


def at_rest(
    bill: Bill, names: Sequence[str], session: Session, width: int, height: int = 0, *, beside: bool = False
) -> list[Cells]:
    """Its steps by their `names`, in lines of `width` cells; where `height` has room, with a way drawn between them.

    `beside`: the bill is in sight, too, and what that says is not said again.
    """
    begin, know = _begin(bill, len(names), session, width), _know(bill, session, width, beside=beside)
    # Of several apps and methods all are named where there are rows for them, before a way is drawn.
    for whole in (True, False):
        steps = list(_steps(bill, names, session, width, whole=whole))
        needed = len(know) + sum(map(len, steps)) + 3
        if needed <= height:
            break
    if needed + len(steps) - 1 <= height:
        steps = [[*lines, ((BETWEEN, "line"),)] for lines in steps[:-1]] + steps[-1:]
    made = [line for lines in steps for line in lines]
    # An empty row gives way before what is to be known does.
    over = len(know) + len(made) + 3 - height if height else 0
    return [begin, *([()] if over < 2 else []), *made, *([()] if over < 1 else []), *know]


def _begin(bill: Bill, steps: int, session: Session, width: int) -> Cells:
    t = session.language.t
    begin: Cells = (("p", "key"), (f" {t('repay')}  ", ""), (yuan(bill.outstanding), "bold"))
    count = t("{count} steps", count=steps)
    room = width - line_len(begin)
    return (*begin, (right(count, room), "dim")) if cell_len(count) + 2 <= room else begin


def _steps(bill: Bill, names: Sequence[str], session: Session, width: int, *, whole: bool) -> Iterator[list[Cells]]:
    """The lines of each step."""
    column = max(map(cell_len, names))
    said = _said(bill, session, max(1, width - column - 4), whole=whole)
    for index, (name, (first, *more)) in enumerate(zip(names, said, strict=True), 1):
        head: Cells = ((f"{index} ", "dim"), (fit(name, column), "dim"), (f"  {first}", ""))
        yield [head, *(((" " * (column + 4), ""), (part, "")) for part in more)]


def _said(bill: Bill, session: Session, room: int, *, whole: bool) -> Iterator[list[str]]:
    """What is to be done at each step, of this bill, in lines of so many cells; `whole`: all that there is to name."""
    t, channel = session.language, bill.channel
    yield _named([t.words(each.name) for each in channel.apps], " / ".join, room, whole=whole)
    yield wrap(t.t("early settlement of this order") if bill.settles else t.words(channel.entry), room)
    yield wrap(t.t("{amount} there too?", amount=grouped(bill.outstanding)), room)
    yield _named([t.words(each.name) for each in channel.methods], lambda names: listed(names, t), room, whole=whole)
    yield wrap(t.t("once; then answer here"), room)


def _named(names: Sequence[str], join: Callable[[Sequence[str]], str], room: int, *, whole: bool) -> list[str]:
    """All of the names, or as many as have room in one line."""
    if whole and names:
        return _in_lines(names, join(names), room)
    for count in range(len(names), 0, -1):
        said = join(names[:count]) + (" …" if count < len(names) else "")
        if cell_len(said) <= room:
            return [said]
    return [cut(names[0], room) if names else ""]


def _in_lines(names: Sequence[str], said: str, room: int) -> list[str]:
    """What is `said` of the names in lines of so many cells: a name that a line has room for stays whole.

    Where what parts two names has no room behind one of them, the ends of the lines part them.
    """
    starts = [0]
    for before, name in pairwise(names):
        starts.append(said.index(name, starts[-1] + len(before)))
    pieces = [said[start:end] for start, end in zip(starts, [*starts[1:], len(said)], strict=True)]
    if any(cell_len(name) <= room < cell_len(piece.rstrip()) for name, piece in zip(names, pieces, strict=True)):
        return [part for name in names for part in wrap(name, room)]
    lines = [""]
    for piece in pieces:
        if lines[-1] and cell_len((lines[-1] + piece).rstrip()) > room:
            lines.append("")
        lines[-1] += piece
    return [part for line in lines for part in wrap(line, room)]


def _know(bill: Bill, session: Session, width: int, *, beside: bool) -> list[Cells]:
    """The one thing to know before it is paid by hand, behind its mark."""
    (mark, ink), *said = _one_thing(bill, session, beside=beside)
    lines = [(part, of) for text, of in said for part in wrap(text, width - len(mark))]
    marks = [mark, *[" " * len(mark)] * (len(lines) - 1)]
    return [((before, ink), line) for before, line in zip(marks, lines, strict=True)]


def _one_thing(bill: Bill, session: Session, *, beside: bool) -> list[Styled]:
    """The most pressing thing: its mark, and what is said."""
    t, now, window = session.language, session.now(), auto_debit_window(bill)
    stands = phase(bill, now)
    if bill.settles:
        said = t.t("Read what the app quotes for settling the order today; do not confirm it yet")
        return [("· ", "dim"), (said, "")]
    if window is not None and stands in AHEAD:
        start = f"{window.start:%m-%d %H:%M}"
        taken = t.t("It is debited from {start} on.", start=start)
        if not window.known:
            taken = t.t("It may be debited from {start} on.", start=start)
        if beside:  # from when on stands at the bill
            taken = t.t("It is debited then.") if window.known else t.t("It may be debited then.")
        return [("? ", "accent"), (taken, ""), (t.t("If you pay by hand, look that day."), "dim")]
    if stands in {Phase.RUNNING, Phase.UNSEEN}:
        return [("? ", "accent"), (t.t("It may be debited by now: look in the app before you pay."), "")]
    if days_late(bill, now):
        return [("! ", "warn"), (t.t("The app may show more by now: late interest."), "")]
    together = len({line.order_id for line in bill.lines if line.order and line.outstanding > 0})
    if together > 1 and bill.channel.mode is not Mode.ORDER:
        return [("· ", "dim"), (t.t("The app shows one sum for these {count} orders.", count=together), "")]
    return [("· ", "dim"), (t.words(bill.channel.steps.amount), "")]
