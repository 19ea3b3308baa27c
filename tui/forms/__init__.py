"""Pages to fill in or to answer, none of which writes the ledger: what they come to is handed back, or only shown."""
