"""Figures: the numbers that a text gives, with what is counted and how sure the wording makes them.

"At least four people were killed" gives the quantity 4, the unit "people" and the comparison ``at_least``: nothing less
than four, anything above. Two figures clash where no number fits both.
"""

from kg.figures.comparing import clash, span_of
from kg.figures.reading import Comparison, Figure, figures_in

__all__ = ["Comparison", "Figure", "clash", "figures_in", "span_of"]
