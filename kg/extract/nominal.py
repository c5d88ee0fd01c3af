"""Attributions whose cue is a noun: "Islamabad's request to …", "the demand by … for", "a warning from … that"."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract import grammar
from kg.extract.attribution import Attribution, Scene
from kg.extract.lexicon import Frame, NounKind, ReportingNoun, WordList, lexicon
from kg.extract.tokens import Token
from kg.model import Polarity, Span, SpeechAct

__all__ = ["names_its_content", "nominal_attributions"]

_PLEADING = frozenset({"answer", "plead", "reply", "respond"})
_ASKED_BY_REPORTERS = frozenset({"anonymity", "clarification", "comment", "interview", "reaction", "response"})
"""What "a request for" is by those who write the news or talk to them, and no news: "did not answer a request for
comment"."""
_AGENT_PREPOSITIONS = ("by", "from")
_LONGEST_CUE = 7
"""Words from a verb that lends a noun its subject to the noun: "has repeatedly issued a public denial"."""
_PREPOSITIONS = {
    Frame.OF: ("of",),
    Frame.FOR: ("for",),
    Frame.AGAINST: ("against",),
    Frame.ABOUT: ("about", "over", "regarding", "concerning"),
    Frame.ON: ("on",),
}


def nominal_attributions(scene: Scene, taken: set[int]) -> Iterator[Attribution]:
    """Attributions by nouns of saying that have a content, and a claimant where the words name one."""
    for sentence in scene.sentences:
        for token in sentence.tokens:
            if not token.is_noun or token.i in taken or token.dep in ("compound", "nmod", "npadvmod"):
                continue
            row = lexicon().reporting_nouns.get(token.lemma.lower())
            if row is not None and not token.entity:
                found = _attribution(scene, token, row)
                if found is not None:
                    yield found


def names_its_content(noun: Token) -> bool:
    """Whether the noun, as object of a verb that lends it a subject, is a cue of its own: "repeated an offer to"."""
    row = lexicon().reporting_nouns.get(noun.lemma.lower())
    lent = noun.dep == "dobj" and noun.head.lemma.lower() in lexicon().lists[WordList.LENDING_VERB]
    return row is not None and lent and _complement(noun, row) is not None


def _attribution(scene: Scene, noun: Token, row: ReportingNoun) -> Attribution | None:
    complement = _complement(noun, row)
    if complement is None or _is_denied_to_be(noun):
        return None
    tokens, head, frame = complement
    if row.speech_act is SpeechAct.DEMAND and head.lemma.lower() in _ASKED_BY_REPORTERS:
        return None
    claimant, source_tokens = _claimant(noun)
    if claimant is None and frame != "that" and not _is_answered(noun):
        return None
    if claimant is None and row.strength < 2:
        return None
    contents = scene.spans([token for token in tokens if token is not noun])
    if not contents:
        return None
    found = Attribution(
        head=noun,
        cue=_cue(noun),
        act=_act(row, frame),
        rule=f"noun:{noun.lemma.lower()}/{frame}",
        contents=contents,
        content_heads=[head, *[child for child in head.children if child.dep == "conj" and child.is_verb]],
        claimant=claimant,
        certainty=row.certainty,
        denying=row.polarity is Polarity.NEGATIVE or row.speech_act is SpeechAct.REFUSE,
        noun=True,
        hearsay=claimant is None,
        strength=row.strength,
    )
    if claimant is not None and source_tokens:
        spans = scene.spans(source_tokens)
        if spans and not spans[0].overlaps(found.cue) and not any(spans[0].overlaps(one) for one in contents):
            found.source = spans[0]
    return found


def _cue(noun: Token) -> Span:
    """The noun, with the verb that lends it its subject: "[repeated his offer] to"."""
    verb = noun.head
    if noun.dep != "dobj" or verb.lemma.lower() not in lexicon().lists[WordList.LENDING_VERB] or verb.i > noun.i:
        return noun.span
    first = grammar.verb_group(verb)[0]
    return Span(first.start, noun.end) if noun.i - first.i < _LONGEST_CUE else noun.span


def _is_answered(noun: Token) -> bool:
    """As in "ignored orders to stop", "rejected calls for a vote": what is refused, denied or met somebody said."""
    verb = noun.head
    if noun.dep == "pobj" and verb.lower == "to" and verb.head.lemma.lower() in _PLEADING:
        return True
    if noun.dep not in ("dobj", "nsubjpass") or not verb.is_verb:
        return False
    rows = lexicon().reporting_verbs.get(verb.lemma.lower(), ())
    return verb.lemma.lower() in lexicon().lists[WordList.ANSWERING_VERB] or any(
        row.speech_act in (SpeechAct.REFUSE, SpeechAct.DENY) for row in rows
    )


def _is_denied_to_be(noun: Token) -> bool:
    """As in "there is no evidence that", "nobody heard any claim that"."""
    verb = noun.head
    beside = (
        noun.dep in ("dobj", "attr", "nsubj")
        and verb.is_verb
        and not any(
            child.dep in ("det", "poss") and child.lower not in ("a", "an", "any", "no") for child in noun.children
        )
    )
    return grammar.is_negative_phrase(noun) or (beside and grammar.is_negated(verb))


def _act(row: ReportingNoun, frame: str) -> SpeechAct:
    """To suggest that something is so is to say it; to suggest doing it is to propose it."""
    return SpeechAct.ASSERT if frame == "that" and row.speech_act is SpeechAct.PROPOSE else row.speech_act


def _complement(noun: Token, row: ReportingNoun) -> tuple[list[Token], Token, str] | None:
    for child in noun.children:
        if child.i < noun.i:
            continue
        if child.dep in ("acl", "ccomp", "relcl") and child.is_verb:
            to = grammar.has_to(child)
            if to and Frame.TO in row.frames:
                return child.below(), child, "to"
            if Frame.THAT in row.frames and _is_that_clause(child) and not _is_relative(child):
                return [t for t in child.below() if not (t.head is child and t.dep == "mark")], child, "that"
    for frame, words in _PREPOSITIONS.items():
        if frame in row.frames and (holder := noun.prep(*words)) is not None:
            inner = holder.child("pobj", "pcomp")
            if inner is not None:
                return inner.below(), inner, str(frame)
    return None


def _is_that_clause(clause: Token) -> bool:
    """Marked as one, or with a subject of its own next to the noun: "speculation it could have failed"."""
    who = clause.child("nsubj", "nsubjpass")
    bare = who is not None and who.tag == "PRP" and clause.below()[0].i == clause.head.i + 1
    row = lexicon().reporting_nouns.get(clause.head.lemma.lower())
    takes = ("dobj", "ccomp", "xcomp", "advcl", "prep", "acomp") if row is not None and row.picks_up else ("dobj",)
    return grammar.mark(clause) == "that" or (
        bare and grammar.mark(clause) is None and clause.child(*takes) is not None
    )


_PARTIES = (NounKind.ORGANIZATION, NounKind.GOVERNMENT, NounKind.ARMED_GROUP, NounKind.ARMED_FORCE, NounKind.BODY)


def _is_party(word: Token) -> bool:
    """As in "union claims of fraud", "police warnings about theft"."""
    noun = lexicon().actor_nouns.get(word.lemma.lower())
    return noun is not None and noun.kind in _PARTIES and word.dep == "compound"


def _is_relative(clause: Token) -> bool:
    """Whether the clause is about the noun instead of saying what it holds: "a request that the judge turned down"."""
    if any(token.tag in ("WDT", "WP") and token.dep in ("nsubj", "dobj", "nsubjpass") for token in clause.children):
        return True
    takes_object = any(Frame.OBJ in row.frames for row in lexicon().reporting_verbs.get(clause.lemma.lower(), ()))
    has_one = clause.child("dobj", "ccomp", "xcomp", "nsubjpass", "prep", "auxpass") is not None
    return takes_object and not has_one


def _claimant(noun: Token) -> tuple[Token | None, list[Token]]:
    """Who makes the claim that the noun names, and the words to show for it."""
    owner = noun.child("poss")
    if owner is not None:
        return owner, owner.below()
    for child in noun.children:
        if child.dep in ("prep", "agent") and child.lower in _AGENT_PREPOSITIONS:
            named = child.child("pobj")
            if named is not None and named.entity != "DATE":
                return named, grammar.noun_phrase(named)
    modifier = next(
        (
            child
            for child in noun.children
            if child.dep in ("amod", "compound")
            and (child.entity in ("NORP", "GPE", "ORG", "PERSON") or _is_party(child))
        ),
        None,
    )
    if modifier is not None:
        return modifier, modifier.below()
    verb = noun.head
    if noun.dep == "pobj" and verb.lower in ("to", "at") and verb.head.lemma.lower() in ("come", "arrive", "get"):
        verb = verb.head  # "came to the conclusion that"
    elif noun.dep != "dobj" or verb.lemma.lower() not in lexicon().lists[WordList.LENDING_VERB]:
        return None, []
    if verb.lemma.lower() != "have" or noun.lemma.lower() not in lexicon().lists[WordList.RECEIVED_NOUN]:
        who = grammar.subject(verb)
        if who is not None:
            return who, grammar.noun_phrase(who)
    return None, []
