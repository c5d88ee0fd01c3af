"""Times of an article, and which situations they belong to."""

from __future__ import annotations

from kg.extract import grammar
from kg.extract.times import find_times
from kg.extract.tokens import Sentence, Token
from kg.model import Article, Mention, TimeExpression

__all__ = ["Times"]


class Times:
    """Time expressions, each hung on the nearest word of the tree that it can say the time of."""

    def __init__(self, article: Article, sentences: list[Sentence]) -> None:
        found = find_times(article.text, article.published, article.published_is_date)
        self.expressions = tuple(
            TimeExpression(
                id=f"t{number}",
                span=time.span,
                text=time.span.of(article.text),
                value=time.value,
                earliest_begin=time.earliest_begin,
                latest_begin=time.latest_begin,
                earliest_end=time.earliest_end,
                latest_end=time.latest_end,
            )
            for number, time in enumerate(found)
        )
        self.mentions = [Mention(time.span, time.id) for time in self.expressions]
        self._of: dict[int, list[str]] = {}
        tokens = [token for sentence in sentences for token in sentence.tokens]
        self._hang(tokens)

    def _hang(self, tokens: list[Token]) -> None:
        position = 0
        for time in self.expressions:
            while position < len(tokens) and tokens[position].end <= time.span.start:
                position += 1
            inside = []
            index = position
            while index < len(tokens) and tokens[index].start < time.span.end:
                inside.append(tokens[index])
                index += 1
            for token in _bearers(inside):
                self._of.setdefault(token.i, []).append(time.id)

    def of(self, token: int) -> list[str]:
        """Ids of the times of the word with that index."""
        return self._of.get(token, [])


def _bearers(inside: list[Token]) -> list[Token]:
    """The words that a time can belong to: what it modifies, and the verb of its clause."""
    if not inside:
        return []
    members = {token.i for token in inside}
    top = next((token for token in inside if token.head.i not in members or token.head is token), inside[0])
    found = []
    current = top
    for _ in range(4):
        if current.head is current:
            break
        current = current.head
        found.append(current)
        if current.is_verb:
            break
    verb = grammar.clause_verb(top)
    return list(dict.fromkeys([*found, verb]))
