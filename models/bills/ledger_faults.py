"""Checks a whole ledger. What fenqi itself wrote has no faults."""

from models.bills.contracts import contracts
from models.bills.contradictions import contradictions
from models.bills.derive import derive
from models.bills.fault import Fault, FaultCode, fault
from models.bills.lost_bills import lost_bills
from models.bills.lost_references import lost_references
from models.bills.twins import twins
from models.bills.wrong_dates import wrong_dates
from models.bills.wrong_lines import wrong_lines
from models.bills.wrong_settlements import wrong_settlements
from models.bills.wrong_steps import wrong_steps
from models.bills.wrong_sums import not_conserved, wrong_sums
from models.bills.wrong_times import too_early
from models.bills.wrong_values import wrong_values
from models.channels.channel import Catalogue
from models.ledger.ledger import Ledger
from models.values.message import msg

_NO_BILLS = msg("no bills can be made out of the ledger ({name})")


def ledger_faults(ledger: Ledger, catalogue: Catalogue) -> tuple[Fault, ...]:
    """All that does not fit together in the ledger, with what cannot be first. The bills are checked only if the
    records hold: their faults would follow from those."""
    rules = contracts(ledger, catalogue)
    found = [
        *lost_references(ledger, catalogue),
        *wrong_values(ledger),
        *wrong_sums(ledger),
        *wrong_lines(ledger),
        *wrong_settlements(ledger),
        *wrong_dates(ledger, rules),
        *wrong_steps(ledger),
        *twins(ledger),
    ]
    possible = not any(each.impossible for each in found)
    found += too_early(ledger, rules) if possible else ()
    found += [each for each in _of_bills(ledger, catalogue) if possible or each.code is FaultCode.NO_BILLS]
    found += () if found else contradictions(ledger)
    return tuple(sorted(found, key=lambda each: not each.impossible))


def _of_bills(ledger: Ledger, catalogue: Catalogue) -> list[Fault]:
    try:
        book = derive(ledger, catalogue)
        return [*not_conserved(ledger, book), *lost_bills(ledger, book)]
    except Exception as error:  # whatever it is, the file was not written by fenqi, and the screens would end by it
        return [fault(FaultCode.NO_BILLS, "orders", "", _NO_BILLS, name=type(error).__name__)]
