"""Widgets and pages that know nothing of orders."""
