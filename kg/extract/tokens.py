"""The parse as a light tree of our own: spaCy's answer copied once, so that it can be mended and walked cheaply."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from kg.model import Span

__all__ = ["FINITE_TAGS", "VERB_TAGS", "Sentence", "Token", "runs"]

FINITE_TAGS = frozenset({"VBD", "VBZ", "VBP", "MD"})
VERB_TAGS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})
NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS"})


class Token:
    """A word: where it stands, what it is, and on what it depends (labels of the ClearNLP dependency scheme)."""

    __slots__ = ("children", "dep", "end", "entity", "head", "i", "lemma", "lower", "sentence", "start", "tag", "text")

    def __init__(self, i: int, text: str, lemma: str, tag: str, dep: str, start: int, entity: str) -> None:
        self.i = i
        """Index in the article."""
        self.text = text
        self.lower = text.lower()
        self.lemma = lemma
        self.tag = tag
        """Penn Treebank tag."""
        self.dep = dep
        self.start = start
        self.end = start + len(text)
        self.entity = entity
        """Label of the model's named entity that it belongs to, or the empty string."""
        self.head: Token = self
        self.children: list[Token] = []
        self.sentence: Sentence

    def __repr__(self) -> str:
        return f"<{self.i} {self.text}/{self.tag} {self.dep}<{self.head.text}>"

    @property
    def is_verb(self) -> bool:
        """A verb form, auxiliaries included, modals not."""
        return self.tag in VERB_TAGS

    @property
    def is_full_verb(self) -> bool:
        """A verb that heads a clause: no auxiliary, and no participle before a noun."""
        return self.tag in VERB_TAGS and self.dep not in ("aux", "auxpass", "amod", "compound")

    @property
    def is_noun(self) -> bool:
        """A common or proper noun."""
        return self.tag in NOUN_TAGS

    @property
    def span(self) -> Span:
        """Where the word itself stands."""
        return Span(self.start, self.end)

    def child(self, *deps: str) -> Token | None:
        """The first dependent with one of these labels."""
        for token in self.children:
            if token.dep in deps:
                return token
        return None

    def all(self, *deps: str) -> list[Token]:
        """All dependents with one of these labels, in order."""
        return [token for token in self.children if token.dep in deps]

    def prep(self, *words: str) -> Token | None:
        """The first preposition among these words that depends on this one."""
        for token in self.children:
            if token.dep in ("prep", "agent", "dative") and token.lower in words:
                return token
        return None

    def attach(self, head: Token, dep: str) -> None:
        """Hang this word, with all below it, under another."""
        if self.head is not self:
            self.head.children.remove(self)
        self.head = head
        self.dep = dep
        if head is not self:
            head.children.append(self)
            head.children.sort(key=lambda token: token.i)

    def ancestors(self) -> Iterator[Token]:
        """From the head upwards."""
        token = self
        while token.head is not token:
            token = token.head
            yield token

    def below(self, keep: Callable[[Token], bool] | None = None) -> list[Token]:
        """This word and all that depend on it, in the order of the text; keep says which branches to follow."""
        found = [self]
        stack = list(self.children)
        while stack:
            token = stack.pop()
            if keep is None or keep(token):
                found.append(token)
                stack.extend(token.children)
        found.sort(key=lambda token: token.i)
        return found

    def is_below(self, other: Token) -> bool:
        """Whether this word is the other or depends on it."""
        return self is other or any(token is other for token in self.ancestors())


class Sentence:
    """A sentence of the article."""

    __slots__ = ("index", "paragraph", "tokens")

    def __init__(self, index: int, paragraph: int, tokens: list[Token]) -> None:
        self.index = index
        self.paragraph = paragraph
        """Which paragraph it stands in; quotations may run on over several."""
        self.tokens = tokens
        for token in tokens:
            token.sentence = self

    @property
    def root(self) -> Token:
        """The word that depends on no other."""
        for token in self.tokens:
            if token.head is token:
                return token
        return self.tokens[0]

    @property
    def start(self) -> int:
        """Where its first word begins."""
        return self.tokens[0].start

    @property
    def end(self) -> int:
        """Where its last word ends."""
        return self.tokens[-1].end


def runs(tokens: Iterable[Token]) -> list[list[Token]]:
    """The tokens, in order, cut where the text has others in between."""
    found: list[list[Token]] = []
    for token in tokens:
        if found and found[-1][-1].i == token.i - 1:
            found[-1].append(token)
        else:
            found.append([token])
    return found
