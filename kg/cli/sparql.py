"""``kg sparql``: any query."""

from __future__ import annotations

import sys

import click

from kg.cli.asking import answered, timeout_option
from kg.cli.output import format_option, limit_option, services_of, show_answer
from kg.cli.settings import Settings, common_options, pass_settings

__all__ = ["command"]


@click.command()
@click.argument("query", metavar="QUERY|FILE|-")
@click.option("--explain", is_flag=True, help="Tell how it is put together and what each part finds; do not run it.")
@click.option(
    "--allow-service",
    multiple=True,
    metavar="URL",
    help="A SPARQL endpoint that SERVICE in the query may ask; none else is.  [default: service in kg.toml]",
)
@common_options
@pass_settings
def command(
    settings: Settings,
    query: str,
    timeout: float | None,
    allow_service: tuple[str, ...],
    limit: int | None,
    form: str | None,
    explain: bool,
) -> None:
    """Run any SPARQL query.

    The query is given as it is, as a file, or with - on standard input. It is answered over all articles at once; the
    prefixes kg, act, plover, val, rdf, rdfs, skos, oa, sem, schema, prov, dcterms, wd and xsd need no declaration.

    \b
    kg sparql 'SELECT ?who ?what { ?c kg:claimant/rdfs:label ?who ; kg:content/rdfs:label ?what }'
    kg sparql question.rq --format csv --timeout 10
    """
    from kg.render.answers import as_answer
    from kg.sparql.paging import First

    text, source = _read(query)
    services = services_of(settings.config, allow_service)
    if explain:
        from kg.sparql.explaining import explanation

        with settings.open_store() as store:
            click.echo(explanation(store.oxigraph, text, source=source))
        return
    found = answered(settings, text, lambda _: None, source, First(limit), timeout, services)
    show_answer(as_answer(found), form, settings, lambda: "Nothing found. `kg stats` tells what is in the store.")


command.params[1:1] = [timeout_option()]
command.params[-3:-3] = [limit_option(), format_option()]


def _read(query: str) -> tuple[str, str]:
    """The text of the query, and what it is called in messages."""
    from pathlib import Path

    from kg.errors import EncodingError, Location, PathError

    if query == "-":
        return sys.stdin.read(), "standard input"
    path = Path(query)
    is_name = "\n" not in query and "{" not in query and len(query) < 1000
    if not is_name or not (path.suffix in (".rq", ".sparql", ".ru") or path.is_file()):
        return query, "query"
    try:
        return path.read_text(encoding="utf-8"), query
    except UnicodeDecodeError:
        raise EncodingError("the query is not UTF-8 text", location=Location(query)) from None
    except OSError as error:
        raise PathError(f"the query {query!r} cannot be read: {error.strerror}") from None
