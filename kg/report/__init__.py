"""Dossiers on an actor, an event or an article, to be read and sent by people: HTML, Markdown, PDF.

``make_dossier`` gathers what the store says as plain dataclasses; ``write_dossier`` writes them out. What draws and
lays out is imported when it is needed.
"""

from kg.report.building import MOST_CLAIMS, make_dossier
from kg.report.dossier import Dossier
from kg.report.writing import FORMATS, Format, format_of, write_dossier

__all__ = ["FORMATS", "MOST_CLAIMS", "Dossier", "Format", "format_of", "make_dossier", "write_dossier"]
