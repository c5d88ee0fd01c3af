"""Whom a name stands for: known names in a text, and the Wikidata items of an article's actors."""

from __future__ import annotations

from kg.link.decide import Decision, link
from kg.link.gazetteer import PackGazetteer, load_gazetteer

__all__ = ["Decision", "PackGazetteer", "link", "load_gazetteer"]
