import pytest

from kg.validation.engine import run_shapes
from kg.validation.keys import statements_of
from kg.validation.shapes import load_shapes
from kg.vocabulary import KGS_NS
from tests.shapes.mutations import BREAKING, HARMLESS, UNSTATED
from tests.shapes.sound import sound_triples, updated

CASES = [pytest.param(shape, update, id=shape) for shape, updates in BREAKING.items() for update in updates]
UNSTATED_CASES = [pytest.param(shape, update, id=shape) for shape, updates in UNSTATED.items() for update in updates]


def found(update: str, *, complete: bool = True) -> set[str]:
    return {
        result.shape.removeprefix(KGS_NS) for result in run_shapes(statements_of(updated(update, complete=complete)))
    }


def test_nothing_is_wrong_with_the_sound_graph():
    assert run_shapes(statements_of(sound_triples())) == set()


@pytest.mark.parametrize(("shape", "update"), CASES)
def test_exactly_the_shape_that_a_change_breaks_is_reported(shape, update):
    assert found(update) == {shape}


@pytest.mark.parametrize(("shape", "update"), UNSTATED_CASES)
def test_what_follows_from_the_rest_must_be_stated_too(shape, update):
    assert found(update, complete=False) == {shape}


@pytest.mark.parametrize("update", HARMLESS)
def test_changes_that_break_no_rule_are_not_reported(update):
    assert found(update) == set()


def test_every_shape_has_a_change_that_breaks_it():
    shapes = load_shapes()
    across = {check.shape for check in shapes.store_checks}
    assert set(BREAKING) | set(UNSTATED) == {iri.removeprefix(KGS_NS) for iri in set(shapes.severities) - across}


def test_every_claim_in_a_circle_of_three_is_reported():
    (circle,) = [update for update in BREAKING["Claim-chain"] if "d:c3" in update]
    results = run_shapes(statements_of(updated(circle)))
    assert {result.focus.rpartition("/")[2] for result in results} == {"c1", "c2", "c3"}
