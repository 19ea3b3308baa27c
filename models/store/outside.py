"""Files that fenqi did not write: they are read and checked, and not overwritten where they hold what cannot be."""

from pathlib import Path

from models.bills.fault import Fault
from models.store import files
from models.store.remark import Code, remark
from models.store.state import State
from models.values.message import Message, Problem, msg

NAMED = 3
"""Faults that are said; the rest is counted."""


class Outside:
    """What was found in the last such file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._proved: tuple[State, tuple[Fault, ...]] | None = None

    def check(self, state: State) -> None:
        """Problem where something cannot be."""
        refusal = self._refusal(self._faults(state))
        if refusal is not None:
            raise Problem.of(refusal)

    def check_backup(self, state: State) -> None:
        """The same of a backup that is to be restored."""
        count = sum(each.impossible for each in self._faults(state))
        if count:
            raise Problem(
                "{path} was changed outside fenqi and holds what cannot be ({count}); it was not put in the ledger's "
                "place; take another backup",
                path=files.readable(self._path),
                count=count,
            )

    def remarks(self, state: State) -> tuple[Message, ...]:
        """What the user should know of it. Problem where no bills can be made of it."""
        if not state.contents.edited:
            return ()
        faults = self._faults(state)
        unusable = next((each for each in faults if each.no_bills), None)
        if unusable is not None:
            raise Problem.of(unusable.message)
        said = [each.message for each in faults[:NAMED]]
        if len(faults) > NAMED:
            said.append(msg("and {count} more of such findings; `fenqi doctor` lists them", count=len(faults) - NAMED))
        refusal = self._refusal(faults)
        if refusal is not None:  # last: of several sentences it is the one that stands
            return (*said, remark(Code.EDITED, refusal))
        valid = msg("{path} was changed outside fenqi; it is valid and is used", path=files.readable(self._path))
        return (remark(Code.EDITED, valid), *said)

    def _faults(self, state: State) -> tuple[Fault, ...]:
        """Nothing for a file that fenqi wrote: it was checked when it was written."""
        if not state.contents.edited:
            return ()
        if self._proved is None or self._proved[0].contents is not state.contents:
            from models.bills.ledger_faults import ledger_faults  # noqa: PLC0415  # own files need none
            from models.channels.builtin import builtin  # noqa: PLC0415

            self._proved = state, ledger_faults(state.ledger, builtin())
        return self._proved[1]

    def _refusal(self, faults: tuple[Fault, ...]) -> Message | None:
        count = sum(each.impossible for each in faults)
        if not count:
            return None
        return msg(
            "{path} was changed outside fenqi and holds what cannot be ({count}); nothing is written on top of it; "
            "`fenqi doctor` names it; set it right by hand, or restore a backup: `fenqi restore`",
            path=files.readable(self._path),
            count=count,
        )
