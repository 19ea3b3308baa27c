"""The institutions, their rules as data and as the user has them, and no order."""
