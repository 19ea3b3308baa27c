"""Marks for the catalogues."""


def N_(text: str) -> str:  # noqa: N802  # the name that gettext's tools know
    """`text` itself: a sentence that is translated where it is shown."""
    return text
