"""A PDF is drawn from the page without loading anything; what is missing for it is told with its remedy."""

from __future__ import annotations

import contextlib
import re
import sys
import zlib

import pytest

from kg.errors import MissingExtraError
from kg.report import Dossier
from kg.report.missing import needs_extra
from kg.report.pdf import _refuse, write_pdf


def weasyprint_works() -> bool:
    try:
        import weasyprint  # noqa: F401
    except (ImportError, OSError):
        return False
    return True


def unpacked(pdf: bytes) -> bytes:
    """What stands in the streams of a PDF."""
    found = b""
    for stream in re.findall(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL):
        with contextlib.suppress(zlib.error):
            found += zlib.decompressobj().decompress(stream)
    return found


needs_weasyprint = pytest.mark.skipif(not weasyprint_works(), reason="WeasyPrint or Pango is not installed")


@needs_weasyprint
def test_the_same_dossier_gives_the_same_pdf(hostile_dossier: Dossier) -> None:
    found = write_pdf(hostile_dossier)
    assert found.startswith(b"%PDF-")
    assert b"/MarkInfo" in unpacked(found)  # it can be read out
    assert found == write_pdf(hostile_dossier)


def test_nothing_is_loaded() -> None:
    with pytest.raises(ValueError, match="loads nothing"):
        _refuse("file:///etc/passwd")


def test_without_weasyprint_the_extra_is_named(sample_actor: Dossier, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    with pytest.raises(MissingExtraError, match="weasyprint") as raised:
        write_pdf(sample_actor)
    assert "news-kg[pdf]" in (raised.value.remedy or "")


def test_without_pango_the_system_s_package_is_named(sample_actor: Dossier, monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken:
        def find_spec(self, name: str, *_: object) -> None:
            if name == "weasyprint":
                raise OSError("cannot load library 'libpango-1.0-0'\nand so on")

    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)
    monkeypatch.setattr(sys, "meta_path", [Broken(), *sys.meta_path])
    with pytest.raises(MissingExtraError, match="Pango") as raised:
        write_pdf(sample_actor)
    assert "apt install libpango" in (raised.value.remedy or "")
    assert "and so on" not in str(raised.value)


def test_a_mistake_of_our_own_is_not_taken_for_a_missing_package() -> None:
    with pytest.raises(ModuleNotFoundError), needs_extra("report"):
        import kg.report.nothing  # type: ignore[import-not-found]  # noqa: F401
