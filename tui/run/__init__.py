"""What one run works with, session, settings, clock, language and sample data, and nothing that is drawn."""
