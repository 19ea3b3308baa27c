"""The version of what programs read."""

SCHEMA = 2
"""The shape of all that is printed as JSON; it grows when a name changes its meaning. The ledger's file has its own."""
