"""With money to spare: which orders to settle early first, beside other plans, and what is owed over the months."""

from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.events import Resize

from models.bills.payoff import Payoff, Strategy, payoffs
from models.bills.payoff_turns import Spare
from models.values.money import grouped, yuan
from tui.commands import payoff
from tui.commands.host import Host
from tui.forms.spare import SpareForm
from tui.panes.pane import Pane
from tui.screens.following import FollowingPage
from tui.terminal.cells import Cells
from tui.terminal.themes import COLOURLESS
from tui.widgets.calm import styles
from tui.widgets.ends import Ends
from tui.widgets.inks import INKS
from tui.widgets.keybar import KeyBar
from tui.widgets.lines import Lines
from tui.widgets.message_line import SaidLine
from tui.words.frame import Tab
from tui.words.payoff import STRATEGY_WORDS
from tui.words.payoff_curve import AREA, BEHIND, curve
from tui.words.payoff_orders import order_lines, rules_said
from tui.words.payoff_plans import plan_table, plan_text

PLANS, ORDERS, CURVE = "payoff-plans", "payoff-orders", "payoff-curve"
PANES = (PLANS, ORDERS, CURVE)
AROUND = 6
"""Cells between and around what stands in the first row."""


class PayoffScreen(FollowingPage[Spare]):
    """The plans above; below them what is owed by the one under the cursor, and its orders. Narrow: one of the two."""

    CSS_PATH = styles("pages", "payoff")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("e", "edit", show=False),
        Binding("y,Y", "copy", show=False),
        Binding("tab", "pane(1)", show=False),
        Binding("shift+tab", "pane(-1)", show=False),
    ]

    def __init__(self, host: Host, spare: Spare | None) -> None:
        super().__init__(host)
        self._spare = spare or Spare()
        self._at = 0

    @property
    def _strategies(self) -> tuple[Strategy, ...]:
        return tuple(self._found.by_strategy)

    @property
    def _plan(self) -> Payoff:
        return self._found.by_strategy[self._strategies[self._at]]

    def compose(self) -> ComposeResult:
        yield Ends(id="payoff-head")
        with Pane(self.session, PLANS):
            yield Lines(cursor=False, focusable=False, id="payoff-heads")
            yield Lines(cursor=True, id="payoff-list")
        with Horizontal(id="payoff-below"):
            with Pane(self.session, CURVE):
                yield Lines(cursor=False, id="payoff-chart")
            with Pane(self.session, ORDERS):
                yield Lines(cursor=False, id="payoff-turns")
        yield SaidLine(id="said")
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        self.take()
        self.action_pane(0)
        if not (self._spare.monthly or self._spare.once):
            self.action_edit()

    # What is shown.

    def take(self) -> None:
        """Count all plans with what there is to spare now."""
        self._found = payoffs(self._host.working.book, self._spare, self.session.now())
        self._head()
        found, t = self._found, self.session.language
        self.query_one("#payoff-heads", Lines).show_text(lambda width: [plan_table(found, t, width - 1).heads()])
        self.query_one("#payoff-list", Lines).show(
            len(self._strategies),
            lambda index, width: plan_table(found, t, width).row(self._strategies[index]),
            self._at,
        )
        self._show()
        self._show_keys()

    def _head(self) -> None:
        """Say what there is to spare, where there is room, and what is owed."""
        t, spare = self.session.language.t, self._spare
        more = t("extra a month {monthly} · at once {once}", monthly=grouped(spare.monthly), once=grouped(spare.once))
        title, owed = t("Payoff"), t("owed {amount}", amount=yuan(self._found.owed))
        fits = sum(map(cell_len, (title, more, owed))) + AROUND <= self.size.width
        self.query_one("#payoff-head", Ends).show((title, INKS["key"]), (owed, ""), (more if fits else "", INKS["dim"]))

    def _show(self) -> None:
        """Show the plan under the cursor."""
        plan, found, t = self._plan, self._found, self.session.language
        self.query_one("#payoff-chart", Lines).show_text(self._curve)
        turns = self.query_one("#payoff-turns", Lines)
        turns.home()
        turns.show_text(lambda width: order_lines(found, plan, self._host.working.book, t, width))
        last = (t.t("saved in all"), "dim"), (f" {grouped(plan.saved)}", "good bold")
        self.query_one(f"#{ORDERS}", Pane).say_below(last)
        estimate = rules_said(found, self._host.working.book, t)
        self.query_one(f"#{CURVE}", Pane).say_below(((estimate, "dim"),))

    def _curve(self, width: int) -> list[Cells]:
        found, t = self._found, self.session.language
        nothing = found.by_strategy[Strategy.NOTHING]
        legend = [(t.say(STRATEGY_WORDS[self._strategies[self._at]]), AREA)]
        if self._plan is not nothing:
            legend.append((t.say(STRATEGY_WORDS[Strategy.NOTHING]), BEHIND))
        height = self.query_one("#payoff-chart").size.height
        colours = self.app.theme != COLOURLESS
        return curve(self._plan.owed, nothing.owed, found.months, legend, width, height, colours=colours)

    def _frame(self) -> None:
        """Write the titles; narrow, what is not shown below is named beside what is."""
        t, found, here = self.session.language.t, self._found, self._here
        plans, orders, owed = t("which first"), t("order"), t("what is owed")
        end = ((t("by each channel's own rule"), "dim"),)
        self.query_one(f"#{PLANS}", Pane).end_with(end)
        self.query_one(f"#{PLANS}", Pane).entitle([Tab(plans, here=here == PLANS)])
        tabs = {ORDERS: Tab(orders, here=here == ORDERS), CURVE: Tab(owed, here=here == CURVE)}
        for ident in (ORDERS, CURVE):
            self.query_one(f"#{ident}", Pane).entitle([*tabs.values()] if self._narrow else [tabs[ident]])
        self.query_one(f"#{ORDERS}", Pane).end_with(((t("settle early"), "dim"),))
        if found.months:
            until = t("to {month}", month=f"{found.months[-1]:%Y-%m}")
            self.query_one(f"#{CURVE}", Pane).end_with(((until, "dim"),))
        self._show_keys()

    def _show_keys(self) -> None:
        t, choosing = self.session.language.t, self._here == PLANS
        keys = [("jk", t("plan") if choosing else t("scroll")), ("e", t("change amounts"))]
        settling = [("⏎", t("settle early"))] if choosing and self._plan.settled else []
        here = [*keys, *settling, ("tab", t("next pane")), ("y", t("copy"))]
        self.query_one(KeyBar).show(here, [("?", t("help")), ("esc", t("back"))])

    @property
    def _narrow(self) -> bool:
        return self.has_class("-narrow")

    @property
    def _here(self) -> str:
        """The pane that the keyboard is on."""
        return next((each for each in PANES if self.query_one(f"#{each}").has_class("-current")), PLANS)

    # What is done.

    def action_pane(self, by: int) -> None:
        """Go to the next pane."""
        ident = PANES[(PANES.index(self._here) + by) % len(PANES)]
        for each in PANES:
            self.query_one(f"#{each}").set_class(each == ident, "-current")
        if ident != PLANS:
            self.set_class(ident == CURVE, "-curve")
        lists = {PLANS: "#payoff-list", ORDERS: "#payoff-turns", CURVE: "#payoff-chart"}
        self.query_one(lists[ident]).focus()
        self._frame()

    def on_resize(self, _event: Resize) -> None:
        if self.is_mounted:
            self.call_after_refresh(self._again)

    def _again(self) -> None:
        self._head()
        self._frame()
        self._show()

    def on_lines_moved(self, event: Lines.Moved) -> None:
        event.stop()
        self._at = event.lines.cursor
        self._show()
        self._show_keys()

    def on_lines_chosen(self, event: Lines.Chosen) -> None:
        event.stop()
        plan = self._plan
        if not plan.settled:
            self._settles_nothing()
            return
        self.dismiss(self._spare)
        payoff.settle(self._host, plan.settled[0])

    def _settles_nothing(self) -> None:
        self.query_one("#said", SaidLine).say(self.session.language.t("this plan settles nothing early"), bad=True)

    def action_edit(self) -> None:
        """Say how much there is to spare."""
        self.run_worker(self._edit(), group="command")

    async def _edit(self) -> None:
        spare = await self.app.push_screen_wait(SpareForm(self.session, self._spare))
        if spare is not None:
            self._spare = spare
            self.query_one("#said", SaidLine).say("")
            self.take()

    def action_copy(self) -> None:
        """Copy the plan under the cursor, with its orders."""
        strategy, t = self._strategies[self._at], self.session.language
        self.app.copy_to_clipboard(plan_text(self._found, strategy, self._host.working.book, t))
        said = t.t("copied; if nothing arrives, the terminal does not allow it")
        self.query_one("#said", SaidLine).say(said)

    def action_leave(self) -> None:
        """Come back; what there is to spare is known until fenqi is left."""
        self.dismiss(self._spare)
