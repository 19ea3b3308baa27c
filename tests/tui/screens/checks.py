"""What is looked at on every screen: each says what is not as it is to be there."""

import re
from collections.abc import Iterator, Mapping

from rich.cells import cell_len
from textual.content import Content
from textual.geometry import Region
from textual.widget import Widget
from textual.widgets import Input

from models.bills.status import Status, status
from tests.tui.screens.tour import Check, Sight
from tui.forms.statement import StatementPage
from tui.panes.checklist import ChecklistPane
from tui.panes.month import MonthLine, NextBill
from tui.panes.orders import OrdersPane
from tui.screens.help import HelpScreen
from tui.screens.main import MainScreen
from tui.screens.palette import Palette
from tui.state.sections import BillRow, Head, Urgency
from tui.terminal.cells import FIGURE, Cells, wrap
from tui.terminal.roles import DARK
from tui.widgets.arranged import Arrangement
from tui.widgets.choices import NUMBER, Choices
from tui.widgets.lines import Lines
from tui.widgets.picker import ARROWS, Picker
from tui.widgets.stops import Stops
from tui.words.board import Sum
from tui.words.findings import head_parts

ROOMY = (80, 24)
"""From which size on all that can be chosen in a form has room."""
LAST = 6
"""Characters of the end of a question, which are in sight: what stands before them is scrolled to."""
LEAST = 3
"""Characters of what is left of a text, at least, where it is to be found on the terminal."""


def close(text: str) -> str:
    """A text without its spaces: it is the same however it is wrapped and filled up."""
    return "".join(text.split())


def text_of(line: Cells) -> str:
    return "".join(text for text, _ in line)


def seen(sight: Sight, region: Region) -> list[str]:
    """The rows of a part of the terminal."""
    rows = sight.strips[max(0, region.y) : region.bottom]
    return [row.crop(region.x, region.right).text for row in rows]


def widths(sight: Sight) -> Iterator[str]:
    """Rows that are not as wide as the terminal."""
    for y, strip in enumerate(sight.strips):
        if cell_len(strip.text) != sight.size[0]:
            yield f"row {y} has {cell_len(strip.text)} cells"


def clipped(sight: Sight) -> Iterator[str]:
    """What a widget says that is not on the terminal, with no mark of it."""
    shown = sight.screen._compositor.visible_widgets
    for widget in sight.screen.walk_children(Widget):
        region, clip = shown.get(widget, (Region(), Region()))
        if not region or not widget.display:
            continue
        if region.x < clip.x or region.right > clip.right:
            yield f"{widget.css_path_nodes[-1]} is wider than its place"
        if clip.contains_region(region):  # what is scrolled away is not
            yield from (f"{widget!r}: {fault}" for fault in _unsaid(widget, sight, region))


def _unsaid(widget: Widget, sight: Sight, region: Region) -> Iterator[str]:
    for said, row in _said(widget, sight, region):
        if not _is_whole(close(said), close(row)):
            yield f"{said!r} is shown as {row!r}"


def _said(widget: Widget, sight: Sight, region: Region) -> Iterator[tuple[str, str]]:
    """What a widget says, each text with what is there to be read of it."""
    inside = region.shrink(widget.gutter)
    if isinstance(widget, Lines):
        for y, row in enumerate(seen(sight, inside)):
            index, part = widget._row(y)
            if not _is_covered(Region(inside.x, inside.y + y, inside.width, 1), sight):
                said = text_of(widget._part(index, part)) if index < widget.count else ""
                yield said, row.lstrip(" ▸") if widget._pointing else row
    elif isinstance(widget, Input):
        (row,) = seen(sight, inside)
        typed = widget.value or widget.placeholder
        yield typed, typed if close(typed) in close(row) or "…" in row else row
    elif widget.children:
        for at, label in ((0, widget.border_title), (-1, widget.border_subtitle)):
            words = Content.from_markup(label).plain if isinstance(label, str) else str(label or "")
            yield words, seen(sight, region)[at].strip("╭╮╰╯─ ") if words else ""
    else:
        visual = widget._render()
        if isinstance(visual, Content) and not _is_covered(inside, sight):
            yield visual.plain, "".join(seen(sight, inside))


def _is_covered(region: Region, sight: Sight) -> bool:
    """Whether what was done is said over it, until the next key."""
    shown = sight.screen._compositor.visible_widgets
    over = (shown[each][0] for each in sight.screen.query("#message, #said") if each in shown)
    return any(each.overlaps(region) for each in over)


def _is_whole(said: str, row: str) -> bool:
    """Whether a row has all of it, but for what is behind the mark of a cut and for the signs that there is more."""
    row = row.rstrip("▾▴")
    begun, mark, _ = row.partition("…")
    return row == said.rstrip("▾▴") or (bool(mark) and said.startswith(begun))


def figures_cut(sight: Sight) -> Iterator[str]:
    """Amounts and dates of which a part or all is cut off."""
    shown = close("".join(sight.rows))
    hints = {each.placeholder for each in sight.screen.query(Input)}  # the figures in them are examples
    for text, left in sight.cuts:
        kept = len(left.removesuffix("…"))
        gone = [each.group() for each in FIGURE.finditer(text) if each.end() > kept]
        if gone and text not in hints and len(close(left)) > LEAST and close(left) in shown:
            yield f"{text!r} is shown as {left!r}"


def answers_cut(sight: Sight) -> Iterator[str]:
    """Answers of a question that are cut, and those of a form, where all that can be chosen has room."""
    for choices in sight.screen.query(Choices):
        if choices.is_on_screen and choices.display:
            rows = (choices.render_line(y).text for y in choices.in_sight)
            yield from (row for row in rows if row.rstrip().endswith("…"))
    for picker in sight.screen.query(Picker):
        said = str(picker.render()).removesuffix(ARROWS).rstrip()
        yield from [said] if picker.is_on_screen and said.endswith("…") and sight.size >= ROOMY else []


def chips(sight: Sight) -> Iterator[str]:
    """Where the keyboard is stands in one title, which is filled."""
    filled = [
        segment.text
        for strip in sight.strips
        for segment in strip
        if segment.style and segment.style.bgcolor and segment.style.bgcolor.name == DARK.accent.colour
    ]
    wanted = 1 if sight.screen is sight.main and sight.main.arranged.value != "-small" else len(filled[:1])
    if len(filled) != wanted:
        yield f"{filled}"


def twice(sight: Sight) -> Iterator[str]:
    """Sentences that stand on one screen twice."""
    if sight.screen is not sight.main:
        return  # there a reason stands beside each of the things that it is the reason of
    yield from _hours_of_both(sight)
    shown = [each for each in sight.screen.query(Lines) if each.is_on_screen and each.size]
    text = close("".join(each.render_line(y).text for each in shown for y in each.in_sight))
    yield from (each for each in sight.heard.sentences() if text.count(each) > 1)


HOUR = re.compile(r"\d\d-\d\d \d\d:\d\d")


def _hours_of_both(sight: Sight) -> Iterator[str]:
    """Hours that a sentence on the bill names, and what stands beside it, too: it is one thing, in two sentences.

    Due it is in both, and a repayment is asked about by its hour.
    """
    main = sight.main
    bill, beside = (close_rows(main.query_one(each), sight) for each in ("#bill-text", "#checklist"))
    known = main.detail.bill
    named = {f"{known.due_at:%m-%d %H:%M}"} if known is not None else set()
    zone = known.due_at.tzinfo if known is not None else None
    named |= {f"{each.paid_at.astimezone(zone):%m-%d %H:%M}" for each in known.repayments} if known else set()
    both = {*HOUR.findall(bill)} & {*HOUR.findall(beside)} - named
    yield from (f"{each} in {bill!r} and {beside!r}" for each in both)


def close_rows(widget: Widget, sight: Sight) -> str:
    """What stands in a part of the main screen that is in sight, in one line."""
    region = sight.screen._compositor.visible_widgets.get(widget, (Region(), Region()))[0]
    return " ".join(row.strip(" │") for row in seen(sight, region))


def titles(sight: Sight) -> Iterator[str]:
    """A title of the bill, where there is room for it, that does not say whose the bill is."""
    main, bill = sight.main, sight.main.detail.bill
    if sight.screen is main and bill is not None and main.arranged in {Arrangement.STACKED, Arrangement.THREE}:
        t = main.session.language
        wanted = f"2 {t.t('Bill')} · {t.words(bill.channel.short)}"
        if wanted not in sight.rows[1]:
            yield f"{wanted!r} is not in {sight.rows[1]!r}"


def reds(sight: Sight) -> Iterator[str]:
    """What is red and is of nothing that is late or wrong."""
    for y, strip in enumerate(sight.strips):
        x = 0
        for text, style, _ in strip:
            if style and style.color and style.color.name == DARK.late.colour and text.strip():
                widget, _ = sight.screen.get_widget_at(x, y)
                if not _late_or_wrong(widget, y, sight):
                    yield f"{text!r} in {widget!r}"
            x += cell_len(text)


def _late_or_wrong(widget: Widget, y: int, sight: Sight) -> bool:
    """Whether what a widget says in a row of the terminal is known to be late or wrong."""
    main, bill = sight.main, sight.main.detail.bill
    if widget.has_class("-wrong"):
        return True
    if isinstance(widget, MonthLine | NextBill):
        return bool(main.overview and main.overview.overdue)
    if widget.id == "orders-list" and isinstance(widget, Stops):
        at = widget._row(y - widget.content_region.y)[0]
        return _of_late(main.listing.lines[main.query_one(OrdersPane)._lines[at]])
    if any(each.id == "bill" for each in widget.ancestors_with_self):
        return bool(bill and status(bill, main.session.moment()) is Status.OVERDUE) or _is_late(main)
    if any(each.id == "checklist" for each in widget.ancestors_with_self):
        return _asked_of_late_or_wrong(widget, main)
    # One explains the marks, in the other an order has one.
    return isinstance(widget.screen, HelpScreen | Palette) and any(mark in sight.rows[y] for mark in ("!!", "≠"))


def _asked_of_late_or_wrong(widget: Widget, main: MainScreen) -> bool:
    question = main.conversation.question
    if isinstance(widget, Choices):  # the bill that is due next is among them
        return bool(main.overview and main.overview.overdue)
    board = question.board if question is not None else None
    return isinstance(board, Sum) and "bad" in {each.ink for each in board.rows}


def _is_late(main: MainScreen) -> bool:
    """Whether the order under the cursor is late with one of its periods."""
    late = (row for row in main.listing.lines if isinstance(row, BillRow) and row.section is Urgency.OVERDUE)
    order = main.detail.order
    return order is not None and any(order.id in {each.order.id for each in row.orders} for row in late)


def _of_late(row: object) -> bool:
    """Whether a row of the list is of an overdue bill, or is the head of those."""
    section = row.section if isinstance(row, Head | BillRow) else None
    return section is Urgency.OVERDUE


def unseen(sight: Sight) -> Iterator[str]:
    """What of a question is not to be read: its last line, an answer, an amount in one; or the line to type in."""
    if sight.screen is not sight.main or not sight.main.answering:
        return
    pane, read = sight.main.query_one(ChecklistPane), "\n".join(sight.rows)
    question = pane.conversation.question
    assert question is not None
    last = close(question.text[-1][0].partition("  ")[0])[-LAST:]
    if last not in close("".join(seen(sight, pane.region.shrink((1, 1, 1, 1))))):
        yield last
    wanted: list[str] = []
    answer: Widget
    if question.answers:
        answer = options = pane.query_one("#options", Choices)
        labels = [each.words for each in question.answers]
        width = options.room - NUMBER
        lines = [
            [text_of(line).rstrip() for line in each.lines(width)] if each.lines else wrap(each.words, width)
            for each in question.answers
        ]
        wanted += [f" {number} {first}" for number, (first, *_) in enumerate(lines, 1)]
        wanted += [each for _, *more in lines for each in more]
        rows = len([each for every in lines for each in every])
        wanted += [amount for label in labels for amount in re.findall(r"¥[\d,.]+\d", label)]
    else:
        answer, rows = pane.query_one(Input), 1
    x, y, _, height = answer.region
    yield from (
        f"row {row} is covered" for row in range(height) if sight.screen.get_widget_at(x, y + row)[0] is not answer
    )
    if height != rows:
        yield f"{height} of {rows} rows"
    yield from (words for words in wanted if words not in read)


def uncounted(sight: Sight) -> Iterator[str]:
    """What the head of a statement counts that is not to be read."""
    page = sight.screen
    if isinstance(page, StatementPage):
        t, statement = page.session.language.t, page._found.statement
        wanted = [*head_parts(page._found, page.session), *(f"{len(each.rows)} {each.title}" for each in page._parts)]
        unread = len(statement.unreadable) + statement.more_unreadable
        wanted += [t("rows that cannot be read: {count}", count=unread)] if unread else []
        shown = close("".join(sight.rows))
        yield from (each for each in wanted if close(each) not in shown)


def visited(sight: Sight) -> Iterator[str]:
    """The screen that stands there, by the name of its class: no fault, but what the tour has seen."""
    yield type(sight.screen).__name__


CHECKS: Mapping[str, Check] = {
    "widths": widths,
    "clipped": clipped,
    "figures": figures_cut,
    "answers": answers_cut,
    "chips": chips,
    "twice": twice,
    "titles": titles,
    "reds": reds,
    "unseen": unseen,
    "uncounted": uncounted,
    "visited": visited,
}
