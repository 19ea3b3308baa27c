"""The shell's questions, which load Textual only when the app starts."""
