"""Whether a developer has asked to see what goes wrong, and to have Textual's own console."""

import os


def debugging() -> bool:
    """With FENQI_DEBUG=1; what else it may be set to asks for nothing."""
    return os.environ.get("FENQI_DEBUG") == "1"
