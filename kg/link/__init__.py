"""Whom a name stands for: known names in a text, and the Wikidata items of an article's actors."""

from __future__ import annotations

from kg.link.decide import link
from kg.link.gazetteer import PackGazetteer, load_gazetteer
from kg.link.layers import Layers, Linked
from kg.link.opening import open_layers

__all__ = ["Layers", "Linked", "PackGazetteer", "link", "load_gazetteer", "open_layers"]
