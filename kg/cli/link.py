"""``kg link``: how actors and places are linked to Wikidata."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

import click

from kg.cli.link_options import link_options
from kg.cli.output import format_option, show_answer
from kg.cli.settings import Settings, common_options, pass_settings

__all__ = ["command", "status"]

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


_PARTS = {
    "run": "link_run",
    "status": "link",
    "review": "link_review",
    "accept": "link_decide",
    "reject": "link_decide",
    "nil": "link_decide",
    "undo": "link_decide",
    "index": "link_index",
}
"""Subcommand → the module that has it, which is imported when it is asked for."""


class _Parts(click.Group):
    """The subcommands, in the order in which people need them."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return [name for name, module in _PARTS.items() if find_spec(f"kg.cli.{module}") is not None]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        found = getattr(import_module(f"kg.cli.{_PARTS[cmd_name]}"), cmd_name)
        return found if isinstance(found, click.Command) else None


@click.group(cls=_Parts, invoke_without_command=True, short_help="Link to Wikidata, and review and correct the links.")
@link_options
@common_options
@click.pass_context
def command(context: click.Context) -> None:
    """Link to Wikidata, and review and correct the links.

    Without a subcommand, links the stored articles again, as `kg link run` does. Decisions are kept in a table that
    people can edit, and every later build keeps to them.

    \b
    kg link status
    kg link review
    kg link accept "Khawaja Muhammad Asif" Q6401038
    """
    if context.invoked_subcommand is None:
        from kg.cli.link_run import run

        context.invoke(run)


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

    with settings.open_store() as store:
        values = {"__status": Literal(only)} if only else {}
        answer = as_answer(run(store.oxigraph, _STATUS, values))
    show_answer(answer, form, settings, lambda: "No links. `kg stats` tells what is in the store.")


status.params.insert(-3, format_option())
