"""Values become sentences and styled lines, without Textual."""
