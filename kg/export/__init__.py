"""Write what is in the store, or one article of it, in a format that other programs read.

``FORMATS`` is the one table of formats: the command's choices, the endings of files and the documentation follow it.
"""

from kg.export.formats import FORMATS, Format, export, format_of

__all__ = ["FORMATS", "Format", "export", "format_of"]
