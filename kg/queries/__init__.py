"""Saved queries: questions kept as SPARQL files with a header, whose parameters become options."""

from __future__ import annotations

from kg.queries.catalogue import Catalogue, SavedQuery, load_query
from kg.queries.parameters import Parameter, parameters_in

__all__ = ["Catalogue", "Parameter", "SavedQuery", "load_query", "parameters_in"]
