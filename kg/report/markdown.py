"""A dossier as Markdown (CommonMark with GitHub's tables), and its pictures as SVG files beside it.

Whatever comes out of an article is escaped: it shows as it is, and neither formats nor links nor runs.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from kg.report.dossier import Dossier, Fact, Source, Statement
from kg.report.drawing import Picture
from kg.report.wording import KINDS, day, many, on_the_web, stance, unquoted, when

__all__ = ["escaped", "write_markdown"]

_SPECIAL = re.compile(r"[\\`*_\[\]{}()|~#$^!]")
_START = re.compile(r"\A(?:[-+=]|\d+(?=[.)]))")
_ADDRESS = re.compile(r"(?i)(https?|ftp|www|mailto)(?=[:.])")
_ABOUT = {"actor": "an actor or place", "event": "an event", "article": "an article"}


def escaped(text: str) -> str:
    r"""A text in one line that Markdown shows as it is; one that runs from right to left keeps to itself.

    >>> print(escaped("<b>2*3</b> [x](y)"))
    &lt;b&gt;2\*3&lt;/b&gt; \[x\]\(y\)
    >>> print(escaped("- 1. https://example.org"))
    \- 1. https<!-- -->://example.org
    """
    text = " ".join(text.split()).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = _SPECIAL.sub(r"\\\g<0>", text)
    text = _START.sub(lambda start: f"{start[0]}<!-- -->" if start[0].isdigit() else f"\\{start[0]}", text)
    text = _ADDRESS.sub(r"\1<!-- -->", text)  # no address in a quotation becomes a link by itself
    if any(unicodedata.bidirectional(char) in ("R", "AL", "AN", "RLO", "RLE", "RLI", "LRO") for char in text):
        return f"\u2068{text}\u2069"
    return text


def write_markdown(dossier: Dossier, pictures: Sequence[tuple[Picture, str]] = ()) -> str:
    """The dossier; ``pictures`` are those that lie beside it, each with the name of its file."""
    return "".join(f"{line}\n" for line in _Writer(dossier, {one.name: (one, file) for one, file in pictures}).lines())


class _Writer:
    def __init__(self, dossier: Dossier, pictures: dict[str, tuple[Picture, str]]) -> None:
        self._dossier = dossier
        self._pictures = pictures
        self._by_iri = {one.iri: one for one in dossier.statements}
        self._sources = {source.number: source for source in dossier.sources}

    def lines(self) -> Iterator[str]:
        dossier = self._dossier
        yield f"# {escaped(dossier.subject.label)}"
        yield f"\nDossier on {_ABOUT[dossier.subject.kind]}"
        yield "\n## Summary\n"
        yield dossier.lead
        yield from self._facts(dossier.subject.facts)
        if dossier.statements:
            yield from self._facts(dossier.figures)
            yield "\nA claim is not a fact: who says it stands beside it."
        else:
            yield "\nThere is nothing more to tell. `kg show` tells where the name stands in the articles."
        for section in (self._timeline, self._network, self._disputes, self._sides, self._questions, self._method):
            yield from section()
        yield from self._articles()

    def _facts(self, facts: Sequence[Fact]) -> Iterator[str]:
        if facts:
            yield ""
        for fact in facts:
            value = f"[{escaped(fact.value)}](<{_target(fact.link)}>)" if fact.link else escaped(fact.value)
            yield f"- {fact.name}: {value}"

    def _picture(self, name: str) -> Iterator[str]:
        if name in self._pictures:
            picture, file = self._pictures[name]
            yield f"\n![{escaped(picture.title)}](<{_target(file)}>)"

    def _timeline(self) -> Iterator[str]:
        if self._dossier.timeline:
            yield "\n## Timeline"
            yield from self._picture("timeline")
            yield "\nThat something is listed does not mean that it happened.\n"
            yield "| When | What | Article |"
            yield "| --- | --- | --- |"
        for one in self._dossier.timeline:
            worded = f" (“{escaped(unquoted(one.words))}”)" if one.words and one.kind != "publication" else ""
            published = "published: " if one.kind == "publication" else ""
            yield f"| {when(one) or 'not placed'}{worded} | {published}{escaped(one.label)} | {_article(one.source)} |"

    def _network(self) -> Iterator[str]:
        if self._dossier.accusations:
            yield "\n## Who accuses whom"
            yield from self._picture("network")
            yield "\nThose who speak for somebody are counted with them.\n"
            yield "| Who | Does what | To whom | Claims |"
            yield "| --- | --- | --- | --- |"
        for one in self._dossier.accusations:
            what = "denies or rejects" if one.kind == "denies" else one.kind
            claims = ", ".join(map(_ref, one.statements))
            yield f"| {escaped(one.side)} | {what} | {escaped(one.against)} | {claims} |"

    def _disputes(self) -> Iterator[str]:
        if self._dossier.disputes:
            yield "\n## Disputes"
        for dispute in self._dossier.disputes:
            yield f"\n### {escaped(dispute.matter) or 'A matter without a name'}"
            for camp in dispute.camps:
                yield f"\n**{escaped(camp.title)}**\n"
                yield from map(self._brief, camp.statements)
            if dispute.reasons:
                yield "\nWhy claims of different articles are taken to contradict each other:\n"
                yield from (f"- {escaped(reason)}" for reason in dispute.reasons)

    def _sides(self) -> Iterator[str]:
        if self._dossier.sides:
            yield "\n## Claims by side"
            yield "\nIn the quotations, what is claimed stands in **bold**."
        for side in self._dossier.sides:
            yield f"\n### {escaped(side.label)} ({many(len(side.statements), 'claim')})"
            if side.note:
                yield f"\n{side.note}"
            for one in side.statements:
                yield from self._statement(one)

    def _statement(self, one: Statement) -> Iterator[str]:
        role = f" ({escaped(one.role)})" if one.role else ""
        to = f" to {', '.join(map(escaped, one.to))}" if one.to else ""
        yield f'\n<a id="claim-{one.number}"></a>{one.number}\\. **{escaped(one.who)}**{role}{to} – {_codes(one)}\n'
        yield f"> {_quote(one)}\n"
        if one.condition:
            yield f"On the condition: {'; '.join(map(escaped, one.condition))}\\"
        if len(one.chain) > 1:
            yield f"Known through {', then '.join(escaped(link.who) for link in one.chain)}\\"
        if one.answers:
            others = [(how, self._by_iri[other]) for how, other in one.answers]
            yield "; ".join(f"{how} {_ref(other)} ({escaped(other.who)})" for how, other in others) + "\\"
        confidence = f" · confidence {one.confidence}" if one.confidence else ""
        yield f"{self._where(one)}{confidence}"

    def _brief(self, one: Statement) -> str:
        words = escaped(unquoted(one.words))
        return f"- {_ref(one)} **{escaped(one.who)}** – {_codes(one)}: “{words}” ({self._where(one)})"

    def _where(self, one: Statement) -> str:
        source = self._sources[one.source]
        lead = [day(one.published), escaped(source.outlet)]
        anchor = f"source-{one.source}-{one.paragraph}" if source.paragraphs else f"source-{one.source}"
        place = f"[article {one.source}, paragraph {one.paragraph}, characters {one.start}–{one.end}](#{anchor})"
        address = on_the_web(source, one)
        web = f" · [on the web](<{_target(address)}>)" if address else ""
        return ", ".join([*filter(None, lead), place]) + web

    def _questions(self) -> Iterator[str]:
        if self._dossier.questions:
            yield "\n## Open questions"
        for question in self._dossier.questions:
            yield f"\n### {question.title}\n"
            yield f"{_coded(question.explanation)}\n"
            yield from map(self._brief, question.statements)
            yield from (f"- {escaped(note)}" for note in question.notes)

    def _method(self) -> Iterator[str]:
        yield "\n## How this was made, and how far to trust it\n"
        yield from (f"- {_coded(note)}" for note in self._dossier.provenance)
        yield "\n### Measured limits\n"
        yield from (f"- {limit}" for limit in self._dossier.limits)

    def _articles(self) -> Iterator[str]:
        if self._dossier.sources:
            yield "\n## Articles"
        for source in self._dossier.sources:
            yield from _source(source)
        if self._dossier.sources and not self._dossier.with_text:
            yield "\nThe texts of the articles are left out."


def _source(source: Source) -> Iterator[str]:
    yield f'\n<a id="source-{source.number}"></a>\n\n### {source.number}. {escaped(source.title)}\n'
    outlet, published = escaped(source.outlet) or "outlet not known", day(source.published) or "date not known"
    yield f"{outlet}, {published} · {many(source.claims, 'claim')} here\n"
    if source.url.startswith(("https://", "http://")):
        yield f"- <{_target(source.url)}>"
    yield f"- `{source.iri}`"
    if source.text_hash:
        yield f"- SHA-256 of the text `{source.text_hash}`"
    for number, paragraph in enumerate(source.paragraphs, 1):
        text = escaped("".join(words for _, words in paragraph))
        yield f'\n<a id="source-{source.number}-{number}"></a>\n\n> {number} · {text}'


def _quote(one: Statement) -> str:
    """The quotation with its content in bold. Spaces stand outside, where Markdown wants them."""
    found = ""
    for piece in one.quote:
        core = piece.text.strip()
        lead, tail = piece.text[: len(piece.text) - len(piece.text.lstrip())], piece.text[len(piece.text.rstrip()) :]
        words = escaped(core)
        found += f"{lead}{f'**{words}**' if piece.role == 'content' and core else words}{tail if core else ''}"
    return found.strip() or escaped(one.words) or "…"


def _coded(text: str) -> str:
    """The program's own words, in which commands stand between backticks."""
    return "`".join(
        part if place % 2 else part.replace(part.strip(), escaped(part)) if part.strip() else part
        for place, part in enumerate(text.split("`"))
    )


def _codes(one: Statement) -> str:
    return ", ".join([KINDS.get(one.act, one.act), *stance(one.act, one.polarity, one.realis, one.certainty)])


def _ref(one: Statement) -> str:
    return f"[{one.number}](#claim-{one.number})"


def _article(number: int) -> str:
    return f"[{number}](#source-{number})"


def _target(address: str) -> str:
    """An address, fit to stand between angle brackets."""
    return re.sub(r"[<>\\\s\x00-\x1f]", lambda char: f"%{ord(char[0]):02X}", address)
