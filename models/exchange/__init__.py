"""Files in and out, and the JSON that others rely on, as text and bytes that somebody else reads and writes."""
