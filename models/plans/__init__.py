"""How a purchase becomes periods, and what it costs a year, whoever lends."""
