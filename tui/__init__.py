"""What people see: the command line, the app, its screens, panes, commands and translations."""
