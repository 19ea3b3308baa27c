"""The only code that touches the disk: one JSON file through TinyDB, locked, whole, with its own undo."""

from models.store.files import Token
from models.store.listing import Backup
from models.store.store import Snapshot, Store

__all__ = ["Backup", "Snapshot", "Store", "Token"]
