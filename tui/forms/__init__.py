"""Pages to fill in or to answer, which write nothing: what they come to is handed back, or only shown."""
