"""What fills the terminal hands the state down to the panes and messages up to the commands."""
