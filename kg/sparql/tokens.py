"""SPARQL's tokens (SPARQL 1.1 Query Language, section 19.8), as far as it takes to tell variables from what only looks
like one: in a comment, a string, an IRI. What is not a token becomes one of one character: the parser reports it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

__all__ = ["Kind", "Token", "tokens"]

Kind = Literal["iri", "string", "variable", "blank", "prefixed", "number", "language", "word", "sign"]

_NAME = r"[\w\u00b7\u0300-\u036f\u203f\u2040]"
_TOKEN = re.compile(
    rf"""
    (?P<skip> \s+ | \#[^\n\r]* )
  | (?P<iri> < (?: [^<>"{{}}|^`\\\x00-\x20] | \\u[0-9A-Fa-f]{{4}} | \\U[0-9A-Fa-f]{{8}} )* > )
  | (?P<string>
        \"\"\" (?: \"{{0,2}} (?: [^"\\] | \\. ) )* \"\"\"
      | ''' (?: '{{0,2}} (?: [^'\\] | \\. ) )* '''
      | " (?: [^"\\\n\r] | \\. )* "
      | ' (?: [^'\\\n\r] | \\. )* ' )
  | (?P<variable> [?$] {_NAME}+ )
  | (?P<blank> _: (?: [\w.\-\u00b7] )* )
  | (?P<prefixed> (?: [^\W\d_] (?: [\w.-]* [\w-] )? )? :
        (?: (?: [\w:.\-\u00b7] | %[0-9A-Fa-f]{{2}} | \\[-_~.!$&'()*+,;=/?\#@%] )*
            (?: [\w:\-\u00b7] | %[0-9A-Fa-f]{{2}} | \\[-_~.!$&'()*+,;=/?\#@%] ) )? )
  | (?P<number> (?: \d+ \.? \d* | \. \d+ ) (?: [eE] [+-]? \d+ )? )
  | (?P<language> @ [A-Za-z]+ (?: -[A-Za-z0-9]+ )* )
  | (?P<word> [^\W\d] \w* )
  | (?P<sign> \^\^ | && | \|\| | != | <= | >= | . )
    """,
    re.VERBOSE | re.DOTALL,
)


class Token(NamedTuple):
    """A token and where it stands."""

    kind: Kind
    text: str
    start: int
    """Offset in code points."""

    @property
    def end(self) -> int:
        """Offset after it."""
        return self.start + len(self.text)

    def is_word(self, *words: str) -> bool:
        """Whether it is one of these keywords, which are given in capitals."""
        return self.kind == "word" and self.text.upper() in words


def tokens(query: str) -> Iterator[Token]:
    """The tokens of a query, without white space and comments.

    >>> [token.text for token in tokens('SELECT ?x { ?x a kg:Claim } # all')]
    ['SELECT', '?x', '{', '?x', 'a', 'kg:Claim', '}']
    """
    for match in _TOKEN.finditer(query):
        kind = match.lastgroup
        if kind is not None and kind != "skip":
            yield Token(kind, match.group(), match.start())  # type: ignore[arg-type]
