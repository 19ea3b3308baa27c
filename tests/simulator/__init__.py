"""A second opinion: the life of some orders, worked out day by day from the rules on paper, beside what fenqi says."""
