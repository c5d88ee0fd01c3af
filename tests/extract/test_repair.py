"""Trees that the parser gets wrong, mended: built by hand, so that no model's mood matters."""

from __future__ import annotations

from kg.extract.repair import repair
from kg.extract.tokens import Sentence, Token


def tree(*rows: tuple[str, str, str, int]) -> Sentence:
    """A sentence of (word, tag, label, index of its head)."""
    tokens: list[Token] = []
    start = 0
    for i, (word, tag, dep, _) in enumerate(rows):
        tokens.append(Token(i, word, word.lower(), tag, dep, start, ""))
        start += len(word) + 1
    for token, (_, _, _, head) in zip(tokens, rows, strict=True):
        if tokens[head] is not token:
            token.head = tokens[head]
            tokens[head].children.append(token)
    return Sentence(0, 0, tokens)


def test_a_finite_verb_goes_with_a_finite_verb() -> None:
    sentence = tree(
        ("They", "PRP", "nsubj", 1),
        ("rejected", "VBD", "ROOT", 1),
        ("requests", "NNS", "dobj", 1),
        ("to", "TO", "aux", 4),
        ("act", "VB", "acl", 2),
        ("and", "CC", "cc", 4),
        ("refused", "VBD", "conj", 4),
    )
    repair(sentence)
    _, rejected, _, _, act, conjunction, refused = sentence.tokens
    assert (refused.head, refused.dep, conjunction.head) == (rejected, "conj", rejected)
    assert refused not in act.children


def test_a_finite_verb_with_a_subject_of_its_own_stays() -> None:
    sentence = tree(
        ("They", "PRP", "nsubj", 1),
        ("began", "VBD", "ROOT", 1),
        ("to", "TO", "aux", 3),
        ("act", "VB", "xcomp", 1),
        ("we", "PRP", "nsubj", 5),
        ("left", "VBD", "conj", 3),
    )
    repair(sentence)
    assert sentence.tokens[5].head is sentence.tokens[3]


def test_a_bare_infinitive_goes_with_an_infinitive() -> None:
    sentence = tree(
        ("She", "PRP", "nsubj", 1),
        ("wanted", "VBD", "ROOT", 1),
        ("to", "TO", "aux", 3),
        ("speak", "VB", "xcomp", 1),
        ("and", "CC", "cc", 1),
        ("tell", "VB", "conj", 1),
    )
    repair(sentence)
    _, wanted, _, speak, conjunction, tell = sentence.tokens
    assert (tell.head, conjunction.head) == (speak, speak)
    assert tell not in wanted.children


def test_two_finite_verbs_stay_as_they_are() -> None:
    sentence = tree(
        ("They", "PRP", "nsubj", 1),
        ("came", "VBD", "ROOT", 1),
        ("and", "CC", "cc", 1),
        ("left", "VBD", "conj", 1),
    )
    repair(sentence)
    assert [token.head.i for token in sentence.tokens] == [1, 1, 1, 1]
