"""Ask the store in SPARQL: bind values, run, and say where a query is wrong.

``kg.sparql.timed`` does the same in a process that can be stopped.
"""

from kg.sparql.binding import bind
from kg.sparql.running import Answer, Solutions, Term, Triples, run

__all__ = ["Answer", "Solutions", "Term", "Triples", "bind", "run"]
