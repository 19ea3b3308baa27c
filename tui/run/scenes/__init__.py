"""The mistakes that the checklist is to catch, each as a throw-away ledger in which it is about to be made."""
