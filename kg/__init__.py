"""news-kg: who says what about whom, through whom do we know it, and where exactly does it say so?"""

from __future__ import annotations

__all__ = ["__version__"]

__version__ = "0.1.0"
