"""Attributions whose cue is a verb: what the verb's lexicon frames allow, against what stands around it."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract import grammar
from kg.extract.attribution import Attribution, Scene, cue_span
from kg.extract.complements import Complement
from kg.extract.frames import PARTICLES, complement
from kg.extract.lexicon import Frame, NounKind, ReportingVerb, VerbClass, WordList, lexicon
from kg.extract.nominal import names_its_content
from kg.extract.tokens import Token
from kg.model import Certainty, Polarity, SpeechAct

__all__ = ["is_performed", "verbal_attributions"]

_NOT_PERFORMED_MODALS = frozenset({"would", "could", "might", "may", "should", "must", "can", "ought"})
_UNREAL_MARKS = frozenset({"if", "unless", "whether", "lest"})
# What becomes of an act under negation: not to accept is to refuse. Acts that are not listed are then not performed.
_NEGATED_ACTS = {
    SpeechAct.AGREE: SpeechAct.REFUSE,
    SpeechAct.PROMISE: SpeechAct.REFUSE,
    # Who does not rule something out, or does not deny it, leaves it open.
    SpeechAct.REFUSE: SpeechAct.SPECULATE,
    SpeechAct.DENY: SpeechAct.SPECULATE,
}


_GIFTS = frozenset(
    {"award", "bribe", "cash", "donation", "dollar", "euro", "gift", "kickback", "money", "payment", "pound", "prize"}
)


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
        if act is None or not is_performed(verb):
            return None
        found = _build(scene, verb, entry, content, act)
        if found is not None and act is not entry.speech_act:
            found.denying = act is SpeechAct.REFUSE
            if act is SpeechAct.SPECULATE:
                found.certainty = Certainty.POSSIBLE
        return found
    return None


def _is_wish_to_stay_unnamed(content: Complement) -> bool:
    """As in "asked not to be named", "requested anonymity": how a source wants to be quoted is no news."""
    head = content.heads[0]
    if head.lemma.lower() == "anonymity":
        return True
    if head.lemma.lower() in ("give", "provide", "disclose") and head.is_verb:
        return any(thing.lemma.lower() in ("name", "surname", "identity") for thing in grammar.objects(head))
    return head.lemma.lower() in ("name", "identify", "quote") and grammar.is_negated(head)


def _is_given(thing: Token) -> bool:
    """As in "accepted two million euros": what is taken into the hand is no offer that one agrees to."""
    return thing.entity == "MONEY" or thing.lemma.lower() in _GIFTS


def _is_somebody(noun: Token) -> bool:
    """As in "citing people familiar with the matter": a source, not what it says."""
    row = lexicon().actor_nouns.get(noun.lemma.lower())
    return noun.entity == "PERSON" or (row is not None and row.kind is not NounKind.DOCUMENT)


def _is_bare_claim(content: Complement) -> bool:
    """As in "circulated claims": that something is said, but not what."""
    words = [token for token in content.tokens if token.tag not in ("DT", "JJ", "PRP$")]
    return len(words) == 1 and words[0].lemma.lower() in lexicon().reporting_nouns


def _has_no_that(content: Complement) -> bool:
    """As in "allows us to leave", "allowing firms to cut prices expired": no more than a misread infinitive."""
    mark = content.heads[0].child("mark")
    return mark is None or mark.lower != "that"


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
    if verb.lemma.lower() == "allow" and content.frame is Frame.THAT and _has_no_that(content):
        return False
    if who is not None and who.lower == "you" and entry.verb_class is VerbClass.COGNITION:
        return False
    if content.frame is Frame.SMALL and content.heads[0].lower.endswith(("self", "selves")):
        return False  # "calls himself Abu"
    if who is None and grammar.is_passive(verb):
        participle = verb.dep in ("acl", "advcl") and verb.child("auxpass", "aux") is None
        if participle or content.frame not in _NAMELESS_PASSIVES:
            return False
        return entry.strength >= (2 if content.frame in (Frame.THAT, Frame.TO) else 3)
    if all(token.tag in ("WP", "WDT") for token in content.tokens):
        return False  # "what we asked for"
    if entry.speech_act in (SpeechAct.DEMAND, SpeechAct.REFUSE) and _is_wish_to_stay_unnamed(content):
        return False
    if content.frame is Frame.OBJ and verb.lemma.lower() == "accept" and _is_given(content.heads[0]):
        return False
    if content.frame is not Frame.OBJ or who is None:
        return True
    if verb.lemma.lower() in ("cite", "quote") and _is_somebody(content.heads[0]):
        return False
    if names_its_content(content.heads[0]):
        return False
    if entry.speech_act in (SpeechAct.ASSERT, SpeechAct.REPORT) and _is_bare_claim(content):
        return False
    if entry.verb_class in (VerbClass.EVIDENCE, VerbClass.PERCEPTION):
        noun = lexicon().actor_nouns.get(who.lemma.lower())
        return noun is not None and noun.kind is NounKind.DOCUMENT
    return True


def _act(verb: Token, entry: ReportingVerb) -> SpeechAct | None:
    """The act under the verb's own negation; None where nothing was said."""
    if entry.particle == "guilty" and any(child.child("neg") for child in verb.children if child.lower == "guilty"):
        return SpeechAct.DENY
    if not grammar.is_negated(verb):
        return entry.speech_act
    who = verb.child("nsubj", "nsubjpass")
    if who is not None and grammar.is_negative_phrase(who):
        return None
    return _NEGATED_ACTS.get(entry.speech_act)


def is_performed(verb: Token) -> bool:
    """Whether the text says that the act took place: not under a modal, a condition, a purpose or a wish."""
    if grammar.modal(verb) in _NOT_PERFORMED_MODALS or _is_asked(verb):
        return False
    if grammar.is_stopped_short_of(verb):
        return False
    current = verb
    while True:
        if grammar.mark(current) in _UNREAL_MARKS:
            return False
        if current.tag == "VB" and grammar.has_to(current):
            if current.dep not in ("xcomp", "conj") or not _lets_perform(current.head):
                return False
        elif not (current.dep == "conj" and current.head.is_verb and _shares_condition(current)):
            return not (current.tag == "VB" and current.dep == "ROOT" and grammar.subject(current) is None)
        current = current.head


def _shares_condition(verb: Token) -> bool:
    """As in "if he denies it and [refutes] them", "to go and [say]": a second verb without a subject of its own."""
    if verb.tag == "VB":
        return True
    return grammar.mark(verb.head) in _UNREAL_MARKS and verb.child("nsubj", "nsubjpass", "expl", "mark") is None


def _is_asked(verb: Token) -> bool:
    """As in "Did the minister say that …?"."""
    own = verb.child("nsubj", "nsubjpass")
    asked = own is not None and any(child.dep in ("aux", "auxpass") and child.i < own.i for child in verb.children)
    return asked and any(token.text == "?" and token.i > verb.i for token in verb.sentence.tokens)


def _lets_perform(governor: Token) -> bool:
    return governor.lemma.lower() in lexicon().lists[WordList.PERFORMING_VERB]


def _build(scene: Scene, verb: Token, entry: ReportingVerb, content: Complement, act: SpeechAct) -> Attribution | None:
    cue = cue_span(_cue_words(verb))
    aside = _asides(content.tokens)
    raised = _raised_subject(verb, content)
    contents = scene.spans([t for t in [*raised, *content.tokens] if t.i not in aside and not cue.overlaps(t.span)])
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


def _raised_subject(verb: Token, content: Complement) -> list[Token]:
    """As in "The rains are said to be hampering the search": of whom it is said is part of what is said."""
    who = verb.child("nsubjpass")
    nameless = content.frame is Frame.TO and grammar.is_passive(verb) and grammar.by_agent(verb) is None
    return grammar.noun_phrase(who) if nameless and who is not None and who.is_noun else []


def _asides(words: list[Token]) -> set[int]:
    """The reporter's own remarks on what is said: "…, a charge that Khartoum dismissed"."""
    found: set[int] = set()
    for token in words[1:]:
        comment = token.lower in ("something", "claims") or token.lemma.lower() in lexicon().reporting_nouns
        if not comment or not token.is_noun or token.i in found or token.child("relcl") is None:
            continue
        first = token.below()[0]
        opens = first.lower in ("a", "an", "something", "claims") and first.i > words[0].i
        if opens and first.sentence.tokens[first.i - first.sentence.tokens[0].i - 1].text in (",", "-", "–", "—"):
            found |= {below.i for below in token.below()}
    return found


def _cue_words(verb: Token) -> list[Token]:
    """The verb group, from the verb that carries it: "continued to call for"."""
    outer = verb
    if verb.dep == "xcomp" and grammar.has_to(verb) and _lets_perform(verb.head) and verb.head.i < verb.i:
        outer = verb.head
    words = grammar.verb_group(outer)
    return words if words[-1].i >= verb.i else [*words, *grammar.verb_group(verb)]


def _name_claimant(scene: Scene, verb: Token, found: Attribution) -> None:
    who = _author(verb) or grammar.subject(verb)
    if found.strength >= 3 and (who is None or not _can_speak(who)) and not grammar.is_passive(verb):
        beside = grammar.neighbour(verb)
        if beside is not None:
            who = beside
            _give_back(scene, who, found)
    if who is None:
        return
    found.source = scene.source(who, found)
    found.claimant = grammar.antecedent(who, verb)


def _author(verb: Token) -> Token | None:
    """Who issued the statement that says it: "Amazon released a statement saying …"."""
    noun = verb.head
    if verb.dep != "acl" or verb.tag != "VBG" or noun.dep != "dobj":
        return None
    row = lexicon().actor_nouns.get(noun.lemma.lower())
    lent = noun.head.lemma.lower() in lexicon().lists[WordList.LENDING_VERB]
    return grammar.subject(noun.head) if lent and row is not None and row.kind is NounKind.DOCUMENT else None


def _can_speak(who: Token) -> bool:
    """A clause does not: "Opening the case, prosecutor Liza Abando alleged …"."""
    return who.dep not in ("csubj", "csubjpass") and who.tag not in ("VBG", "VB", "VBN", "TO")


def _give_back(scene: Scene, who: Token, found: Attribution) -> None:
    """Take the speaker's words out of what is said, where the parser drew them into it."""
    top = who
    while top.dep in ("appos", "compound") and top.head.is_noun:
        top = top.head
    if not any(content.contains(top.span) for content in found.contents):
        return
    theirs = {token.i for token in top.below()}
    kept = [
        token
        for token in who.sentence.tokens
        if token.i not in theirs and any(c.contains(token.span) for c in found.contents)
    ]
    found.contents = scene.spans(kept) or found.contents
