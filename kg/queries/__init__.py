"""Saved queries: questions kept as SPARQL files with a header, whose parameters become options."""

from __future__ import annotations

from kg.queries.catalogue import Catalogue, SavedQuery, load_query
from kg.queries.header import Header, read_header
from kg.queries.parameters import Parameter, parameters_in

__all__ = ["Catalogue", "Header", "Parameter", "SavedQuery", "load_query", "parameters_in", "read_header"]
