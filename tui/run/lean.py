"""What libraries load for uses that fenqi never makes of them: it stays out, or waits until somebody asks for it."""

import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec, PathFinder
from importlib.util import LazyLoader
from types import ModuleType

from tui.run.debugging import debugging

NEVER = ("ssl", "bz2", "lzma")
"""asyncio goes on without the first: fenqi opens no socket. The developer console needs it (FENQI_DEBUG). The others
are ways of packing that no workbook uses; the libraries that know them go on without."""

LATER = frozenset(
    ("asyncio.sslproto", "asyncio.staggered", "dateutil.parser", "ipaddress", "mimetypes", "msgspec.inspect"),
)
"""Loaded at their first use: what asyncio and urllib know of the network, pendulum's parser of free text (20 modules),
Textual's web server, msgspec's schemas."""


class _Later:
    """A finder on `sys.meta_path`; not of `importlib.abc`, which would load 30 modules itself."""

    @staticmethod
    def find_spec(name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        spec = PathFinder.find_spec(name, path, target) if name in LATER else None
        if spec is None or spec.loader is None:
            return None
        spec.loader = LazyLoader(spec.loader)
        return spec


def lean() -> None:
    """Keep those modules out, before anything else is imported."""
    for name in () if debugging() else NEVER:
        sys.modules.setdefault(name, None)  # type: ignore[arg-type]  # None is how an import is refused
    sys.meta_path.insert(0, _Later)
