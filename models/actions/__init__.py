"""What somebody does, as pure functions that return the next ledger or raise a Problem."""
