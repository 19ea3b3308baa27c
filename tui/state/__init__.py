"""What is shown and what is asked, as pure functions and values, without Textual."""
