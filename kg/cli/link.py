"""``kg link``: how actors and places are linked to Wikidata."""

from __future__ import annotations

import click

from kg.cli.output import format_option, show_answer
from kg.cli.settings import Settings, common_options, pass_settings

__all__ = ["command"]

_STATUS = """
SELECT DISTINCT ?entity ?status ?wikidata ?candidates ?method ?score
WHERE {
  ?link kg:linkOf ?iri ; kg:status ?code .
  ?iri rdfs:label ?entity .
  OPTIONAL { ?link kg:method ?method }
  OPTIONAL { ?link kg:score ?score }
  OPTIONAL { ?iri kg:wikidata ?item }
  OPTIONAL {
    SELECT ?link (GROUP_CONCAT(DISTINCT ?id; separator=" ") AS ?others)
    WHERE { ?link kg:candidate ?one BIND(STRAFTER(STR(?one), "/entity/") AS ?id) }
    GROUP BY ?link
  }
  BIND(STRAFTER(STR(?code), "#") AS ?status)
  BIND(COALESCE(STRAFTER(STR(?item), "/entity/"), "") AS ?wikidata)
  BIND(IF(BOUND(?item), "", COALESCE(?others, "")) AS ?candidates)
  FILTER(!BOUND(?__status) || ?status = ?__status)
}
ORDER BY ?status ?entity ?iri
"""


@click.group(short_help="See how actors and places are linked to Wikidata.")
@common_options
def command() -> None:
    """See how actors and places are linked to Wikidata."""


@click.command("status")
@click.option(
    "--only", type=click.Choice(["accepted", "rejected", "nil", "toReview"]), help="Only links that were decided so."
)
@common_options
@pass_settings
def status(settings: Settings, only: str | None, form: str | None) -> None:
    """List the links.

    For each named actor and place: the Wikidata item that it is linked to, or the candidates, and what the decision
    rests on. nil means that no item is known: a wrong link would be worse.
    """
    from pyoxigraph import Literal

    from kg.render.answers import as_answer
    from kg.sparql import run
    from kg.store import open_store

    with open_store(settings.config.store) as store:
        values = {"__status": Literal(only)} if only else {}
        answer = as_answer(run(store.oxigraph, _STATUS, values))
    show_answer(answer, form, settings, lambda: "No links. `kg stats` tells what is in the store.")


status.params.insert(-3, format_option())
command.add_command(status)
