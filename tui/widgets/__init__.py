"""Small widgets that know nothing of orders or bills."""
