from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, parse

from kg.model import (
    ActorKind,
    SituationKind,
)
from kg.rdf.terms import SUPERCLASSES, decimal, moment
from kg.resources import resource_files
from kg.vocabulary import KG, RDFS
from tests.rdf.saying import BASE


def kept(term: Literal) -> Literal:
    """What the store makes of a literal."""
    store, node = Store(), NamedNode(BASE)
    store.add(Quad(node, node, term))
    value = next(iter(store)).object
    assert isinstance(value, Literal)
    return value


@given(st.decimals(min_value=-1000, max_value=1000, allow_nan=False, places=6) | st.decimals("0", "1", places=2))
def test_decimals_are_written_as_the_store_keeps_them(value: Decimal) -> None:
    assert decimal(value) == kept(decimal(value))
    assert Decimal(decimal(value).value) == value


@given(st.datetimes(min_value=datetime(1900, 1, 1)), st.integers(-14 * 60, 14 * 60))
def test_moments_are_written_as_the_store_keeps_them(value: datetime, minutes: int) -> None:
    aware = value.replace(tzinfo=timezone(timedelta(minutes=minutes)))
    if datetime(1900, 1, 2, tzinfo=UTC) < aware < datetime(9999, 12, 30, tzinfo=UTC):
        assert moment(aware) == kept(moment(aware))
        assert datetime.fromisoformat(moment(aware).value) == aware


def test_superclasses_are_those_of_the_ontology() -> None:
    above: dict[str, set[str]] = {}
    for file in resource_files("ontology", ".ttl"):
        for quad in parse(file.read_bytes(), format=RdfFormat.TURTLE):
            if quad.predicate.value == RDFS.subClassOf and isinstance(quad.object, NamedNode):
                assert isinstance(quad.subject, NamedNode)
                above.setdefault(quad.subject.value, set()).add(quad.object.value)

    def closure(kind: str) -> set[str]:
        direct = {parent for parent in above.get(kind, ()) if parent.startswith(KG.Actor.removesuffix("Actor"))}
        return direct.union(*map(closure, direct))

    written = [*ActorKind, *SituationKind, "Mention", "MetonymicMention", "Claim", "Dispute", "Document", "EntityLink"]
    for kind in (*written, "TemporalExpression"):
        assert set(SUPERCLASSES.get(getattr(KG, kind), ())) == closure(getattr(KG, kind)), kind
