"""A statement beside the ledger: what it shows, what is taken of it, and what is asked."""

from collections.abc import Iterable, Sequence
from datetime import datetime

import msgspec

from models.actions import absent, back_in_mind, came_back, goods_seen
from models.actions.answered_lines import laid_first, once_answered, with_unpaid
from models.actions.as_typed import as_typed
from models.actions.beside import LedgerBeside
from models.actions.bought_on_credit import bought
from models.actions.claims import Claim
from models.actions.failed_lines import failed_lines
from models.actions.finding import (
    IGNORE,
    LEAVE,
    FindingKind,
    LineAnswers,
    LineFinding,
    Reconciled,
    Sureness,
)
from models.actions.in_question import asked_again
from models.actions.laid import Laid
from models.actions.laid_in_turn import laid_again, laid_later, when_laid, without
from models.actions.let_go import claims_here, let_go, without_said_since
from models.actions.making_room import kept_for_room, recorded_now, waiting_here, with_room
from models.actions.money_in import money_in
from models.actions.nearer import given_up, news_of, said_of, with_others
from models.actions.offered import offered
from models.actions.on_record import read_before
from models.actions.own_figure import figure, kept
from models.actions.placing import placed
from models.actions.reconcile_answers import chosen, is_taken, refused, taken
from models.actions.twins import twins_of
from models.actions.what_is_new import come_to, only_new
from models.actions.which_card import not_known_yet, which_card
from models.actions.which_shows import which_shows
from models.actions.whole_in_parts import whole_in_parts
from models.actions.whose_line import account_key, accounts_of, of_channel
from models.actions.worst_first import worst_first
from models.bills.contracts import contracts
from models.channels.channel import Catalogue
from models.ledger.ids import line_stated
from models.ledger.ledger import Ledger
from models.ledger.statement import SightingKind, Statement, StatementLine
from models.values.message import Problem


def reconciled(
    ledger: Ledger, catalogue: Catalogue, statement: Statement, answers: LineAnswers, now: datetime
) -> Ledger:
    """The ledger with all of the statement that is sure or answered."""
    return findings(ledger, catalogue, statement, answers, now).ledger


def findings(
    ledger: Ledger, catalogue: Catalogue, statement: Statement, answers: LineAnswers, now: datetime
) -> Reconciled:
    """What the statement says beside the ledger, trouble first, and the ledger with what is sure or answered.

    Problem for an answer that is none of what it answers.
    """
    plan = _Plan(ledger, catalogue, statement, answers, now)
    plan.read()
    if plan.answered:
        plan.read_again()
    return plan.made()


class _Plan:
    """One reading of a statement, line by line; what it keeps is its own."""

    def __init__(
        self, ledger: Ledger, catalogue: Catalogue, statement: Statement, answers: LineAnswers, now: datetime
    ) -> None:
        self._nested, self._before = False, ledger
        held = contracts(ledger, catalogue)
        self._doubted, self.answered = set[str](), set[str]()
        self._claims, self._given_up = tuple[Claim, ...](), tuple[Claim, ...]()
        card = which_card(ledger, statement, held, answers)
        self._given, self._waits, ledger = dict(card.given), card.waits, card.ledger
        self._used = {account_key(statement)} if card.used else set[str]()
        self._found: list[LineFinding] = [card.asked] if card.asked else []
        lines = {line.id: line for line in sorted(statement.lines, key=came_back.at_last)}
        self._lines = sorted(back_in_mind.as_left(ledger, [*lines.values()]), key=when_laid)
        kinds = {(line.channel, line.last4): line for line in self._lines}
        accounts = {each for line in kinds.values() for each in accounts_of(line, statement, ledger, held, self._given)}
        accounts |= {each for channel in statement.own for each in of_channel(channel, ledger, held)}
        self._beside = LedgerBeside(
            ledger=ledger,
            catalogue=catalogue,
            statement=statement,
            answers=self._given,
            now=now,
            accounts=frozenset(accounts),
        )
        self._returned = back_in_mind.returned_of(self._beside, self._lines)
        returned, twins = frozenset(self._returned), twins_of(self._beside)
        self._beside = msgspec.structs.replace(self._beside, returned=returned, twins=twins)

    def read(self) -> None:
        for line in self._of(SightingKind.BILL):
            finding = figure(self._beside, line)
            if finding is not None and not self._waits:
                self._beside = self._beside.of(kept(self._beside, finding))
            self._take(finding)
        if not self._waits:
            self._claims = claims_here(self._beside, self._lines)
            self._beside = let_go(self._beside, self._claims)
            unread = [each for each in self._of(SightingKind.REPAID) if each.id not in self._beside.ledger.sightings]
            mine = [] if self._nested else [*unread, *(each.line for each in self._claims)]
            self._given_up = given_up(self._beside, [each for each in mine if not self._has_failed(each)])
            self._beside = let_go(self._beside, self._given_up)
        self._came_back()
        self._repaid()
        self._laid_elsewhere()
        for line in self._of(SightingKind.MONEY_IN):
            self._take(None if read_before(self._beside, line) else money_in(self._beside, line))
        failed = self._of(SightingKind.FAILED)
        for each in failed_lines(self._beside, failed, self._against, self._doubted, self._found):
            self._take(each)
        for line in self._of(SightingKind.INSTALMENT):
            self._take(goods_seen.charged(self._beside, line))
        for each in bought(self._beside, self._of(SightingKind.BOUGHT), self._found):
            self._take(each)
        for line in self._of(SightingKind.REFUNDED):
            self._take(goods_seen.given_back(self._beside, line))
        for each in tuple(absent.missing(self._beside, self._found)):
            self._take(each)
        ledger = without_said_since(self._beside.ledger, self._beside.claims, self._settled)
        self._beside = laid_first(self._beside.of(ledger), self._settled)

    def read_again(self) -> None:
        """Once more, as what was laid before may be of another bill now that what was answered stands."""
        there, used = self._beside, self._used - {account_key(self._beside.statement)}
        left = {key: each for key, each in self._given.items() if key not in used}
        plan = _Plan(there.ledger, there.catalogue, there.statement, left, there.now)
        plan.read()
        if plan._beside.ledger != there.ledger:
            self._found = once_answered(self._found, plan._found)
            self._beside, self._used = plan._beside, self._used | plan._used

    @property
    def _settled(self) -> set[str]:
        """The lines of which an answer said what they are, and which no other line has put aside since."""
        return self.answered & self._beside.ledger.sightings.keys()

    def _of(self, kind: SightingKind) -> list[StatementLine]:
        return [line for line in self._lines if line.kind is kind]

    def _came_back(self) -> None:
        """Money of repayments that came back: kept in mind, and what a statement recorded of them taken back."""
        for line in self._of(SightingKind.FAILED):
            self._take(back_in_mind.kept_in_mind(self._beside, line) if line.returned else None)
        if not self._waits:
            there = back_in_mind.in_mind(self._beside, self._lines)
            self._beside, asked = back_in_mind.taken_back(there, self._returned)
            self._beside, others = back_in_mind.without_what_came_back(self._beside, self._of(SightingKind.REPAID))
            self._ask([*asked, *others])
        open_ = self._returned.keys() - self._beside.ledger.sightings.keys()
        self._doubted = {self._returned[each].id for each in open_} - {each.line.id for each in self._claims}
        self._against = dict[str, StatementLine]()

    def _repaid(self) -> None:
        """The repayments, each as if no later one of this source had been read, and those that waited for room, or that
        other files asked about; those near records that were typed, all together."""
        lines, here = self._of(SightingKind.REPAID), {line.id for line in self._lines} | self._returned.keys()
        unread = [each for each in lines if each.id not in self._beside.ledger.sightings]
        whole = whole_in_parts(self._beside, [each for each in unread if each.id not in self._returned])
        kept = {} if self._waits else self._kept_before({each.id for each in lines})
        done = self._of_typed([*(each for each in unread if each.id not in whole), *kept.values()])
        claimed = {each.line.id for each in self._claims}
        waits = () if self._waits else waiting_here(self._beside, here | claimed)
        again = [each for each in kept.values() if each.id in claimed or each.id not in here]
        every: list[StatementLine | Laid] = [*lines, *again, *waits]
        for line in sorted(every, key=when_laid):
            if isinstance(line, Laid):
                self._has_room(line)
            elif line.id in done:
                continue
            elif line.id in kept:
                self._placed_by_now(line)
            elif known := read_before(self._beside, line):
                self._take(known)
            elif line.id in whole:
                self._take(whole[line.id] if whole[line.id].key == line.id else None)
            else:
                self._placed(line)
        if not self._waits:
            failed = {ident for ident, back in self._returned.items() if not back.returned}
            there = {*self._beside.ledger.sightings, *(each.id for each in unread)}
            aside = [each for each in lines if each.id not in there]  # another one has taken its place by now
            planned = [each for each in [*unread, *aside, *again] if each.id not in self._settled]
            self._beside = self._beside.of(kept_for_room(self._beside, planned, failed))
            self._found = only_new(self._found, self._before, self._beside, lines, claimed)

    def _laid_elsewhere(self) -> None:
        """Lines of other apps that gave a record up, or asked whether they show one, laid again as by their files."""
        confirms = any(each.kind is FindingKind.CONFIRM and not each.known for each in self._found)
        if self._nested or not (self._given_up or confirms):
            return
        for statement in with_others(self._beside, self._given_up):
            said = said_of(statement, self._given)
            plan = _Plan(self._beside.ledger, self._beside.catalogue, statement, said, self._beside.now)
            plan._nested = True
            plan.read()
            self._beside, self._used = self._beside.of(plan._beside.ledger), self._used | said.keys()
            self._found += news_of(plan.made(), self._given_up)

    def _kept_before(self, here: set[str]) -> dict[str, StatementLine]:
        """The lines that other files asked about, and those near records that were typed; not those of this file."""
        every = [each.line for each in asked_again(self._beside)] + [each.line for each in self._claims]
        made = {line_stated(ident) for ident in self._before.repayments}  # that those are gone is said
        lines = [each for each in every if each.id not in here and (each.id in made or not self._has_failed(each))]
        return {each.id: each for each in back_in_mind.as_left(self._beside.ledger, lines)}

    def _has_failed(self, line: StatementLine) -> bool:
        """Whether some file says of this very line that it failed: then it is no payment that was typed."""
        back = self._returned.get(line.id)
        return back is not None and not back.returned

    def _of_typed(self, lines: list[StatementLine]) -> set[str]:
        """The lines that show records that were typed."""
        may_be = [] if self._waits else [each for each in lines if not self._has_failed(each)]
        shows, here = which_shows(self._beside, may_be), {each.id for each in self._lines}
        for line in sorted((each for each in lines if each.id in shows), key=when_laid):
            self._beside, finding = as_typed(self._beside, line, shows[line.id])
            self._take(finding)
            made, back = shows[line.id][0], self._returned.get(line.id)
            if back and here & {line.id, back.id}:
                self._against[made.id] = back
        return set(shows)

    def _placed(self, line: StatementLine) -> None:
        """A line of which nothing was read before."""
        later, back = laid_later(self._beside, line), self._returned.get(line.id)
        finding = placed(without(self._beside, later), line)
        finding = came_back.doubted(self._beside, finding, back) if back else finding
        self._take(offered(without(self._beside, later), finding), later)
        if back and finding.repayment and finding.kind is not FindingKind.DIFFERS:  # that has another record
            self._against[finding.repayment] = back

    def _placed_by_now(self, line: StatementLine) -> None:
        """A line that another file asked about, where it is sure by now of which bill it is; and one that had another
        place until now."""
        later, back = laid_later(self._beside, line), self._returned.get(line.id)
        finding = placed(without(self._beside, later), line)
        finding = came_back.doubted(self._beside, finding, back) if back else finding
        if (finding.level is Sureness.SURE and finding.writes) or line.id in self._before.sightings:
            self._take(finding, later)

    def _has_room(self, one: Laid) -> None:
        """A line of another file, for which there was no room when that was read."""
        if made := with_room(self._beside, one):
            self._beside, asked = made
            self._found.append(recorded_now(one))
            self._ask(asked)

    def _ask(self, about: Iterable[LineFinding]) -> None:
        """Ask about lines that gave way; those of this file are yet to be read."""
        for each in about:
            here = any(line.id == each.key and line.kind is SightingKind.REPAID for line in self._lines)
            self._take(None if here else each)

    def _take(self, finding: LineFinding | None, later: Sequence[Laid] = ()) -> None:
        """Keep what was found, and take what it changes where it is sure or answered; before the `later` lines."""
        if finding is None:
            return
        answer = self._given.get(finding.key)
        if answer is not None:
            self.answered |= {finding.key, *(each.id for each in finding.parts)} if answer != LEAVE else set()
            if not finding.known:
                self._used, finding = self._used | {finding.key}, chosen(finding, answer)
        if not self._waits or finding.chosen == IGNORE:
            finding = self._taken(finding, later)
        elif finding.chosen not in {"", LEAVE}:
            raise not_known_yet(self._beside.statement)
        self._found.append(finding)

    def _taken(self, finding: LineFinding, later: Sequence[Laid]) -> LineFinding:
        over = [each for each in later if each.bills & {*finding.bills}] if is_taken(finding) else []
        try:
            beside = without(self._beside, over)
            beside = beside.of(taken(beside, finding))
        except Problem as problem:
            if finding.chosen:
                raise
            return refused(finding, problem)
        beside = beside.of(with_unpaid(beside, finding, self._returned))
        back = self._returned.get(finding.key) if finding.chosen else None
        beside = beside.of(back_in_mind.paid_all_the_same(beside, back)) if back is not None else beside
        self._beside, asked = laid_again(beside, over)
        self._ask(asked)
        return finding

    def made(self) -> Reconciled:
        found, unused = sorted(self._found, key=worst_first), self._given.keys() - self._used
        return come_to(self._beside, found, self._before, unused)
