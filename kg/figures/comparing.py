"""Which numbers a figure leaves open, and whether two figures leave any in common."""

from __future__ import annotations

from decimal import Decimal

from kg.figures.reading import Comparison, Figure

__all__ = ["clash", "span_of"]

_ABOUT = Decimal("0.15")
"""How far "about" reaches, as a part of the number."""
_END = Decimal("Infinity")


def span_of(quantity: Decimal, comparison: Comparison) -> tuple[Decimal, Decimal]:
    """The least and the greatest whole number that fit.

    >>> span_of(Decimal(4), Comparison.MORE_THAN)
    (Decimal('5'), Decimal('Infinity'))
    """
    slack = max(Decimal(1), quantity * _ABOUT)
    return {
        Comparison.EXACTLY: (quantity, quantity),
        Comparison.ABOUT: (quantity - slack, quantity + slack),
        Comparison.AT_LEAST: (quantity, _END),
        Comparison.MORE_THAN: (quantity + 1, _END),
        Comparison.AT_MOST: (Decimal(0), quantity),
        Comparison.FEWER_THAN: (Decimal(0), quantity - 1),
    }[comparison]


def clash(one: Figure, other: Figure) -> bool:
    """Whether no number fits both."""
    low, high = span_of(one.quantity, one.comparison)
    least, most = span_of(other.quantity, other.comparison)
    return high < least or most < low
