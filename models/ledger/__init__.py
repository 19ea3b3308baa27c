"""What the user said, as frozen records with their ids, and nothing that follows from it."""
