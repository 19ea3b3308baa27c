"""A checklist: a list of questions, and which of them is open."""

from collections.abc import Callable, Hashable, Mapping
from typing import Any

import msgspec

from models.values.message import Message
from tui.state.question import AccountCommit, Asker, Case, Question
from tui.terminal.cells import Cells
from tui.words.heading import heading
from tui.words.styled import Styled


class Topic(msgspec.Struct, frozen=True):
    """What is asked about: which checklist, by its name, and the id of what it is `about` besides the bill, if any."""

    checklist: str
    about: str = ""


class Track(msgspec.Struct, frozen=True):
    """The names of the steps of a list, and what was answered at those that are done, "" where the name says all."""

    names: tuple[Message, ...] = ()
    done: tuple[str, ...] = ()


class OwnSteps(msgspec.Struct, frozen=True, kw_only=True):
    """A list with steps of its own, about an account and no bill.

    `record`: what is on record of it, None where nothing is under way. `track`: its steps. `back`: what opens the last
    finished step again; `drop`: what drops it.
    """

    record: Callable[[Case], object | None]
    track: Callable[[Case], Track]
    back: Callable[[Case], AccountCommit]
    drop: Callable[[Case], AccountCommit]


def of_bill(case: Case, width: int) -> list[Styled]:
    """The head of most checklists: the bill, in lines of `width` cells."""
    return [(line, "") for line in heading(case.bill, case.session, width)]


def _nothing_before(_case: Case) -> Question | None:
    return None


class Checklist(msgspec.Struct, frozen=True, kw_only=True):
    """A list of `questions`, each by its key; `open` says which is open, None where there is nothing to ask (any more).

    `before` comes before all of them, and before what stands in the middle of an answer. `heading` stands above the
    question. `steps` are the names of its steps, done and to come, around the question; () where it has none.

    `page` is drawn instead of the heading and of the sentences of the open question, in lines of a width and, where
    that can be, of at most so many; None where these stand.

    `own_steps`: it is about an account, whose id is what it is asked `about`, and no bill.

    `once`: one thing happened to the bill, and what became of it is shown when that is on record.

    `extra`: it is about an action that is done, and all that it asks for may stay empty. Then `esc` is the empty line,
    and whatever else is selected or done ends it.
    """

    name: str
    open: Callable[[Case], Hashable | None]
    questions: Mapping[Any, Asker]
    before: Callable[[Case], Question | None] = _nothing_before
    heading: Callable[[Case, int], list[Styled]] = of_bill
    steps: tuple[Message, ...] = ()
    page: Callable[[Case, int, int], list[Cells]] | None = None
    own_steps: OwnSteps | None = None
    extra: bool = False
    once: bool = False

    def ask(self, case: Case, standing: Asker | None = None) -> Question | None:
        """The question that the checklist is at; None where it has none.

        `standing` is asked in the middle of an answer to the one that is open.
        """
        before = self.before(case)
        if before is not None:
            return before
        at = self.open(case)
        return None if at is None else (standing or self.questions[at])(case)
