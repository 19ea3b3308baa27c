"""The only code that reads or writes other formats: orders in and out as CSV and JSON, bills and schedules as JSON."""
