"""Two terminals answer what the checklists ask, at any instants and in any order, and are killed in between."""

import json
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import partial

import hypothesis.strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from models.actions import auto_debit, checklist
from models.actions.find_bill import find_bill
from models.actions.reference import unasked
from models.bills.bill import Bill
from models.bills.debit_phase import due_then
from models.bills.derive import derive
from models.bills.standing import standing
from models.channels.builtin import builtin
from models.channels.channel import AUTO_DEBIT, Catalogue
from models.ledger.ledger import Ledger, open_checklists
from models.ledger.progress import Done, Step
from models.store.records import TABLES, read_ledger, to_document
from models.values.dates import today
from models.values.message import Problem
from models.values.money import parse_amount, plain
from tests.models.builders import at, by_hand, check_book, ledger, order
from tests.often import tried
from tests.tui.answering import leads_to
from tests.tui.hands import Hands, session_at
from tui.state.arrangement import asking, next_turn
from tui.state.checklists import own
from tui.state.question import Commit, Question, Then
from tui.state.views import Conversation

CATALOGUE: Catalogue = {**by_hand(), "huabei": builtin()["huabei"]}
"""花呗 takes its money itself; the others wait until somebody repays them."""
ORDERS = (
    order("phone"),
    order("robot"),
    order("card", channel="cmb"),
    order("tv", channel="jd-baitiao"),
)
REPAID_HERE = ("huabei/2026-12-10", "cmb/2026-12-10", "early/tv", "early/phone", "jd-baitiao/2026-12-10")
SHANGHAI = "Asia/Shanghai"
START = at("2026-12-09T23:50:00+08:00")
TERMINALS = st.integers(0, 1)
BILLS = st.sampled_from(REPAID_HERE)


class AnyInstants(RuleBasedStateMachine):
    """A file, a clock, and two terminals, each with what it last saw of a bill."""

    @initialize(zone=st.sampled_from(("Asia/Shanghai", "UTC", "America/Los_Angeles")))
    def start(self, zone):
        self.ledger = ledger(*ORDERS)
        self.hands = Hands(START)
        self.session = session_at(self.hands, CATALOGUE, zone=zone)
        self.conversations = [Conversation(), Conversation()]
        self.decided: dict[str, int] = {}

    # What is true now.

    def bill(self, ident: str) -> Bill | None:
        try:
            return find_bill(self.ledger, derive(self.ledger, CATALOGUE), CATALOGUE, ident, self.hands.now)
        except Problem:
            return None

    def standing(self) -> dict[str, tuple[Done, ...]]:
        """The answered steps that hold, by bill."""
        found = {}
        for ident, progress in open_checklists(self.ledger).items():
            one = self.bill(ident)
            assert one is not None
            found[ident] = standing(progress, one, self.hands.now)
        return found

    # What happens.

    @rule(minutes=st.sampled_from((0, 1, 11, 60, 12 * 60, 30 * 60)))
    def time_passes(self, minutes):
        self._move(self.hands.now + timedelta(minutes=minutes))

    @rule(seconds=st.sampled_from((-1, 0, 1, 61)))
    def the_next_turn_comes(self, seconds):
        """A due instant, the end of an auto-debit or midnight is near, is there, or has just passed."""
        turn = datetime.fromtimestamp(next_turn(derive(self.ledger, CATALOGUE), self.hands.now).timestamp(), UTC)
        self._move(max(self.hands.now, turn + timedelta(seconds=seconds)))

    def _move(self, now):
        before, day = self.standing(), today(self.hands.now, SHANGHAI)
        self.hands.now = now
        for ident, held in self.standing().items():
            lapsed = today(now, SHANGHAI) > day and len(before[ident]) == 3
            assert held == (before[ident][:2] if lapsed else before[ident]), "only an amount is lost, at midnight alone"

    @rule(terminal=TERMINALS)
    def the_screen_looks_again(self, terminal):
        self._see(
            terminal, self.conversations[terminal].bill.id if self.conversations[terminal].bill else REPAID_HERE[0]
        )

    @rule(terminal=TERMINALS, ident=BILLS)
    def another_bill_is_shown(self, terminal, ident):
        self._see(terminal, ident)

    def _see(self, terminal, ident):
        """As the main screen does it: a question in the middle of an answer stands while the same is asked."""
        before, book = self.conversations[terminal], derive(self.ledger, CATALOGUE)
        one, progress = self.bill(ident), open_checklists(self.ledger).get(ident)
        done = standing(progress, one, self.hands.now) if progress and one else ()
        day = today(self.hands.now, SHANGHAI)
        seen = Conversation(one, progress, book, done=done, day=day, topic=own(one)) if one else Conversation()
        self.conversations[terminal] = asking(seen, before.standing if seen.goes_on(before) else None, self.session)

    @rule()
    def everything_is_killed_and_started_again(self):
        tables = {
            name: {ident: to_document(each) for ident, each in getattr(self.ledger, name).items()} for name in TABLES
        }
        read = read_ledger(json.loads(json.dumps(tables)), "ledger.json")
        assert read == self.ledger
        before = self.standing()
        self.ledger = read
        self.conversations = [Conversation(), Conversation()]
        assert self.standing() == before

    @rule(terminal=TERMINALS, ident=BILLS, times=st.integers(0, 8), data=st.data())
    def a_checklist_is_begun_or_gone_on_with(self, terminal, ident, times, data):
        self._change(ident, lambda of, one: checklist.begin(of, one, self.hands.now))
        self._see(terminal, ident)
        for _ in range(times):
            self._answer(terminal, data)

    @rule(terminal=TERMINALS, data=st.data())
    def what_stands_on_the_screen_is_answered(self, terminal, data):
        """It may be older than what is on disk, and than the clock."""
        self._answer(terminal, data)

    def _answer(self, terminal, data):
        conversation = self.conversations[terminal]
        if conversation.bill is None or conversation.progress is None or conversation.book is None:
            return
        assert conversation.question is not None
        value = data.draw(self._values(conversation.question, conversation.bill))
        try:
            result = leads_to(conversation.question, value)
        except Problem:
            return
        if isinstance(result, Commit):
            self._commit(conversation, value, result)
            self._see(terminal, conversation.bill.id)
        else:
            standing = result.ask if isinstance(result, Then) else None
            self.conversations[terminal] = asking(conversation, standing, self.session)

    def _values(self, question: Question, one: Bill) -> st.SearchStrategy[str]:
        """What somebody may answer: mostly what leads on."""
        if question.answers:
            keys = [each.id for each in question.answers]
            on = "correct" if "correct" in keys else keys[0]
            return st.just(on) | st.just(on) | st.sampled_from(keys)
        if question.field and question.field.marks:
            figures = [plain(max(0, one.outstanding + off)) for off in (0, 25, -300)]
            return st.sampled_from([*figures, *figures, "50", ""])
        local = self.hands.now.astimezone(one.due_at.tzinfo)
        times = [f"{local - timedelta(minutes=ago):%Y-%m-%d %H:%M}" for ago in (2, 60, 24 * 60)]
        return st.sampled_from([*times, "", "later"])

    @rule(ident=BILLS)
    def step_back(self, ident):
        self._change(ident, lambda of, one: checklist.step_back(of, one, self.hands.now))

    @rule(ident=BILLS)
    def abandon(self, ident):
        self._change(ident, checklist.abandon)

    @rule(taken=st.booleans())
    def what_auto_debit_did_is_looked_at(self, taken):
        now = self.hands.now
        debited = (lambda of, one: auto_debit.taken(of, one, due_then(one), now)) if taken else None
        self._change(REPAID_HERE[0], debited or (lambda of, one: auto_debit.failed(of, one, now)))

    def _change(self, ident, change):
        """A change that is no answer: where it does not go, nothing has changed."""
        one = self.bill(ident)
        if one is None:
            return
        with suppress(Problem):
            self.ledger = change(self.ledger, one)

    # What must hold of an answer.

    def _commit(self, conversation: Conversation, value: str, result: Commit):
        assert conversation.bill is not None
        ident, one = conversation.bill.id, self.bill(conversation.bill.id)
        if one is None:
            return
        before, held = self.ledger, self.standing()
        try:
            self.ledger = result.change(before, one)
        except Problem:
            return
        if self.ledger.repayments != before.repayments:
            self._recorded(before, one, held[ident], conversation, value)
            return
        after = self.standing()
        if value == "another":  # the method that was too slow is chosen again, and nothing else
            assert after[ident] == held[ident][:-1]
            return
        if value == "again":
            assert after[ident] == held[ident][:3] or after[ident] == held[ident][:2]
            return
        if value != "part" and conversation.question.id != "part":
            assert after[ident][: len(held[ident])] == held[ident], "no answered step is lost"
        for other in held.keys() - {ident}:
            assert after[other] == held[other]
        if len(after[ident]) == 3 and held[ident] != after[ident]:
            self.decided[ident] = _decision(conversation, value)
            assert after[ident][2].pay == self.decided[ident], "what was confirmed is what will be paid"

    def _recorded(self, before: Ledger, one: Bill, held: tuple[Done, ...], conversation: Conversation, value: str):
        """One repayment more: of a checklist that was at its end and now is gone, of what was confirmed."""
        (new,) = self.ledger.repayments.keys() - before.repayments.keys()
        made = self.ledger.repayments[new]
        assert {**self.ledger.repayments, **before.repayments} == self.ledger.repayments
        assert [done.step for done in held] == list(Step)[:4]
        assert one.id in open_checklists(before).keys() - open_checklists(self.ledger).keys()
        if value == "debited":
            assert conversation.bill is not None
            assert (made.method, made.amount) == (AUTO_DEBIT, due_then(conversation.bill))
        else:
            assert (made.amount, made.method) == (self.decided[one.id], held[3].answer)
            if value in {"now", "unseen"}:
                assert made.paid_at == self.hands.now
            assert today(made.paid_at, SHANGHAI) <= today(held[2].at, SHANGHAI), "it held when it was paid"
            assert [each.id for each in unasked(self.ledger)].count(new) == 1
        now = self.bill(one.id)
        assert (now.outstanding if now else 0) == max(0, one.outstanding - made.amount)

    @invariant()
    def the_book_is_valid(self):
        every = derive(self.ledger, CATALOGUE)
        assert all(one.outstanding >= 0 for one in every.bills.values())
        check_book(self.ledger)


def _decision(conversation: Conversation, value: str) -> int:
    """What somebody decided to pay who saw this and answered that."""
    assert conversation.bill is not None
    assert conversation.question is not None
    if conversation.question.id == "nothing":
        return conversation.bill.outstanding
    if value in {"correct", "part"}:
        assert isinstance(conversation.standing, partial)
        return int(conversation.standing.keywords["figure"])
    return parse_amount(value)


AnyInstants.TestCase.settings = tried(steps=40)
test_no_answer_is_lost_none_is_recorded_twice_and_what_was_confirmed_is_recorded = AnyInstants.TestCase
