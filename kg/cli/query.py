"""``kg query``: list the saved queries, or run one, its parameters as options."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from kg.cli.asking import answered, timeout_option
from kg.cli.output import format_option, limit_option, services_of, show_answer
from kg.cli.settings import Settings, common_options, on_terminal

if TYPE_CHECKING:
    from pyoxigraph import Store

    from kg.queries import Catalogue, Parameter, SavedQuery

__all__ = ["command"]

_DOCUMENTED = "kg.cli.query.documented"
"""Key in the context: whether somebody wants to see what the header says of the query, or just its answer."""
_RESERVED = ("format", "limit", "store", "endpoint", "timeout", "quiet", "debug", "help", "queries", "sparql")


class _SavedQueries(click.Group):
    """Each saved query is a command, which is built from its file when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return _catalogue(ctx).names()

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        query = _catalogue(ctx).get(cmd_name)
        return _command_of(query, query.parameters if ctx.meta.get(_DOCUMENTED) else query.bare_parameters)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        for word, following in zip(args, [*args[1:], ""], strict=True):  # --queries may follow the name
            if word == "--queries" or word.startswith("--queries="):
                ctx.params["queries"] += (word.partition("=")[2] or following,)
        ctx.meta[_DOCUMENTED] = ctx.resilient_parsing or not {"-h", "--help"}.isdisjoint(args)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        for topic, queries in _by_topic(_catalogue(ctx)).items():
            with formatter.section(topic.capitalize()):
                formatter.write_dl([(query.name, query.header.summary) for query in queries])


@click.command(
    cls=_SavedQueries, invoke_without_command=True, subcommand_metavar="[NAME [OPTIONS]]", no_args_is_help=False
)
@click.option(
    "--queries", multiple=True, metavar="DIR", help="A folder of your own saved queries; they go before kg's."
)
@click.option("--catalogue", is_flag=True, help="Write all of them as RDF that SHACL describes: SPARQL and parameters.")
@click.option("--format", "form", metavar="FORMAT", help="Of --catalogue: turtle, ntriples, rdfxml or jsonld.")
@common_options
@click.pass_context
def command(
    context: click.Context,
    queries: tuple[str, ...],  # noqa: ARG001 - read from the context
    catalogue: bool,
    form: str | None,
) -> None:
    """List the saved queries, or run one.

    Without NAME, lists the questions that can be asked; `kg query NAME --help` tells the parameters of one and shows
    its SPARQL.

    \b
    kg query disputes
    kg query says-about Pakistan --format csv
    kg query --catalogue > queries.ttl
    """
    if form is not None and not catalogue:
        raise click.UsageError("--format goes after the name of the query.", context)
    if catalogue and context.invoked_subcommand is not None:
        raise click.UsageError("--catalogue is of all queries: give no name.", context)
    if catalogue:
        _describe(context, form or "turtle")
    elif context.invoked_subcommand is None:
        _list(_catalogue(context))


def _describe(context: click.Context, form: str) -> None:
    from kg.queries.shacl import catalogue_graph, written

    config = context.ensure_object(Settings).config
    click.echo(written(catalogue_graph(list(_catalogue(context)), config.base, config.endpoint), form), nl=False)


def _catalogue(context: click.Context) -> Catalogue:
    from pathlib import Path

    from kg.queries import Catalogue

    config = context.ensure_object(Settings).config
    return Catalogue([*(Path(folder) for folder in context.params.get("queries") or ()), *config.queries])


def _by_topic(catalogue: Catalogue) -> dict[str, list[SavedQuery]]:
    topics: dict[str, list[SavedQuery]] = {}
    for query in catalogue:
        topics.setdefault(query.topic, []).append(query)
    return dict(sorted(topics.items()))


def _list(catalogue: Catalogue) -> None:
    """The questions by topic; in a pipe as lines of topic, name and question."""
    topics = _by_topic(catalogue)
    if not on_terminal():
        for topic, queries in topics.items():
            for query in queries:
                click.echo(f"{topic}\t{query.name}\t{query.header.summary}")
        return
    wide = max(len(query.name) for queries in topics.values() for query in queries)
    for topic, queries in topics.items():
        click.secho(topic, bold=True)
        for query in queries:
            click.echo(f"  {query.name.ljust(wide)}  {query.header.summary}")
    click.echo("\nkg query NAME runs one; kg query NAME --help tells its parameters.", err=True)


def _command_of(query: SavedQuery, parameters: Sequence[Parameter]) -> click.Command:
    _check_names(query, parameters)
    first = next((parameter for parameter in parameters if parameter.required), None)
    params: list[click.Parameter] = [_option(parameter) for parameter in parameters]
    if first is not None:
        params.insert(
            0,
            click.Argument(
                ["_first"], required=False, metavar=f"[{first.name.upper()}]", shell_complete=_completion(first)
            ),
        )
    if not any(parameter.name == "limit" for parameter in parameters):
        params.append(limit_option(query.pagination))
    params.append(format_option())
    params.append(timeout_option())
    params.append(click.Option(["--sparql"], is_flag=True, help="Print the SPARQL, and do not run it."))
    params.append(click.Option(["--queries"], multiple=True, hidden=True, expose_value=False))

    @click.pass_context
    def run_query(context: click.Context, /, **values: Any) -> None:
        given = {parameter.name: values.pop(_key(parameter)) for parameter in parameters}
        positional = values.pop("_first", None)
        if first is not None:
            if positional is not None and given[first.name] is not None:
                raise click.UsageError(f"{first.option} is given twice: as an option, and after the name.", context)
            given[first.name] = given[first.name] if given[first.name] is not None else positional
            if given[first.name] is None and not values["sparql"]:
                raise click.UsageError(f"Missing {first.option}, or {first.name.upper()} after the name.", context)
        _run(query, parameters, given, context.ensure_object(Settings), **values)

    return common_options(_QueryCommand(query, callback=run_query, params=params))


class _QueryCommand(click.Command):
    """A saved query as a command. Its help is made of the header, and shows the SPARQL as it stands in the file."""

    def __init__(self, query: SavedQuery, **attributes: Any) -> None:
        super().__init__(query.name, **attributes)
        self._query = query

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        self.help = _help(self._query)
        super().format_help_text(ctx, formatter)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's
        with formatter.section("SPARQL"):
            for line in self._query.sparql.splitlines():
                formatter.write(f"  {line}\n")

    def get_short_help_str(self, limit: int = 45) -> str:  # noqa: ARG002 - click's signature
        return self._query.header.summary


def _help(query: SavedQuery) -> str:
    parts = [query.header.summary, query.header.description]
    if query.header.example:
        parts.append(f"\b\nExample: {query.header.example}")
    return "\n\n".join(part for part in parts if part)


def _check_names(query: SavedQuery, parameters: Sequence[Parameter]) -> None:
    for parameter in parameters:
        if parameter.name.lower() in _RESERVED and parameter.name != "limit":
            from kg.errors import Location, QueryHeaderError

            raise QueryHeaderError(
                f"?{parameter.variable} would make the option {parameter.option}, which kg query has already",
                location=Location(query.source),
                remedy="Give the variable another name.",
            )


def _key(parameter: Parameter) -> str:
    return f"p_{parameter.name.lower()}"


def _option(parameter: Parameter) -> click.Option:
    kinds = {"iri": "NAME", "dateTime": "DATE", "date": "DATE", "integer": "N", "decimal": "NUMBER"}
    notes = [parameter.help] if parameter.help else []
    if parameter.type in ("dateTime", "date"):
        notes.append("(2025-10-28, 2025-10, 'last week', …)")
    if parameter.choices:
        notes.append(f"one of {', '.join(parameter.choices)}")
    if parameter.default is not None:
        notes.append(f"[default: {parameter.default}]")
    elif parameter.required:
        notes.append("[required]")
    return click.Option(
        [parameter.option, _key(parameter)],
        metavar=kinds.get(parameter.type, "TEXT"),
        help="  ".join(notes) or None,
        shell_complete=_completion(parameter),
    )


def _completion(parameter: Parameter) -> Any:
    def complete(context: click.Context, _option: click.Parameter, incomplete: str) -> Sequence[str]:
        if parameter.choices:
            return [choice for choice in parameter.choices if choice.startswith(incomplete)]
        return _known_names(context, parameter.name, incomplete) if parameter.type == "iri" else []

    return complete


def _known_names(context: click.Context, name: str, incomplete: str) -> list[str]:
    """Labels in the store that begin so; nothing where there is no store: completion never fails."""
    from kg.errors import KgError
    from kg.queries.names import labels
    from kg.queries.values import completed_by, selector

    try:
        with context.ensure_object(Settings).open_store() as store:
            return labels(incomplete, selector(store.oxigraph), completed_by(name))
    except KgError:
        return []


def _run(
    query: SavedQuery,
    parameters: Sequence[Parameter],
    given: dict[str, str | None],
    settings: Settings,
    form: str | None,
    sparql: bool,
    timeout: float | None,
    limit: int | None = None,
) -> None:
    if sparql:
        click.echo(query.sparql, nl=False)
        return
    from kg.queries.values import terms
    from kg.render.answers import as_answer
    from kg.sparql.paging import First
    from kg.sparql.running import Solutions

    def values(store: Store) -> Mapping[str, Any]:
        return terms(parameters, given, store)

    services = services_of(settings.config, query.service)
    wanted = First(limit, query.by)
    found = answered(settings, query.text, values, query.source, wanted, timeout, services)
    show_answer(as_answer(found), form, settings, lambda: _when_empty(query, given))
    if isinstance(found, Solutions) and found.more and limit == query.pagination:
        settings.note(f"These are the first {limit:,} rows. --limit all gives all of them.")


def _when_empty(query: SavedQuery, given: dict[str, str | None]) -> str:
    named = [f"--{name.replace('_', '-')}" for name, value in given.items() if value is not None]
    hint = f"Try it without {' or '.join(named)}, or see " if named else "See "
    return f"Nothing found: {query.header.summary} {hint}`kg stats` for what is in the store."
