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
        self.hangs: list[tuple[str, list[Token], list[Token]]] = []
        """Each time with the words whose time it says, and with all words above it, nearest first."""
        self._hang([token for sentence in sentences for token in sentence.tokens])

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
            if inside:
                top = _top(inside)
                self.hangs.append((time.id, _bearers(top), [top, *top.ancestors()]))


def _top(inside: list[Token]) -> Token:
    members = {token.i for token in inside}
    return next((token for token in inside if token.head.i not in members or token.head is token), inside[0])


def _bearers(top: Token) -> list[Token]:
    """The words that a time can belong to: what it modifies, up to the verb of its clause."""
    found = []
    for above in top.ancestors():
        found.append(above)
        if above.is_verb:
            break
    return list(dict.fromkeys([*found, grammar.clause_verb(top)]))
