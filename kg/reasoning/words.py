"""Terms and nodes in words, for the sentences that say what clashes."""

from __future__ import annotations

from pyoxigraph import BlankNode, Literal, NamedNode, QuerySolutions, Store, Triple

from kg.vocabulary import PREFIXES, RDFS

__all__ = ["a", "as_stated", "curie", "name", "query", "why_instance"]

Term = NamedNode | BlankNode | Literal | Triple

_BECAUSE_STATED = "SELECT ?t WHERE { $x a ?t . ?t rdfs:subClassOf? $c } ORDER BY ?t LIMIT 1"
_BECAUSE_SUBJECT = """SELECT ?p WHERE { ?p rdfs:domain ?d . ?d rdfs:subClassOf? $c . ?q rdfs:subPropertyOf? ?p .
    $x ?q ?y } ORDER BY ?p LIMIT 1"""
_BECAUSE_OBJECT = """SELECT ?p ?y WHERE { ?p rdfs:range ?d . ?d rdfs:subClassOf? $c . ?q rdfs:subPropertyOf? ?p .
    ?y ?q $x } ORDER BY ?p ?y LIMIT 1"""
_STATED_BY = "SELECT ?q WHERE { $x ?q $y . ?q rdfs:subPropertyOf? $p } ORDER BY ?q LIMIT 1"


def query(store: Store, pattern: str, **values: NamedNode | BlankNode) -> QuerySolutions:
    """Run a SELECT in which ``$name`` stands for the value of that name; prefixes are those of PREFIXES."""
    for variable, value in values.items():
        pattern = pattern.replace(f"${variable} ", f"{value} ")
    solutions = store.query(pattern, prefixes=PREFIXES)
    assert isinstance(solutions, QuerySolutions)
    return solutions


def curie(iri: str) -> str:
    """The IRI with one of the known prefixes, or in angle brackets.

    >>> curie("https://w3id.org/news-kg/ontology#Claim")
    'kg:Claim'
    >>> curie("urn:x")
    '<urn:x>'
    """
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and iri != namespace:
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return f"<{iri}>"


def label(store: Store, term: NamedNode | BlankNode) -> str | None:
    """The term's first label, by alphabet, or None where it has none."""
    found = (quad.object for quad in store.quads_for_pattern(term, NamedNode(RDFS.label), None))
    return min((item.value for item in found if isinstance(item, Literal)), default=None)


def name(store: Store, term: Term) -> str:
    """A node with its label and IRI; a literal with its language or datatype."""
    if isinstance(term, Literal):
        return f'"{term.value}"' + (f"@{term.language}" if term.language else f" ({curie(term.datatype.value)})")
    if isinstance(term, Triple):
        return str(term)
    words = label(store, term)
    iri = curie(term.value) if isinstance(term, NamedNode) else str(term)
    return f'"{words}" ({iri})' if words else iri


def a(store: Store, cls: NamedNode | BlankNode) -> str:
    """A class as a noun with its article: "a claim", "an event"; its CURIE where it has no label."""
    words = label(store, cls) or curie(cls.value)
    return f"{'an' if words[0].lower() in 'aeiou' else 'a'} {words}"


def as_stated(store: Store, node: Term, predicate: Term, value: Term) -> str:
    """The property by which the statement was made, where one below the given one was used: "kg:denies"."""
    assert isinstance(predicate, NamedNode)
    if isinstance(node, Triple | Literal) or isinstance(value, Literal | Triple):
        return curie(predicate.value)
    for solution in query(store, _STATED_BY, x=node, p=predicate, y=value):
        stated = curie(solution["q"].value)
        return stated if stated == curie(predicate.value) else f"{stated} (so in {curie(predicate.value)})"
    return curie(predicate.value)


def why_instance(store: Store, node: NamedNode | BlankNode, cls: NamedNode | BlankNode) -> str:
    """Why the node is in the class, going by what was stated: "as stated", "since kg:claimant is said of it".

    The store holds the axioms with the class and property hierarchies closed, and the graph as it was stated.
    """
    for solution in query(store, _BECAUSE_STATED, x=node, c=cls):
        stated = solution["t"]
        assert isinstance(stated, NamedNode | BlankNode)
        return "as stated" if stated == cls else f"since it is stated to be {a(store, stated)}"
    for solution in query(store, _BECAUSE_SUBJECT, x=node, c=cls):
        return f"since {curie(solution['p'].value)} is said of it"
    for solution in query(store, _BECAUSE_OBJECT, x=node, c=cls):
        return f"since {name(store, solution['y'])} has it as {curie(solution['p'].value)}"
    return "as follows from the rest"
