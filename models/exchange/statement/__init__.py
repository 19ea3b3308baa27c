"""What institutions hand out and write: bytes and texts become what they say, and no ledger is asked."""
