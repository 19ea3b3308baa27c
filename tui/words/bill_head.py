"""The head of a bill: whose it is and how it stands, and under that its figures, each beside its label."""

from datetime import time

from rich.cells import cell_len

from models.bills.auto_debit_window import auto_debit_window
from models.bills.bill import Bill, auto_debit_of
from models.bills.debit_phase import Phase, phase
from models.bills.status import Status, status
from models.channels.rules import Switch
from models.values.dates import today
from models.values.money import grouped, yuan
from tui.run.language import Language
from tui.run.session import Session
from tui.terminal.cells import Cells, cut, fit, flow, line_len, right, wrap
from tui.words.extent import state_said
from tui.words.heading import standing
from tui.words.present import viewer_time, weekday, zone_name
from tui.words.rule_words import SWITCH_WORDS
from tui.words.when import day_said

BROAD = 49
"""Cells from which on there are two columns of labels."""
AMOUNT = 11
"""Cells that an amount takes at the right end of, so that the decimal points of all bills stand in one place."""
BETWEEN, CLOSE, TIGHT = 3, 2, 52
"""Cells between the two columns of labels; and where there are fewer cells than the last in all."""


def bill_head(bill: Bill, session: Session, width: int, *, titled: bool = False) -> list[Cells]:
    """The lines of the head, `width` cells wide; without whose it is where the pane's title says that.

    A bill that settles an order early is never late.
    """
    t, stands = session.language, standing(bill, session)
    if stands is None:
        asked = ((f"{t.t('to settle early')}  ", "dim"), (yuan(bill.outstanding), "bold"))
        return [*([] if titled else [_first(bill, "", "", width, t)]), *flow([asked], width)]
    said, more, ink = stands
    if not titled and cell_len(f"{t.words(bill.channel.short)}  {stands.whole}") <= width:
        said, more = stands.whole, ""
    lines = [] if titled else [_first(bill, said, ink, width, t)]
    figures = (_broad if width >= BROAD else _slim)(bill, session, width)
    if status(bill, session.moment()) is Status.OVERDUE:
        _point_to_help(figures, width, t)
    return [*lines, *figures, *(((line, ink),) for line in (wrap(more, width) if more else ()))]


def _first(bill: Bill, said: str, ink: str, width: int, t: Language) -> Cells:
    """Whose it is, and at the right end how it stands."""
    room = max(1, width - cell_len(said) - 2 * bool(said))
    names = (t.words(bill.channel.name), t.words(bill.channel.short))
    who = next((each for each in names if cell_len(each) <= room), cut(names[-1], room))
    gap = width - cell_len(who) - cell_len(said)
    return ((who, "bold"), (" " * max(0, gap), ""), (said, f"bold {ink}".strip()))


def _slim(bill: Bill, session: Session, width: int) -> list[Cells]:
    """One label a line."""
    t = session.language
    labels = [t.t("to pay"), t.t("repaid"), t.t("due"), t.t("auto-debit")]
    room = max(map(cell_len, labels)) + 2
    whole: Cells = ((f"  {t.t('of {amount}', amount=grouped(bill.amount))}", "dim"),) if _grew_or_shrank(bill) else ()
    if room + AMOUNT + line_len(whole) > width:
        whole = ()
    values: list[list[Cells]] = [
        [((right(yuan(bill.outstanding), AMOUNT), "bold"),)],
        [((right(grouped(bill.paid), AMOUNT), ""), *whole)],
        due_said(bill, session, width - room),
        auto_debit_said(bill, session, width - room),
    ]
    if _grew_or_shrank(bill) and not whole:
        labels.insert(2, t.t("bill"))
        values.insert(2, [((right(grouped(bill.amount), AMOUNT), "dim"),)])
    return [
        ((fit(label if first else "", room), "dim"), *line)
        for label, lines in zip(labels, values, strict=True)
        for first, line in ((index == 0, line) for index, line in enumerate(lines))
    ]


def _broad(bill: Bill, session: Session, width: int) -> list[Cells]:
    """The amounts under each other, and beside them when and by whom."""
    t = session.language
    sums = [(t.t("to pay"), yuan(bill.outstanding), "bold"), (t.t("repaid"), grouped(bill.paid), "")]
    labels = [t.t("due"), t.t("auto-debit")]
    of_sums = max(map(cell_len, (t.t("to pay"), t.t("repaid"), t.t("bill")))) + 2
    of_labels = max(map(cell_len, labels)) + 2
    if _grew_or_shrank(bill):
        sums.append((t.t("bill"), grouped(bill.amount), "dim"))
    between = BETWEEN if width >= TIGHT else CLOSE
    room = width - of_sums - AMOUNT - between - of_labels
    beside: list[tuple[str, Cells]] = []
    for label, lines in zip(labels, (due_said(bill, session, room), auto_debit_said(bill, session, room)), strict=True):
        beside += [(label if not index else "", line) for index, line in enumerate(lines)]
    made: list[Cells] = []
    for index in range(max(len(sums), len(beside))):
        label, amount, ink = sums[index] if index < len(sums) else ("", "", "")
        other, line = beside[index] if index < len(beside) else ("", ())
        made.append(
            (
                (fit(label, of_sums), "dim"),
                (right(amount, AMOUNT), ink),
                *(((" " * between + fit(other, of_labels), "dim"),) if line else ()),
                *line,
            )
        )
    return made


def _grew_or_shrank(bill: Bill) -> bool:
    """Whether what is to be paid is not all that the bill is."""
    return bill.amount != bill.outstanding


def due_said(bill: Bill, session: Session, room: int) -> list[Cells]:
    """When it is due at the institution; where the viewer's clock differs, whose time that is, and what it is there."""
    t = session.language
    day = day_said(bill.due, today(session.now(), bill.channel.zone))
    said = t.t("{weekday} {day} {time}", weekday=weekday(bill.due, t), day=day, time=f"{bill.due_at:%H:%M}")
    here = viewer_time(bill, session.zone)
    if not here:
        return flow([((said, ""),)], room, indent=0)
    due, there = ((said, ""),), ((f"= {here}", "dim"),)
    named = flow([due, ((zone_name(bill.channel.zone, t), "dim"),), there], room, indent=0)
    return named if len(named) == 2 else flow([due, there], room, indent=0)


def auto_debit_said(bill: Bill, session: Session, room: int) -> list[Cells]:
    """Whether it is on, and from when it takes the money, where that is not near yet: then it is said in a sentence."""
    t, state, window = session.language, auto_debit_of(bill), auto_debit_window(bill)
    said = state_said(SWITCH_WORDS[state], state, bill.channel, t)
    if window is not None and window.known and phase(bill, session.now()) in {Phase.AHEAD, Phase.READY}:
        start = f"{window.start:%m-%d}" if window.start.time() == time() else f"{window.start:%m-%d %H:%M}"
        # Where there is no room to say that it cannot be switched off, it is on.
        states = (said, state_said(SWITCH_WORDS[Switch.ON], state, bill.channel, t))
        ways = [t.t("{state}, from {day}", state=each, day=start) for each in states]
        said = next((each for each in ways if cell_len(each) <= room), ways[0])
    return [((line, ""),) for line in wrap(said, max(8, room))]


def _point_to_help(lines: list[Cells], width: int, t: Language) -> None:
    """Name what helps where an overdue bill cannot be paid, in a line that has room for it: no line more."""
    more = t.t("N: cannot pay it")
    for index, line in enumerate(lines):
        gap = width - line_len(line) - cell_len(more)
        if index and gap >= 2:
            lines[index] = (*line, (" " * gap, ""), (more, "accent"))
            return
