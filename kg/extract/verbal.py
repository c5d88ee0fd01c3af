"""Attributions whose cue is a verb: what the verb's lexicon frames allow, against what stands around it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract import grammar
from kg.extract.attribution import Attribution, Scene, cue_span
from kg.extract.lexicon import NounKind, ReportingVerb, VerbClass, lexicon
from kg.extract.tokens import FINITE_TAGS, Token
from kg.model import Certainty, Polarity, SpeechAct

__all__ = ["verbal_attributions"]

# Verbs that say of an act that it is performed: "continued to call for", "went on to say".
_IMPLICATIVE = frozenset(
    "continue begin start go proceed manage rush hasten happen come seem appear keep stop stand join tend use "
    "dare hurry move step".split()
)
_NOT_PERFORMED_MODALS = frozenset({"would", "could", "might", "may", "should", "must", "can", "ought"})
_UNREAL_MARKS = frozenset({"if", "unless", "whether", "lest"})
# What becomes of an act under negation: not to accept is to refuse. Acts that are not listed are then not performed.
_NEGATED_ACTS = {SpeechAct.AGREE: SpeechAct.REFUSE, SpeechAct.PROMISE: SpeechAct.REFUSE}
# "point out"; "make clear", "hold responsible", "plead guilty".
_PARTICLES = frozenset({"prt", "advmod", "prep", "acomp", "oprd"})


@dataclass(slots=True)
class _Complement:
    """What follows from matching one frame: the words of the content, their heads, and whom the act is aimed at."""

    frame: str
    tokens: list[Token]
    heads: list[Token]
    addressee: Token | None = None


def verbal_attributions(scene: Scene, taken: set[int]) -> Iterator[Attribution]:
    """Attributions by verbs, except those whose cue word (by index) has been used by another rule."""
    for sentence in scene.sentences:
        for token in sentence.tokens:
            if token.i not in taken and token.is_verb and token.dep not in ("aux", "auxpass", "amod", "compound"):
                found = _attribution(scene, token)
                if found is not None:
                    yield found


def _attribution(scene: Scene, verb: Token) -> Attribution | None:
    for entry in _entries(verb):
        complement = _complement(verb, entry)
        if complement is None or not _is_plausible(verb, entry, complement):
            continue
        act = _act(verb, entry)
        if act is None or not is_performed(verb):
            return None
        return _build(scene, verb, entry, complement, act)
    return None


def _is_plausible(verb: Token, entry: ReportingVerb, complement: _Complement) -> bool:
    """Some readings need more than the frame: evidence with a bare object is given by documents, not people ("the
    poll shows a lead", not "he showed courage"); a participle behind a noun that acts on it names nobody ("groups
    opposed to …")."""
    if complement.frame != "obj":
        return True
    who = grammar.subject(verb)
    if who is None:
        return not (verb.dep in ("acl", "amod", "advcl", "conj") and verb.tag == "VBN")
    if entry.verb_class in (VerbClass.EVIDENCE, VerbClass.PERCEPTION):
        noun = lexicon().actor_nouns.get(who[0].lemma.lower())
        return noun is not None and noun.kind is NounKind.DOCUMENT
    return True


def _entries(verb: Token) -> list[ReportingVerb]:
    """The lexicon's rows for the verb, those with its particle first."""
    rows = lexicon().reporting_verbs.get(verb.lemma.lower(), ())
    if not rows:
        return []
    particles = {child.lower for child in verb.children if child.dep in _PARTICLES}
    with_particle = [row for row in rows if row.particle and row.particle in particles]
    return with_particle + [row for row in rows if not row.particle]


def _act(verb: Token, entry: ReportingVerb) -> SpeechAct | None:
    """The act under the verb's own negation; None where nothing was said."""
    if not _own_negation(verb):
        return entry.speech_act
    return _NEGATED_ACTS.get(entry.speech_act)


def _own_negation(verb: Token) -> bool:
    return any(child.dep == "neg" or child.lower in ("never", "not", "n't") for child in verb.children) or any(
        child.dep in ("nsubj",) and child.lower in ("nobody", "none") for child in verb.children
    )


def is_performed(verb: Token) -> bool:
    """Whether the text says that the act took place: not under a modal, a condition, a purpose or a wish."""
    if grammar.modal(verb) in _NOT_PERFORMED_MODALS:
        return False
    current = verb
    for _ in range(8):
        if grammar.mark(current) in _UNREAL_MARKS:
            return False
        if current.tag == "VB" and _has_to(current):
            governor = current.head
            if current.dep not in ("xcomp", "conj") or governor.lemma.lower() not in _IMPLICATIVE:
                return False
            current = governor
        elif current.dep == "conj" and current.tag == "VB" and current.head.is_verb:
            current = current.head
        else:
            return not (current.tag == "VB" and current.dep == "ROOT" and grammar.subject(current) is None)
    return True


def _has_to(verb: Token) -> bool:
    return any(child.dep == "aux" and child.lower == "to" for child in verb.children)


def _build(
    scene: Scene, verb: Token, entry: ReportingVerb, complement: _Complement, act: SpeechAct
) -> Attribution | None:
    contents = scene.spans(complement.tokens)
    if not contents:
        return None
    cue_tokens = grammar.verb_group(_outer(verb))
    cue_tokens = cue_tokens if cue_tokens[-1].i >= verb.i else [*cue_tokens, verb]
    cue = cue_span(cue_tokens)
    if any(content.overlaps(cue) for content in contents):
        contents = scene.spans([token for token in complement.tokens if not cue.overlaps(token.span)])
        if not contents:
            return None
    found = Attribution(
        head=verb,
        cue=cue,
        act=act,
        rule=f"verb:{verb.lemma.lower()}{'+' + entry.particle if entry.particle else ''}/{complement.frame}",
        contents=contents,
        content_heads=complement.heads,
        addressee=complement.addressee,
        certainty=entry.certainty,
        denying=entry.polarity is Polarity.NEGATIVE or (act is SpeechAct.REFUSE),
        strength=entry.strength,
    )
    _set_claimant(scene, verb, found)
    return found


def _outer(verb: Token) -> Token:
    """The verb that carries the group: "continued [to call for]"."""
    if verb.dep == "xcomp" and _has_to(verb) and verb.head.lemma.lower() in _IMPLICATIVE and verb.head.i < verb.i:
        return verb.head
    return verb


def _set_claimant(scene: Scene, verb: Token, found: Attribution) -> None:
    who = grammar.subject(verb)
    if who is None:
        return
    found.claimant = who[0]
    found.source = scene.source(found.claimant, found)
    if found.claimant.dep in ("nsubj", "nsubjpass") and found.claimant.tag in ("WP", "WDT"):
        relative = next((above for above in verb.ancestors() if above.dep == "relcl"), verb)
        if verb.dep == "relcl":
            relative = verb
        found.claimant = relative.head


# --- frames


def _complement(verb: Token, entry: ReportingVerb) -> _Complement | None:
    if entry.particle and not any(
        child.lower == entry.particle and child.dep in _PARTICLES for child in verb.children
    ):
        return None
    frames = entry.frames
    for frame, match in _MATCHERS:
        if frame in frames:
            found = match(verb)
            if found is not None:
                found.frame = frame
                return found
    return None


def _clause(verb: Token) -> Token | None:
    """The finite or small clause that the verb takes."""
    for child in verb.children:
        if child.dep == "ccomp" or (child.dep == "xcomp" and grammar.mark(child) == "that"):
            return child
    return None


def _that(verb: Token) -> _Complement | None:
    clause = _clause(verb)
    if clause is None:
        return _parenthetical(verb)
    if _has_to(clause) and clause.tag == "VB" and clause.child("nsubj") is None and grammar.mark(clause) != "that":
        return None
    if clause.i < verb.i and not _inverted_ok(verb, clause):
        return None
    tokens = _clause_words(verb, clause)
    heads = [clause, *_conjuncts(clause)]
    extra = _absorbed(verb, clause)
    for other in extra:
        tokens += [token for token in other.below() if token.i > clause.i or other is not clause]
        heads.append(other)
        tokens += [token for token in verb.children if token.dep in ("cc", "punct") and clause.i < token.i < other.i]
    antecedent = _gap(verb, clause)
    if antecedent is not None:
        tokens = [token for token in tokens if token.tag not in ("WDT", "WP")] + antecedent
    tokens = sorted({token.i: token for token in tokens}.values(), key=lambda token: token.i)
    if clause.i > verb.i and antecedent is None:
        tokens = [token for token in tokens if token.i > verb.i]
    addressee = _spoken_to(verb)
    return _Complement("that", tokens, heads, addressee)


def _inverted_ok(verb: Token, clause: Token) -> bool:
    """A clause before its verb: "X, the minister said" and "X, said the minister"."""
    return grammar.mark(clause) != "that" or True


def _clause_words(verb: Token, clause: Token) -> list[Token]:
    """The clause without what belongs to the verb of saying; an inverted clause ends before the speaker."""
    speaker = verb.child("nsubj", "nsubjpass")
    blocked = {verb.i} | ({speaker.i} if speaker is not None else set())
    return [token for token in clause.below(lambda token: token.i not in blocked) if not (token.dep == "mark" and token.lower == "that" and token.head is clause)]


def _conjuncts(verb: Token) -> list[Token]:
    found = []
    for child in verb.children:
        if child.dep == "conj" and child.is_verb:
            found += [child, *_conjuncts(child)]
    return found


def _absorbed(verb: Token, clause: Token) -> list[Token]:
    """Clauses that the parser hung on the verb of saying but that go on with what is said: "said that A, but B".

    Each has a subject and finite verb of its own after the clause, and is no attribution itself with its speaker.
    """
    found = []
    for child in verb.children:
        if child.dep not in ("conj",) or child.i < clause.i or not child.is_verb or child.tag == "VBG":
            continue
        own = child.child("nsubj", "nsubjpass", "expl")
        if own is None or own.i < clause.i or _is_say(child):
            continue
        found.append(child)
    return found + _reasons(verb, clause)


_REASONS = frozenset({"because", "if", "unless", "although", "though", "since", "so", "whereas"})


def _reasons(verb: Token, clause: Token) -> list[Token]:
    """Adverbial clauses behind what is said that go with it rather than with the saying: "said that X, because Y"."""
    if clause.i < verb.i:
        return []
    return [
        child
        for child in verb.children
        if child.dep == "advcl" and child.i > clause.i and grammar.mark(child) in _REASONS and not _is_say(child)
    ]


def _is_say(verb: Token) -> bool:
    rows = lexicon().reporting_verbs.get(verb.lemma.lower(), ())
    return any(row.strength >= 3 for row in rows) and (_clause(verb) is not None or verb.child("dobj", "xcomp") is not None)


def _gap(verb: Token, clause: Token) -> list[Token] | None:
    """The antecedent of a relative clause that reaches into what is said: "a step that Ankara said was illegal"."""
    if verb.dep != "relcl" or not verb.head.is_noun:
        return None
    relative = next((token for token in verb.below() if token.tag in ("WDT", "WP") and token.i < verb.i), None)
    inside = clause.child("nsubj", "nsubjpass")
    missing = inside is None or inside.tag in ("WDT", "WP")
    on_verb = relative is not None and relative.head is verb and relative.dep in ("dobj", "nsubj", "pobj", "attr")
    subject_is_relative = verb.child("nsubj") is relative and relative is not None
    if subject_is_relative or not (missing or on_verb):
        return None
    antecedent = verb.head
    return [token for token in antecedent.below(lambda token: token is not verb)]


def _parenthetical(verb: Token) -> _Complement | None:
    """"The plan, the minister said, was dead": the clause around the verb is what is said."""
    if verb.dep == "parataxis" and verb.head.is_verb and grammar.subject(verb) is not None and verb.child("nsubj"):
        matrix = verb.head
        tokens = matrix.below(lambda token: token is not verb)
        return _Complement("that", tokens, [matrix, *_conjuncts(matrix)], _spoken_to(verb))
    if verb.dep == "advcl" and grammar.mark(verb) == "as" and verb.child("nsubj") is not None:
        matrix = verb.head
        if matrix.is_verb and verb.child("dobj", "ccomp", "xcomp") is None:
            tokens = matrix.below(lambda token: token is not verb)
            return _Complement("that", tokens, [matrix, *_conjuncts(matrix)])
    return None


def _spoken_to(verb: Token) -> Token | None:
    """Whom the words are said to."""
    for child in verb.children:
        if child.dep in ("dative", "iobj", "dobj") and child.i > verb.i and not child.tag == "CD":
            if child.dep == "dative" and child.lower == "to":
                return child.child("pobj")
            if child.is_noun or child.tag == "PRP":
                return child
        if child.dep in ("prep", "dative") and child.lower == "to" and (named := child.child("pobj")) is not None:
            return named
    return None


def _infinitive(verb: Token) -> _Complement | None:
    for child in verb.children:
        if child.dep == "xcomp" and _has_to(child) and child.i > verb.i:
            return _Complement("to", child.below(), [child, *_conjuncts(child)])
    return None


def _object_infinitive(verb: Token) -> _Complement | None:
    """"urged X to do", which the parser reads as object and infinitive or as a clause of its own."""
    for child in verb.children:
        if child.i < verb.i:
            continue
        if child.dep == "ccomp" and _has_to(child) and (whom := child.child("nsubj")) is not None:
            skip = {token.i for token in whom.below()}
            tokens = [token for token in child.below() if token.i not in skip]
            return _Complement("obj_to", tokens, [child, *_conjuncts(child)], whom)
        if child.dep in ("xcomp", "advcl") and _has_to(child):
            whom = verb.child("dobj") or verb.child("nsubjpass")
            if whom is not None and whom.i < child.i:
                return _Complement("obj_to", child.below(), [child, *_conjuncts(child)], whom)
    whom = verb.child("dobj")
    if whom is not None and (inner := whom.child("acl")) is not None and _has_to(inner):
        return _Complement("obj_to", inner.below(), [inner, *_conjuncts(inner)], whom)
    return None


def _on_to(verb: Token) -> _Complement | None:
    """"called on X to do"."""
    on = verb.prep("on", "upon", "for", "with", "to")
    whom = on.child("pobj") if on is not None else None
    if whom is None:
        return None
    for holder in (verb, whom):
        for child in holder.children:
            if child.dep in ("xcomp", "advcl", "acl", "ccomp") and _has_to(child) and child.i > whom.i:
                return _Complement("on_to", child.below(), [child, *_conjuncts(child)], whom)
    return None


def _preposition(*words: str, with_object: bool = False) -> object:
    def match(verb: Token) -> _Complement | None:
        holder = next(
            (
                child
                for child in verb.children
                if child.dep in ("prep", "prt", "advmod") and child.lower in words and child.i > verb.i
            ),
            None,
        )
        whom = next((child for child in objects_after(verb)), None)
        if holder is None and with_object and whom is not None:
            holder = whom.prep(*words)
        if holder is None or (with_object and whom is None):
            return None
        inner = holder.child("pcomp", "pobj")
        if inner is None:
            return None
        tokens = inner.below()
        if with_object and whom is not None:
            inside = {token.i for token in whom.below(lambda token: token is not holder)}
            tokens = [token for token in tokens if token.i not in inside]
        tokens = [token for token in tokens if token is not holder]
        told = whom is not None and whom.i < holder.i and whom is not inner
        return _Complement(words[0], tokens, [inner, *_conjuncts(inner)], whom if with_object or told else None)

    return match


def objects_after(verb: Token) -> list[Token]:
    """Whom or what the verb acts on: objects, or the subject of its passive."""
    return [token for token in grammar.objects(verb) if token.dep != "dative" or token.is_noun]


def _object(verb: Token) -> _Complement | None:
    things = objects_after(verb)
    if not things or things[0].tag in ("PRP", "CD") or things[0].lower in ("so", "that", "this", "it", "what"):
        return None
    thing = things[0]
    if thing.i < verb.i and not grammar.is_passive(verb):
        return None
    tokens = thing.below(lambda token: token is not verb)
    return _Complement("obj", tokens, [thing])


def _as(verb: Token) -> _Complement | None:
    """"described X as Y": both are what is said."""
    things = objects_after(verb)
    holder = verb.prep("as")
    if holder is None and things:
        holder = things[0].prep("as")
    if not things or holder is None:
        return None
    tokens = [*things[0].below(lambda token: token is not verb), *holder.below()]
    return _Complement("as", tokens, [things[0]])


def _small(verb: Token) -> _Complement | None:
    """"called it a lie"."""
    things = [child for child in verb.children if child.dep in ("dobj", "nsubjpass")]
    predicate = verb.child("oprd")
    if predicate is not None and things:
        return _Complement("small", [*things[0].below(), *predicate.below()], [things[0]])
    clause = verb.child("ccomp")
    if clause is not None and clause.child("nsubj") is not None and not grammar.mark(clause) and clause.i > verb.i:
        return _Complement("small", clause.below(), [clause])
    return None


def _gerund(verb: Token) -> _Complement | None:
    for child in verb.children:
        if child.dep in ("xcomp", "ccomp", "dobj", "pcomp") and child.tag == "VBG" and child.i > verb.i:
            return _Complement("ing", child.below(), [child, *_conjuncts(child)])
    return None


def _whether(verb: Token) -> _Complement | None:
    clause = _clause(verb)
    if clause is not None and clause.i > verb.i:
        return _Complement("wh", clause.below(), [clause, *_conjuncts(clause)], _spoken_to(verb))
    return None


_MATCHERS = (
    ("small", _small),
    ("as", _as),
    ("on_to", _on_to),
    ("obj_to", _object_infinitive),
    ("obj_that", _that),
    ("that", _that),
    ("obj_of", _preposition("of", with_object=True)),
    ("obj_for", _preposition("for", "over", with_object=True)),
    ("obj_with", _preposition("with", with_object=True)),
    ("to", _infinitive),
    ("ing", _gerund),
    ("wh", _whether),
    ("of", _preposition("of")),
    ("for", _preposition("for")),
    ("about", _preposition("about")),
    ("against", _preposition("against")),
    ("on", _preposition("on", "upon")),
    ("over", _preposition("over")),
    ("at", _preposition("at")),
    ("to_obj", _preposition("to")),
    ("with", _preposition("with")),
    ("obj", _object),
)
