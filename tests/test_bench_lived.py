"""The life that the benchmark opens: it has all that happens to orders, and nothing in it that cannot be."""

from models.bills.ledger_faults import ledger_faults
from models.channels.builtin import builtin
from tests.bench.lived import lived


def test_a_year_has_something_of_everything_and_holds() -> None:
    ledger = lived(1)
    for table in ("orders", "repayments", "corrections", "figures", "refunds", "closings", "deferrals"):
        assert getattr(ledger, table), table
    assert ledger_faults(ledger, builtin()) == ()
    assert lived(1) == ledger
