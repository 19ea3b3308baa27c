"""A line of a statement as a mark keeps it: what is known of it stands in the mark's id, so that it can be laid beside
another ledger without being read again."""

from datetime import date

from models.actions.how_paid import paid_how, reference_of
from models.channels.channel import AUTO_DEBIT, Channel
from models.ledger.repayment import OTHER
from models.ledger.sighting import Sighting
from models.ledger.statement import SightingKind, StatementLine
from models.values.long_numbers import masked

_FIELDS = 9
_OF_DAY = {"": (True, False), "day": (False, False), "posted": (False, True)}
"""Whether the time of day is known of a line, and whether its day is that of the posting."""


def packed(line: StatementLine, accounts: tuple[str, ...], channel: Channel) -> str:
    """Its accounts, its channel and card, what is known of its day, the month that it says, what was owed, how it was
    paid and the number of the payment."""
    method, other = paid_how(line, channel)
    known = next((name for name, of in _OF_DAY.items() if of == (line.time_known, line.posted)), "posted")
    return ":".join(
        (
            "+".join(accounts),
            line.channel,
            line.last4,
            known,
            f"{line.label:%Y-%m}" if line.label else "",
            str(line.owed or ""),
            method,
            masked(other).replace(":", "："),
            reference_of(line),
        )
    )


def unpacked(ident: str, fields: str, mark: Sighting) -> tuple[StatementLine, tuple[str, ...]]:
    """The line, as far as it is known, and the accounts that it may be about."""
    accounts, channel, last4, known, label, owed, method, other, reference = fields.split(":", _FIELDS - 1)
    time_known, posted = _OF_DAY.get(known, (True, False))
    line = StatementLine(
        id=ident,
        row=0,
        kind=SightingKind.REPAID,
        at=mark.at,
        time_known=time_known,
        posted=posted,
        amount=mark.amount,
        owed=int(owed) if owed else None,
        channel=channel,
        last4=last4,
        label=date.fromisoformat(f"{label}-01") if label else None,
        method="" if method in {AUTO_DEBIT, OTHER} else method,
        method_text=other,
        automatic=method == AUTO_DEBIT,
        reference=reference,
    )
    return line, tuple(accounts.split("+"))
