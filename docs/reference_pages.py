"""The pages of docs/reference/, each written from the code that it describes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeGuard

import click
from pyoxigraph import Literal, NamedNode, RdfFormat, Store

_NOTE = "<!-- Written by docs/generate.py; change what it is written from, and run make docs. -->\n"
_WIDTH = 100
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_OWL = "http://www.w3.org/2002/07/owl#"
_SH = "http://www.w3.org/ns/shacl#"
_TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")


def commands() -> str:
    """Every command, as its own --help tells."""
    from kg.cli.group import COMMANDS, cli

    parts = [_NOTE, "# Commands\n", _help(cli, "kg")]
    for name in COMMANDS:
        command = cli.get_command(click.Context(cli), name)
        if command is None:
            raise LookupError(f"kg.cli.{name} has no command")
        parts += [f"## kg {name}\n", _help(command, f"kg {name}")]
    return "\n".join(parts)


def _help(command: click.Command, name: str) -> str:
    from kg.cli.group import cli

    # With the group's own settings: a command keeps the help option of the first context that asks for it.
    context = click.Context(
        command, info_name=name, terminal_width=_WIDTH, max_content_width=_WIDTH, **cli.context_settings
    )
    return f"```text\n{command.get_help(context).rstrip()}\n```\n"


def queries() -> str:
    """Every saved query that travels with kg: question, parameters, example."""
    from kg.queries import Catalogue

    parts = [
        _NOTE,
        "# Saved queries\n",
        "Run one with `kg query NAME`; `kg query NAME --help` tells the same. The files are in `queries/`.\n",
    ]
    for query in sorted(Catalogue(), key=lambda query: (query.topic, query.name)):
        parts += [f"## {query.name}\n", f"**{query.header.summary}** ({query.topic})\n"]
        if query.header.description:
            parts.append(query.header.description.strip() + "\n")
        rows = [
            (f"`--{one.name.replace('_', '-')}`", one.type, "yes" if one.required else "", _said(one.help, one.default))
            for one in query.parameters
        ]
        if rows:
            parts.append(_table(("option", "type", "required", "what for"), rows))
        if query.header.example:
            parts.append(f"```sh\n{query.header.example}\n```\n")
    return "\n".join(parts)


def _said(text: str, default: str | None) -> str:
    return f"{text} (default: {default})" if default is not None else text


def errors() -> str:
    """Every error code, as ``kg explain`` tells."""
    from kg.errors import all_errors

    parts = [_NOTE, "# Errors\n", "`kg explain CODE` tells the same at the prompt.\n"]
    for error in sorted(all_errors(), key=lambda error: error.code):
        parts += [f"## {error.code}: {error.title}\n", f"{error.explanation}\n", f"Exit code: {error.exit_code}\n"]
    return "\n".join(parts)


def ontology() -> str:
    """Every term of the ontology that is our own."""
    from kg.resources import resource_files

    store = Store()
    for file in resource_files("ontology", ".ttl"):
        store.load(file.read_bytes(), RdfFormat.TURTLE)
    parts = [
        _NOTE,
        "# Ontology\n",
        "The terms that kg defines. `ontology/` has them in Turtle, with their axioms and alignments.\n",
    ]
    for title, kind in (
        ("Classes", "Class"),
        ("Relations", "ObjectProperty"),
        ("Attributes", "DatatypeProperty"),
        ("Coded values", "NamedIndividual"),
    ):
        parts += [f"## {title}\n", *_terms(store, NamedNode(_OWL + kind))]
    return "\n".join(parts)


_FACTS = {"sub-class of": "subClassOf", "sub-property of": "subPropertyOf", "domain": "domain", "range": "range"}


def _terms(store: Store, kind: NamedNode) -> Iterator[str]:
    found = {quad.subject.value for quad in store.quads_for_pattern(None, _TYPE, kind) if _is_named(quad.subject)}
    for iri in sorted(found, key=str.casefold):
        name, definition = _curie(iri), _texts(store, iri, _SKOS + "definition")
        if name is None or not definition:
            continue
        yield f"### `{name}`\n"
        yield " ".join(definition + _texts(store, iri, _SKOS + "scopeNote")) + "\n"
        facts = [
            f"{word}: " + ", ".join(f"`{_curie(value) or f'<{value}>'}`" for value in values)
            for word, property_ in _FACTS.items()
            if (values := _nodes(store, iri, _RDFS + property_))
        ]
        facts += [f"Example: {text}" for text in _texts(store, iri, _SKOS + "example")]
        if facts:
            yield "\n".join(f"- {fact}" for fact in facts) + "\n"


def _is_named(node: object) -> TypeGuard[NamedNode]:
    return isinstance(node, NamedNode)


def _curie(iri: str) -> str | None:
    """A term of ours with its prefix; None for one of others."""
    from kg.vocabulary import PREFIXES

    for prefix, start in PREFIXES.items():
        if start.startswith("https://w3id.org/news-kg/") and iri.startswith(start) and iri != start:
            return f"{prefix}:{iri.removeprefix(start)}"
    return None


def _texts(store: Store, iri: str, property_: str) -> list[str]:
    found = store.quads_for_pattern(NamedNode(iri), NamedNode(property_), None)
    return sorted(quad.object.value for quad in found if isinstance(quad.object, Literal))


def _nodes(store: Store, iri: str, property_: str) -> list[str]:
    found = store.quads_for_pattern(NamedNode(iri), NamedNode(property_), None)
    return sorted(quad.object.value for quad in found if isinstance(quad.object, NamedNode))


def shapes() -> str:
    """Every SHACL shape with a message: what is checked, how bad it is, and what it says."""
    from kg.resources import resource_files

    parts = [
        _NOTE,
        "# Shapes\n",
        "What `kg validate` checks. `shapes/` has the shapes in SHACL, one file for each class.\n",
    ]
    for file in resource_files("shapes", ".ttl"):
        store = Store()
        store.load(file.read_bytes(), RdfFormat.TURTLE)
        rows = list(_shape_rows(store))
        if rows:
            parts += [f"## {file.name.removesuffix('.ttl')}\n", _table(("shape", "severity", "message"), rows)]
    return "\n".join(parts)


def _shape_rows(store: Store) -> Iterator[tuple[str, str, str]]:
    found = store.quads_for_pattern(None, NamedNode(_SH + "message"), None)
    named = {quad.subject.value for quad in found if isinstance(quad.subject, NamedNode)}
    for iri in sorted(named):
        severity = _nodes(store, iri, _SH + "severity") or [_SH + "Violation"]
        message = " ".join(_texts(store, iri, _SH + "message"))
        yield f"`{iri.rpartition('#')[2]}`", severity[0].removeprefix(_SH).lower(), message


def settings() -> str:
    """The settings, as ``kg init`` writes them."""
    from kg.cli.init import template

    return "\n".join(
        [
            _NOTE,
            "# Settings\n",
            "`kg init` writes this `kg.toml`. The command line goes before the environment variable `KG_STORE`,"
            " and that before `kg.toml`.\n",
            f"```toml\n{template().rstrip()}\n```\n",
        ]
    )


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |\n" for line in lines)


PAGES: dict[str, Callable[[], str]] = {
    "commands.md": commands,
    "queries.md": queries,
    "errors.md": errors,
    "ontology.md": ontology,
    "shapes.md": shapes,
    "settings.md": settings,
}
"""Name of a page → what writes it."""
