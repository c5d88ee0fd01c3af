"""The components of a pipeline, each run over some texts at once.

spaCy's parser and entity recogniser go from word to word by moves. Their own loop gives up Python's lock first, and
each look at what a move needs then takes the lock for a moment, a hundred times for a word: half of the time of both. A
loop that keeps the lock has the same moves chosen by the same methods, from the same scores.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import partial
from typing import Any

__all__ = ["Component", "open_components"]

Component = Callable[[Sequence[Any]], Sequence[Any]]
"""Adds something to texts that are parsed so far, in order."""


def open_components(nlp: Any, skipped: Collection[str] = ()) -> list[Component]:
    """The components of a pipeline in their order, without those that are skipped."""
    return [_component(pipe) for name, pipe in nlp.pipeline if name not in skipped]


def _component(pipe: Any) -> Component:
    if _is_greedy(pipe):
        return partial(_moved, pipe)
    return partial(_piped, pipe) if hasattr(pipe, "pipe") else partial(_each, pipe)


def _is_greedy(pipe: Any) -> bool:
    """Whether it is one of spaCy's own that takes the best move each time, on this processor."""
    from spacy.pipeline import DependencyParser, EntityRecognizer
    from thinc.api import NumpyOps

    if type(pipe) not in (DependencyParser, EntityRecognizer):
        return False
    return pipe.cfg.get("beam_width") == 1 and isinstance(pipe.model.ops, NumpyOps)


def _piped(pipe: Any, docs: Sequence[Any]) -> Sequence[Any]:
    return list(pipe.pipe(docs, batch_size=len(docs)))


def _each(pipe: Callable[[Any], Any], docs: Sequence[Any]) -> Sequence[Any]:
    return [pipe(doc) for doc in docs]


def _moved(pipe: Any, docs: Sequence[Any]) -> Sequence[Any]:
    """All texts by one move each, until none has any left."""
    states = pipe.moves.init_batch(docs)
    if any(len(doc) for doc in docs):
        model = pipe.model.predict(docs)
        unfinished = [state for state in states if not state.is_final()]
        while unfinished:
            unfinished = pipe.transition_states(unfinished, model.predict(unfinished))
        model.clear_memory()
    pipe.set_annotations(docs, states)
    return docs
