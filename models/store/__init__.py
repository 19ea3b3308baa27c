"""The only code that touches the disk: one JSON file through TinyDB, locked, whole, with its own undo."""

from models.store.store import Backup, Snapshot, Store

__all__ = ["Backup", "Snapshot", "Store"]
