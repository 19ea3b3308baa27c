"""Values that know nothing of instalments, and import nothing else of fenqi: money, dates, text, messages."""
