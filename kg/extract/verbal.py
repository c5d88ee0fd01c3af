"""Attributions whose cue is a verb: what the verb's lexicon frames allow, against what stands around it."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract import grammar
from kg.extract.attribution import Attribution, Scene, cue_span
from kg.extract.frames import PARTICLES, Complement, complement, has_to
from kg.extract.lexicon import Frame, NounKind, ReportingVerb, VerbClass, WordList, lexicon
from kg.extract.tokens import Token
from kg.model import Polarity, SpeechAct

__all__ = ["is_performed", "verbal_attributions"]

_NOT_PERFORMED_MODALS = frozenset({"would", "could", "might", "may", "should", "must", "can", "ought"})
_UNREAL_MARKS = frozenset({"if", "unless", "whether", "lest"})
# What becomes of an act under negation: not to accept is to refuse. Acts that are not listed are then not performed.
_NEGATED_ACTS = {SpeechAct.AGREE: SpeechAct.REFUSE, SpeechAct.PROMISE: SpeechAct.REFUSE}


# "is said to", "was accused of": passives that attribute something without saying to whom.
_NAMELESS_PASSIVES = frozenset(
    {Frame.AS, Frame.SMALL, Frame.THAT, Frame.OBJ_THAT, Frame.TO, Frame.OBJ_TO, Frame.OBJ_OF, Frame.OBJ_WITH}
)


def verbal_attributions(scene: Scene, taken: set[int]) -> Iterator[Attribution]:
    """Attributions by verbs, except those whose cue word (by index) has been used by another rule."""
    for sentence in scene.sentences:
        for token in sentence.tokens:
            if token.i not in taken and token.is_full_verb:
                found = _attribution(scene, token)
                if found is not None:
                    yield found


def _attribution(scene: Scene, verb: Token) -> Attribution | None:
    for entry in _entries(verb):
        content = complement(verb, entry)
        if content is None or not _is_plausible(verb, entry, content):
            continue
        act = _act(verb, entry)
        return _build(scene, verb, entry, content, act) if act is not None and is_performed(verb) else None
    return None


def _entries(verb: Token) -> list[ReportingVerb]:
    """The lexicon's rows for the verb, those with its particle first."""
    rows = lexicon().reporting_verbs.get(verb.lemma.lower(), ())
    if not rows:
        return []
    particles = {child.lower for child in verb.children if child.dep in PARTICLES}
    with_particle = [row for row in rows if row.particle and row.particle in particles]
    return with_particle + [row for row in rows if not row.particle]


def _is_plausible(verb: Token, entry: ReportingVerb, content: Complement) -> bool:
    """Some readings need more than the frame: evidence with a bare object is given by documents, not people ("the
    poll shows a lead", not "he showed courage"), and most passives without an agent attribute nothing ("was treated
    as")."""
    who = grammar.subject(verb)
    if who is None and grammar.is_passive(verb):
        return content.frame in _NAMELESS_PASSIVES and verb.dep not in ("acl", "advcl")
    if content.frame is not Frame.OBJ or who is None:
        return True
    if entry.verb_class in (VerbClass.EVIDENCE, VerbClass.PERCEPTION):
        noun = lexicon().actor_nouns.get(who.lemma.lower())
        return noun is not None and noun.kind is NounKind.DOCUMENT
    return True


def _act(verb: Token, entry: ReportingVerb) -> SpeechAct | None:
    """The act under the verb's own negation; None where nothing was said."""
    negated = any(child.dep == "neg" or child.lower in ("never", "not", "n't") for child in verb.children)
    nobody = any(child.dep == "nsubj" and child.lower in ("nobody", "none") for child in verb.children)
    return _NEGATED_ACTS.get(entry.speech_act) if negated or nobody else entry.speech_act


def is_performed(verb: Token) -> bool:
    """Whether the text says that the act took place: not under a modal, a condition, a purpose or a wish."""
    if grammar.modal(verb) in _NOT_PERFORMED_MODALS:
        return False
    current = verb
    while True:
        if grammar.mark(current) in _UNREAL_MARKS:
            return False
        if current.tag == "VB" and has_to(current):
            if current.dep not in ("xcomp", "conj") or not _lets_perform(current.head):
                return False
        elif not (current.dep == "conj" and current.tag == "VB" and current.head.is_verb):
            return not (current.tag == "VB" and current.dep == "ROOT" and grammar.subject(current) is None)
        current = current.head


def _lets_perform(governor: Token) -> bool:
    return governor.lemma.lower() in lexicon().lists[WordList.PERFORMING_VERB]


def _build(scene: Scene, verb: Token, entry: ReportingVerb, content: Complement, act: SpeechAct) -> Attribution | None:
    cue = cue_span(_cue_words(verb))
    contents = scene.spans([token for token in content.tokens if not cue.overlaps(token.span)])
    if not contents:
        return None
    particle = f"+{entry.particle}" if entry.particle else ""
    found = Attribution(
        head=verb,
        cue=cue,
        act=act,
        rule=f"verb:{verb.lemma.lower()}{particle}/{content.frame}",
        contents=contents,
        content_heads=content.heads,
        addressee=content.addressee,
        certainty=entry.certainty,
        denying=entry.polarity is Polarity.NEGATIVE or act is SpeechAct.REFUSE,
        strength=entry.strength,
    )
    _name_claimant(scene, verb, found)
    return found


def _cue_words(verb: Token) -> list[Token]:
    """The verb group, from the verb that carries it: "continued to call for"."""
    outer = verb
    if verb.dep == "xcomp" and has_to(verb) and _lets_perform(verb.head) and verb.head.i < verb.i:
        outer = verb.head
    words = grammar.verb_group(outer)
    return words if words[-1].i >= verb.i else [*words, *grammar.verb_group(verb)]


def _name_claimant(scene: Scene, verb: Token, found: Attribution) -> None:
    who = grammar.subject(verb)
    if who is None:
        return
    found.source = scene.source(who, found)
    found.claimant = grammar.antecedent(who, verb)
