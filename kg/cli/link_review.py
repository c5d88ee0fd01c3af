"""``kg link review``: step through the links that nobody is sure of."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from kg.cli.link_decide import author_of, summarize
from kg.cli.link_options import link_options, linking
from kg.cli.settings import Settings, common_options, pass_settings

if TYPE_CHECKING:
    from kg.deciding import Decider, Doubt

__all__ = ["review"]

_STOP = "q"


@click.command()
@click.option("--unlikely", is_flag=True, help="Also those without an item for which something was thought of.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="At most N links.")
@link_options
@common_options
@pass_settings
def review(settings: Settings, unlikely: bool, limit: int | None) -> None:
    """Step through the links that nobody is sure of.

    Shows each with the sentence of an article and the items that it may be, and asks: a accepts the first, a number
    that one, n says that Wikidata has no such item, s skips it, q stops. Each answer is kept at once; the next review
    goes on with the rest. The stored articles change at the end.

    \b
    kg link review
    """
    from kg.deciding import Decider, doubts

    config = linking(settings.config)
    with settings.open_store(write=True) as store:
        decider = Decider(store, config, author_of(config))
        waiting = doubts(store, decider.layers, unlikely=unlikely)[:limit]
        if not waiting:
            settings.note("No link waits for a decision. `kg link status` lists all.")
            return
        try:
            done = _step_through(waiting, decider)
        finally:
            results = list(decider.apply())
        settings.note(f"{done} of {len(waiting)} decided.  [{config.decisions_file}]")
        if results:
            summarize(results, settings)


def _step_through(waiting: list[Doubt], decider: Decider) -> int:
    """How many were decided before somebody stopped."""
    done = 0
    for number, doubt in enumerate(waiting, start=1):
        _show(doubt, number, len(waiting))
        answer = _ask(doubt)
        if answer == _STOP:
            break
        done += _take(doubt, answer, decider)
    return done


def _show(doubt: Doubt, number: int, count: int) -> None:
    kind = f" ({doubt.key.kind})" if doubt.key.kind else ""
    articles = f"{doubt.articles} article{'' if doubt.articles == 1 else 's'}"
    click.echo(f"\n{number}/{count}  {click.style(doubt.key.label, bold=True)}{kind}, in {articles}")
    if doubt.words:
        sentence = f"{doubt.before}{click.style(doubt.words, underline=True)}{doubt.after}"
        click.echo(f"  “{' '.join(sentence.split())}”")
    for place, choice in enumerate(doubt.choices, start=1):
        about = f", {choice.description}" if choice.description else ""
        click.echo(f"  {place}  {choice.qid}  {choice.label or '(no label known)'}{about}")


def _ask(doubt: Doubt) -> str:
    """One of "a", "n", "s", "q", or a number of a choice; the end of the input stops."""
    numbers = [str(number) for number in range(1, len(doubt.choices) + 1)]
    accepting = ["a", *numbers] if numbers else []
    allowed = [*accepting, "n", "s", _STOP]
    hint = "n no such item, s skip, q stop"
    if numbers:
        hint = f"a{'' if len(numbers) == 1 else f' or 1–{len(numbers)}'} accept, {hint}"
    while True:
        click.echo(f"  [{hint}] ", nl=False, err=True)
        line = sys.stdin.readline()
        if not line:
            click.echo(err=True)
            return _STOP
        answer = line.strip().lower()
        if answer in allowed:
            return answer
        click.echo(f"  {answer!r} is none of {', '.join(allowed)}.", err=True)


def _take(doubt: Doubt, answer: str, decider: Decider) -> int:
    from kg.link.decisions import Verdict

    if answer == "s":
        return 0
    if answer == "n":
        decider.decide(doubt.node, Verdict.NIL)
    else:
        choice = doubt.choices[0 if answer == "a" else int(answer) - 1]
        decider.decide(doubt.node, Verdict.ACCEPT, choice.qid)
    return 1
