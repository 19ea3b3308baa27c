"""What follows from the ledger, schedules, bills, statuses and sums, which is never stored."""
