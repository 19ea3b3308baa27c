"""A sentence as it is shown."""

Styled = tuple[str, str]
"""A sentence and its style, "" for the usual one."""
