"""The main screen's frame: how its panes are arranged, their titles, the line of keys, and what is said above that."""

from typing import TYPE_CHECKING, cast

from textual.events import Resize
from textual.widget import Widget
from textual.widgets import Input

from models.bills.overview import Sort, View
from models.values.message import Message
from tui.panes.bill import BillPane
from tui.panes.checklist import ChecklistPane
from tui.panes.orders import OrdersPane
from tui.panes.pane import Pane
from tui.screens.offered import of_pane, of_question
from tui.screens.state_screen import StateScreen
from tui.state.step_said import step_said
from tui.terminal.cells import Cells
from tui.widgets.arranged import Arrangement, arrangement
from tui.widgets.keybar import KeyBar
from tui.widgets.lines import Lines
from tui.widgets.message_line import MessageLine, lines_of
from tui.words.frame import Tab
from tui.words.heading import beyond_its_row, standing, titles_of
from tui.words.listing import SORT_WORDS, VIEW_WORDS
from tui.words.proportion import owed_pieces
from tui.words.when import hours_in

if TYPE_CHECKING:
    from tui.commands.host import Host

PANES = ("orders", "bill", "checklist")
SIDE = 2
"""Cells at the side of a pane before what stands in the rule below it: a corner and a piece of the rule."""


class FramedScreen(StateScreen):
    """A screen with three panes, of which as many are shown as it has room for. The keyboard is on one of them.

    `arranged` says how they stand.
    """

    arranged = Arrangement.SMALL
    _beside = "bill"
    """Which of the two panes on the right is seen where there is room for one."""
    _typed_in: Widget | None = None
    """What had the keyboard before the screen was too small for it."""

    def rearrange(self) -> None:
        """Arrange the panes in the size that the terminal has."""
        found, before = arrangement(*self.app.size), self.arranged
        if found is before and self.has_class(found):
            return
        if found is Arrangement.SMALL:
            self._typed_in = self.focused or self._typed_in
        self.arranged = found
        self.update_classes({each.value: each is found for each in Arrangement}, animate=False)
        if not self.is_mounted:
            return
        self.frame()
        self.show_keys()
        if before is Arrangement.SMALL:
            self.call_after_refresh(self._type_on)

    def on_resize(self, _event: Resize) -> None:
        self.rearrange()
        self._stand_message()

    def _type_on(self) -> None:
        """Put the keyboard back where it was."""
        if self.focused is None and self.arranged is not Arrangement.SMALL:
            if self._typed_in is not None and self._typed_in.is_attached and self._typed_in.display:
                self.set_focus(self._typed_in, from_app_focus=True)  # what was typed is typed on, not over
            else:
                self.show_pane(self._pane)
        self._typed_in = None if self.focused else self._typed_in

    @property
    def _pane(self) -> str:
        """The pane that the keyboard is on."""
        return next((pane for pane in PANES if self.query_one(f"#{pane}").has_class("-current")), PANES[0])

    @property
    def pane_to_read(self) -> str:
        """The checklist, where the bill is in sight beside it."""
        return "checklist" if self.arranged in {Arrangement.STACKED, Arrangement.THREE} else "bill"

    def bring(self, ident: str) -> None:
        """Have a pane be seen, in the frame of the one that the keyboard is on."""
        if ident != "orders":
            self._beside = ident
        elif not self.conversation.active:
            self._beside = "bill"
        self._show_beside(ident)

    def rest_beside(self) -> None:
        """Show the bill beside the list again."""
        if self._pane == "orders" and self._beside != "bill":
            self._beside = "bill"
            self._show_beside(self._pane)

    def _show_beside(self, current: str) -> None:
        """Have each pane the classes of how it stands; what is in it is styled once for all of them."""
        stands = {f"#{pane}": {"-current": pane == current} for pane in PANES}
        for pane in PANES[1:]:
            stands[f"#{pane}"]["-behind"] = pane != self._beside
        orders = self.query_one("#orders")
        orders.update_classes(stands.pop("#orders"), update=False)  # it stands in what is styled next
        stands["#left"] = {"-current": current == "orders"}
        for selector, classes in stands.items():
            self.query_one(selector).update_classes(classes, animate=False)
        self.frame()

    # The titles.

    def frame(self) -> None:
        """Write the titles of the panes, what stands at their ends, and what is said below the list."""
        t, detail, pane = self.session.language.t, self.detail, self._pane
        names = {"orders": f"1 {t('Orders')}", "bill": f"2 {t('Bill')}", "checklist": f"3 {t('Checklist')}"}
        bill = detail.bill
        alone, two = self.arranged is Arrangement.ONE, self.arranged is Arrangement.TWO
        together = PANES if alone else PANES[1:]
        for each in PANES:
            titles = titles_of(names[each], bill, self.session) if each == "bill" else [names[each]]
            tabs = [[Tab(title, here=each == pane, pane=each)] for title in titles]
            if alone or (two and each in together):
                tabs.insert(0, [Tab(names[one], here=one == pane, pane=one) for one in together])
                tabs[1:] = [[Tab(names[each], here=each == pane, pane=each)]]
            self.query_one(f"#{each}", Pane).entitle(*tabs)
        step = step_said(self.conversation, self.session)
        self.query_one(ChecklistPane).end_with(*([((step, "dim"),)] if step else []))
        seen = bill is not None and not alone and not two
        pane_of_bill = self.query_one(BillPane)
        stands = standing(bill, self.session) if bill is not None and seen else None
        pane_of_bill.end_with(*([((stands.words, stands.ink),)] if stands is not None else []))
        brief = self.arranged is Arrangement.STACKED and self.conversation.active
        question = self.conversation.question
        asked = hours_in(" ".join(text for text, _ in question.text)) if seen and question is not None else frozenset()
        pane_of_bill.stand_in(titled=seen and bill is not None, brief=brief, asked=asked)
        pane_of_bill.name_key(keyed=pane == "bill")
        self.query_one(OrdersPane).name_key(keyed=pane == "orders")
        self.query_one(OrdersPane).say_below(*self._below_the_list(alone=alone))

    def _below_the_list(self, *, alone: bool) -> list[Cells]:
        """What the row of the cursor does not say, where the list stands alone; else all that is owed."""
        bill = self.detail.bill
        if alone:
            return [((each, "dim"),) for each in beyond_its_row(bill, self.session)] if bill is not None else []
        owed = owed_pieces(self.proportion.owed, self.session.language) if self.proportion is not None else ()
        return [((form, "dim"),) for each in owed for form in each.forms]

    def watch_conversation(self) -> None:
        """Whatever changes, this is made again last: the frame is written once, when all of it is known."""
        self.frame()
        self.show_keys()

    # The line of keys, and what is said above it.

    def show_keys(self) -> None:
        """Name the keys of what has the keyboard."""
        focused, bar, host = self.focused, self.query_one(KeyBar), cast("Host", self)
        typing = isinstance(focused, Input) and not self.query_one(ChecklistPane).passes_keys
        filtering = self.query_one(OrdersPane).keys
        if filtering:
            bar.show(filtering)
        elif self.answering:
            bar.show(*of_question(host, typing=typing))
        else:
            folds = self.query_one(OrdersPane).folds if self._pane == "orders" else ()
            bar.show(*of_pane(host, self._pane, alone=self.arranged is Arrangement.ONE, folds=folds))

    @property
    def answering(self) -> bool:
        """Whether the keyboard is on the checklist's question."""
        return self._pane == "checklist" and self.conversation.active

    def on_descendant_focus(self) -> None:
        self.show_keys()

    def tell(self, message: Message | None, *, bad: bool = False, wrong: bool = False) -> None:
        """Show a sentence in the rule above the keys, until the next key; None takes it away. `bad`: something was
        refused. `wrong`: what is on record is."""
        said = self.session.language.say(message) if message else ""
        self.query_one(MessageLine).tell(said, bad=bad, wrong=wrong)
        self._stand_message()

    def tell_where_free(self, message: Message) -> None:
        """Show a sentence, once the screen stands, only where it takes no row of the list and nothing else is said."""

        def tell() -> None:
            said, listed = self.session.language.say(message), self.query_one("#orders-list", Lines)
            above = len(lines_of(said, self._rule_room)) - 1
            if not self.message_shown and above <= max(0, listed.size.height - len(self.listing.lines)):
                self.tell(message)

        self.call_after_refresh(tell)

    def list_by(self, *, view: View | None = None, sort: Sort | None = None) -> None:
        """List other orders, or in another order; it is said where the title of the list has no room for that."""
        super().list_by(view=view, sort=sort)
        found = self.listing
        said = VIEW_WORDS[found.view] if view is not None else SORT_WORDS[found.sort]
        titled = self.session.language.say(said) in self.query_one(OrdersPane).end.split(" · ")
        self.tell(None if titled else said)

    @property
    def message_shown(self) -> str:
        """The sentence shown above the line of keys; "" where there is none."""
        return self.query_one(MessageLine).text

    @property
    def message_is_bad(self) -> bool:
        """Whether it says that something was refused or is wrong."""
        return self.query_one(MessageLine).has_class("-bad")

    def _stand_message(self) -> None:
        """Have the sentence stand in the rule below the pane that the keyboard is on."""
        pane = self.query_one(f"#{self._pane}", Pane)
        self.query_one(MessageLine).stand(pane.region.x + self._side, self._rule_room, pane.rule_ink)

    @property
    def _side(self) -> int:
        return SIDE - (self.arranged is Arrangement.ONE)  # there is no corner

    @property
    def _rule_room(self) -> int:
        """The cells of a sentence in the rule below the pane that the keyboard is on."""
        width = self.query_one(f"#{self._pane}", Pane).region.width or self.size.width
        return max(0, width - 2 * self._side)
