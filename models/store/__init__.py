"""The only room that touches the user's files, and that knows TinyDB."""

from models.store.drafts import Draft, Drafts, draft_of
from models.store.files import Token
from models.store.snapshot import Snapshot, Undoable
from models.store.store import Store

__all__ = ["Draft", "Drafts", "Snapshot", "Store", "Token", "Undoable", "draft_of"]
