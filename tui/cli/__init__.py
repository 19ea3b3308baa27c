"""The `fenqi` command line. Textual loads only when the app itself starts."""
