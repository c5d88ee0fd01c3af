"""``kg evaluate``: how well articles are read, against gold."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from kg.cli.link_options import link_options, linking
from kg.cli.settings import Settings, common_options, pass_settings

if TYPE_CHECKING:
    from kg.config import Config
    from kg.evaluation import Evaluation, Gold
    from kg.model import Article, Extraction

__all__ = ["command"]

_BARS = {
    "min": (
        ("claims", "attributions", "event types"),
        "F1 of claims, attributions or event types, whichever the gold has.",
    ),
    "min_events": (("events",), "F1 of events with their type."),
    "min_claimant": (("claimant",), "share of the claims found whose claimant is right."),
    "min_speech_act": (("speech act",), "share of the claims found whose speech act is right."),
    "min_content": (("content", "content words"), "overlap of contents; for attributions, F1 of their words."),
    "min_chains": (("chains",), "share of the chains of claims that are found."),
    "min_denials": (("denials",), "share of the denials that are found with what they deny."),
    "min_triples": (("triples",), "share of the sentences with type, source and target found."),
    "min_links": (("links",), "F1 of the links to Wikidata."),
}
"""Option → the figures that it sets a bar for, of which gold has some or none."""


def _bar_options(function: Callable[..., Any]) -> Callable[..., Any]:
    for name, (_, what) in reversed(_BARS.items()):
        flag = "--" + name.replace("_", "-")
        function = click.option(
            flag, type=click.FloatRange(0, 1), metavar="X", help=f"End with exit code 1 below this {what}"
        )(function)
    return function


@click.command()
@click.argument("gold", nargs=-1, required=True, metavar="GOLD…")
@click.option("--format", "form", default="table", show_default=True, metavar="FORMAT", help="table or json.")
@click.option("--show", is_flag=True, help="List every miss, extra and wrong reading, with its words.")
@click.option("--model", metavar="NAME", help="The spaCy pipeline that parses English.")
@click.option("--extractor", metavar="NAME", help="What reads them: news-kg, or one that another package registers.")
@_bar_options
@link_options
@common_options
@pass_settings
@click.pass_context
def command(
    context: click.Context,
    settings: Settings,
    /,
    gold: tuple[str, ...],
    form: str,
    show: bool,
    model: str | None,
    extractor: str | None,
    **bars: float | None,
) -> None:
    """Measure how well articles are read, against gold.

    GOLD is what people have annotated, in a file, or in the *.gold.json of a folder: articles annotated whole, or JSON
    Lines of attributions or of sentences coded with PLOVER. Nothing is read into the store.

    \b
    kg evaluate tests/gold --show
    kg evaluate tests/gold --min 0.8 --min-claimant 0.9
    """
    from dataclasses import replace

    from kg.errors import UnknownFormatError
    from kg.evaluation import as_json, as_text

    writers = {"table": as_text, "json": as_json}
    if form not in writers:
        raise UnknownFormatError(f"there is no format {form!r}", remedy=f"Formats are: {', '.join(writers)}.")
    config = linking(settings.config)
    config = replace(config, model=model or config.model, extractor=extractor or config.extractor)
    evaluation = _evaluate(_read(gold), config, settings)
    click.echo(writers[form](evaluation, show=show), nl=False)
    context.exit(_below(evaluation, {name: bar for name, bar in bars.items() if bar is not None}))


def _read(paths: tuple[str, ...]) -> list[Gold]:
    from pathlib import Path

    from kg.evaluation import read_gold

    return [one for path in paths for one in read_gold(Path(path))]


def _evaluate(gold: list[Gold], config: Config, settings: Settings) -> Evaluation:
    """Read each article as kg build would."""
    from kg.cli.progress import progress
    from kg.evaluation import evaluate
    from kg.extract import open_extractor
    from kg.link import open_layers

    layers = open_layers(config)
    extractor = open_extractor(config.extractor, layers.names, config.model)
    with progress("Reading", len(gold), settings) as advance:

        def read(article: Article) -> Extraction:
            extraction = extractor.extract(article)
            advance(article.id or "")
            return extraction.with_links(layers.link(extraction).links)

        return evaluate(gold, read)


def _below(evaluation: Evaluation, bars: dict[str, float]) -> int:
    """1 where a figure is below its bar, and which on stderr; ParameterError where no gold has the figure."""
    from kg.errors import ParameterError

    code = 0
    for name, bar in bars.items():
        flag = "--" + name.replace("_", "-")
        measured = {what: figure for what in _BARS[name][0] if (figure := evaluation.total.figure(what)) is not None}
        if not measured:
            raise ParameterError(
                f"{flag}: this gold has no {' or '.join(_BARS[name][0])}", remedy="Leave the option out."
            )
        for what, figure in measured.items():
            if figure < bar:
                code = 1
                click.echo(f"{what}: {figure:.3f} is below {flag} {bar:g}", err=True)
    return code
