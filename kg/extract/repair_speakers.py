"""Mend what the parser gets wrong about who speaks behind what is said, at the end of a sentence or in a headline.

News prose puts the speaker last ("…, the governor, Ada Cole, wrote on Telegram", "…, according to the agency"), which a
small parser reads as one more member of a list.
"""

from __future__ import annotations

from kg.extract.lexicon import NounKind, lexicon
from kg.extract.repair_speech import OF_CLAUSES, reports, word_before
from kg.extract.tokens import Sentence, Token

__all__ = ["repair_speakers"]

_AUXILIARIES = ("aux", "auxpass")
_MARKS = frozenset({'"', "“", "”", "``", "''"})


def repair_speakers(sentence: Sentence) -> None:
    """Mend one sentence's tree in place."""
    for token in sentence.tokens:
        if token.lower == "according":
            _according_at_the_end(token)
        if token.is_full_verb:
            _raise_final_speech(token)
            _raise_final_participle(token)
            _participle_of_headline(token)
            _speaker_behind_name(token)
            _act_behind_content(token)
            _agency_that_is_told(token)


def _according_at_the_end(word: Token) -> None:
    """As in "The minister said talks had failed, according to the agency": the agency has it that he said so."""
    comma, tokens = word_before(word), word.sentence.tokens
    if comma is None or comma.text != ",":
        return
    behind = tokens[word.below()[-1].i - tokens[0].i + 1 :]
    saying = [above for above in word.ancestors() if above.is_verb and above.i < word.i and reports(above, OF_CLAUSES)]
    if any(token.tag != "." for token in behind) or not saying or saying[-1] is word.head:
        return
    marks = sum(token.text in _MARKS for token in tokens if saying[-1].i < token.i < word.i)
    if marks % 2 == 0:
        word.attach(saying[-1], "prep")


def _act_behind_content(verb: Token) -> None:
    """As in "He said photographs showed some of them in uniform, accusing the rebels of lying", "left after a
    truce fell apart, accusing both sides": what is no actor accuses nobody."""
    comma, clause = word_before(verb), verb.head
    if verb.tag != "VBG" or verb.dep not in ("advcl", "acl") or comma is None or comma.text != "," or not reports(verb):
        return
    while clause.is_verb and clause.dep in ("advcl", "ccomp", "conj") and not _may_speak(clause):
        clause = clause.head
    if clause is not verb.head and _may_speak(clause) and clause.i < verb.i:
        verb.attach(clause, "advcl")


def _may_speak(verb: Token) -> bool:
    who = verb.child("nsubj", "nsubjpass")
    if who is None:
        return False
    return who.tag in ("NNP", "NNPS", "PRP") or (who.is_noun and _is_actor_noun(who))


def _is_actor_noun(noun: Token) -> bool:
    row = lexicon().actor_nouns.get(noun.lemma.lower())
    return row is not None and row.kind is not NounKind.DOCUMENT


def _raise_final_speech(verb: Token) -> None:
    """As in "[Troops shelled the town], the governor, Ada Cole, wrote on Telegram", read as a list of clauses or names:
    what stands before is said, and the noun phrase between the commas says it."""
    if verb.dep != "conj" or verb.tag not in ("VBD", "VBZ") or verb.child("nsubj", "nsubjpass", "dobj", *_AUXILIARIES):
        return
    said = verb.head
    if said.dep != "ROOT" or not said.is_verb or any(said.i < word.i < verb.i for word in said.all("cc")):
        return
    speaker = _speaker_before(verb)
    if speaker is None or not reports(verb, OF_CLAUSES) or not speaker.is_below(said):
        return
    speaker.attach(verb, "nsubj")
    verb.attach(verb, "ROOT")
    said.attach(verb, "ccomp")


def _raise_final_participle(verb: Token) -> None:
    """As in "[Talks on the dam failed], the three countries announced on Sunday", where these seem announced."""
    speaker, said = verb.head, verb.sentence.root
    if verb.dep not in ("acl", "relcl") or verb.tag not in ("VBN", "VBD") or word_before(verb) is not speaker:
        return
    if speaker.dep != "appos" or not said.is_verb or said.i > speaker.i or not speaker.is_below(said):
        return
    opening = word_before(speaker.below(lambda token: token.i < verb.i)[0])
    tokens = verb.sentence.tokens
    behind = tokens[verb.below()[-1].i - tokens[0].i + 1 :]
    if opening is None or opening.text != "," or any(token.tag != "." for token in behind):
        return
    if not reports(verb, OF_CLAUSES) or verb.child("agent", "dobj", "nsubj", *_AUXILIARIES):
        return
    if speaker.tag == "NNP" or (speaker.child("det") is not None and _is_actor_noun(speaker)):
        verb.tag = "VBD"
        verb.attach(verb, "ROOT")
        speaker.attach(verb, "nsubj")
        said.attach(verb, "ccomp")


def _participle_of_headline(verb: Token) -> None:
    """As in "Two soldiers killed in clash, says Army", "Leader arrested, party says": headlines leave "were" out."""
    who = next((child for child in verb.all("nsubj", "dep") if child.i < verb.i), None)
    done = who.child("acl") if who is not None else None
    if who is None or done is None or done.tag != "VBN" or verb.dep != "ROOT" or not reports(verb, OF_CLAUSES):
        return
    speaker = next((child for child in verb.all("nsubj") if child is not who), None) or who.child("appos")
    if speaker is None or speaker.i < done.i or done.child("agent", *_AUXILIARIES) or verb.child("ccomp", "dobj"):
        return
    comma = word_before(verb if speaker.i > verb.i else speaker.below()[0])
    if comma is not None and comma.text == ",":
        done.attach(verb, "ccomp")
        who.attach(done, "nsubjpass")
        speaker.attach(verb, "nsubj")


def _speaker_before(verb: Token) -> Token | None:
    """The head of the noun phrase between two commas before the verb, or before the verb itself."""
    comma = word_before(verb)
    if comma is None or comma.text != ",":
        return None
    last = word_before(comma)
    while last is not None and last.dep == "appos" and last.head.dep == "appos" and last.head.i < last.i:
        last = last.head
    if last is None or last.dep != "appos" or not last.is_noun:
        return None
    opening = word_before(last.below(lambda token: token.i < comma.i)[0])
    known = last.tag == "NNP" or last.lemma.lower() in lexicon().actor_nouns
    return last if known and opening is not None and opening.text == "," else None


def _speaker_behind_name(verb: Token) -> None:
    """As in "Lungu has defeated his rival Hichilema, the panel has said": the name is part of what is said, and the
    one behind it speaks."""
    name = verb.child("nsubj")
    clause = verb.child("ccomp")
    if name is None or clause is None or clause.i > name.i or not reports(verb, OF_CLAUSES):
        return
    speaker = name.child("appos")
    first = name.below()[0]
    described = word_before(first)
    if speaker is None or described is None or described.dep != "dobj" or clause not in described.ancestors():
        return
    if speaker.child("det") is None or speaker.below()[-1].i >= verb.i or first.tag != "NNP":
        return
    name.attach(described, "appos")
    speaker.attach(verb, "nsubj")


def _agency_that_is_told(verb: Token) -> None:
    """As in "told [Reuters fighter jets] had struck the town": the agency is told, the jets struck."""
    clause = verb.child("ccomp") if verb.lemma.lower() == "tell" else None
    who = clause.child("nsubj", "nsubjpass") if clause is not None else None
    if who is None or verb.child("dobj", "dative") is not None:
        return
    words = who.below(lambda token: token.i <= who.i)
    told = words[0]
    alone = len(words) > 1 and told.dep == "compound" and told.entity == "ORG" and words[1].entity != "ORG"
    if alone and told.i == verb.i + 1 and words[1].tag in ("NN", "NNS"):
        told.attach(verb, "dobj")
