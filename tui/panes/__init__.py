"""The panes of the main screen. They show what is handed down and post messages; none of them commits."""
