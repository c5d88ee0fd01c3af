"""A dossier as PDF: the page, laid out on paper by WeasyPrint. Nothing is loaded from anywhere."""

from __future__ import annotations

from typing import Any, NoReturn

from kg.errors import MissingExtraError
from kg.report.dossier import Dossier
from kg.report.html import write_html
from kg.report.missing import needs_extra

__all__ = ["write_pdf"]


def write_pdf(dossier: Dossier) -> bytes:
    """The PDF, with tags for those who have it read out; the same bytes for the same dossier and fonts.

    Raises MissingExtraError where WeasyPrint, or the system's Pango that it draws with, is not installed.
    """
    page = write_html(dossier, for_paper=True)
    document: Any = _weasyprint().HTML(string=page, url_fetcher=_refuse)
    written = document.write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=b"news-kg")
    assert isinstance(written, bytes)
    return written


def _weasyprint() -> Any:
    import logging

    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)  # what a style sheet has that is for screens alone
    logging.getLogger("fontTools").setLevel(logging.CRITICAL)
    try:
        with needs_extra("pdf"):
            import weasyprint  # type: ignore[import-untyped]
    except OSError as error:  # how cffi says that a library of the system is not there
        raise MissingExtraError(
            f"PDF is drawn with the system's Pango library, which cannot be loaded: {str(error).splitlines()[0]}",
            remedy="Install it: on Debian and Ubuntu `apt install libpango-1.0-0 libpangoft2-1.0-0 "
            "libharfbuzz-subset0`, on macOS `brew install pango`. Or write HTML, and print that to PDF in a browser.",
        ) from None
    return weasyprint


def _refuse(url: str, *_: Any, **__: Any) -> NoReturn:
    raise ValueError(f"a dossier loads nothing: {url[:60]}")
