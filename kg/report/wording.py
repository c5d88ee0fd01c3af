"""How codes and moments are put in words."""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime
from typing import Final
from urllib.parse import quote

from kg.report.dossier import Moment, Source, Statement

__all__ = [
    "KINDS",
    "MONTHS",
    "day",
    "direction",
    "many",
    "moment",
    "on_the_web",
    "one_line",
    "printable",
    "shortened",
    "stance",
    "unquoted",
    "when",
]

_ASSERTIVE = frozenset(
    ["assert", "report", "confirm", "emphasize", "announce", "accuse", "predict", "speculate", "agree"]
)
_NO_BY_THEMSELVES = frozenset(["deny", "refuse"])
"""Speech acts that say no already."""
_EDGE_WORDS = 5
"""Words at either end of a quotation by which a browser finds it."""
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""What XML and HTML do not take."""


def one_line(text: str) -> str:
    """A text in one line, without the characters that no page may hold.

    >>> one_line(" the talks\\n in\\x00 Istanbul ")
    'the talks in� Istanbul'
    """
    return " ".join(_CONTROLS.sub("\ufffd", text).split())


def direction(text: str) -> str:
    """Which way most letters of a text run, "ltr" or "rtl": an English sentence may open with an Arabic name.

    >>> direction("Talks ended."), direction("متحدث said it all"), direction("متحدث باسم: OK")
    ('ltr', 'ltr', 'rtl')
    """
    classes = [unicodedata.bidirectional(char) for char in text]
    return "rtl" if sum(one in ("R", "AL") for one in classes) > classes.count("L") else "ltr"


def printable(text: str) -> str:
    """A text without the characters that no page may hold, each replaced, so that offsets stay."""
    return _CONTROLS.sub("\ufffd", text)


def shortened(text: str, most: int) -> str:
    """At most so many characters, cut between words where there are any; marks that combine stay with their letter.

    >>> shortened("the talks in Istanbul", 14)
    'the talks in…'
    """
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    space = cut.rfind(" ")
    end = space if space > most // 2 else len(cut)
    while end < len(text) and end > 1 and unicodedata.combining(text[end]):
        end -= 1
    return text[:end].rstrip(" ,;:–-") + "…"


def stance(act: str, polarity: str, realis: str = "", certainty: str = "") -> tuple[str, ...]:
    """What polarity, realis and certainty add to a speech act, where they add something.

    >>> stance("assert", "negative", "future", "possible")
    ('says it does not hold', 'future', 'possible')
    """
    found = []
    if polarity == "negative" and act not in _NO_BY_THEMSELVES:
        found.append("says it does not hold" if act in _ASSERTIVE else "negated")
    elif polarity == "unspecified" and act in _ASSERTIVE:
        found.append("leaves it open")
    found += [code for code in (realis,) if code not in ("", "actual")]
    found += [code for code in (certainty,) if code in ("probable", "possible")]
    return tuple(found)


def unquoted(words: str) -> str:
    """Words without the quotation marks around all of them, to be put into others.

    >>> unquoted("“More than thirty were wounded,”"), unquoted("staged “to buy sympathy”")
    ('More than thirty were wounded,', 'staged “to buy sympathy”')
    """
    for opening, closing in ("“”", '""', "‘’", "«»"):
        if len(words) > 1 and words[0] == opening and words[-1] == closing:
            return words[1:-1]
    return words


def many(count: int, singular: str, plural: str = "") -> str:
    """A number with its noun.

    >>> many(1, "claim"), many(1200, "claim"), many(2, "party", "parties")
    ('1 claim', '1,200 claims', '2 parties')
    """
    return f"{count:,} {singular if count == 1 else plural or singular + 's'}"


def moment(stamp: str) -> datetime | None:
    """An xsd:dateTime; None where there is none, or Python's calendar has it not (years before 1)."""
    try:
        return datetime.fromisoformat(stamp)
    except ValueError:
        return None


def day(stamp: str) -> str:
    """The day of an xsd:dateTime, in words.

    >>> day("2025-10-28T00:00:00Z"), day(""), day("-0044-03-15T00:00:00Z")
    ('28 October 2025', '', '-0044-03-15')
    """
    found = moment(stamp)
    return f"{found.day} {MONTHS[found.month - 1]} {found.year}" if found else stamp.partition("T")[0]


def when(one: Moment) -> str:
    """Between what days a moment lies.

    >>> when(Moment("talks", "last week", "2025-10-20T00:00:00Z", "", "", "2025-10-26T23:59:59Z", 1, "event"))
    '20–26 October 2025'
    >>> when(Moment("talks", "by Friday", "", "", "", "2025-10-26T23:59:59Z", 1, "event"))
    'until 26 October 2025'
    """
    first, last = day(one.earliest), day(one.latest)
    if not first or not last:
        return f"until {last}" if last else f"from {first}" if first else ""
    if first == last:
        return first
    begin, end = moment(one.earliest), moment(one.latest)
    if begin and end and begin.year == end.year:
        if (begin.month, begin.day, end.month, end.day) == (1, 1, 12, 31):
            return str(begin.year)
        if begin.month == end.month:
            return f"{begin.day}–{last}"
        return f"{first.rpartition(' ')[0]} – {last}"
    return f"{first} – {last}"


def on_the_web(source: Source, one: Statement) -> str:
    """The address of a quotation: of the article's page, with the words to scroll to (WICG's text fragments).

    "" where the article has no address of the web.
    """
    if not source.url.lower().startswith(("https://", "http://")):
        return ""
    words = "".join(piece.text for piece in one.quote).split()
    if not words:
        return source.url
    first, last = " ".join(words[:_EDGE_WORDS]), " ".join(words[-_EDGE_WORDS:])
    whole = len(words) <= 2 * _EDGE_WORDS
    directive = _directive(" ".join(words)) if whole else f"{_directive(first)},{_directive(last)}"
    return f"{source.url}{'' if '#' in source.url else '#'}:~:text={directive}"


def _directive(words: str) -> str:
    return quote(words, safe="").replace("-", "%2D")


KINDS: Final = {
    "assert": "statement",
    "report": "report",
    "confirm": "confirmation",
    "emphasize": "emphasis",
    "announce": "announcement",
    "deny": "denial",
    "accuse": "accusation",
    "predict": "prediction",
    "speculate": "speculation",
    "agree": "agreement",
    "demand": "demand",
    "propose": "proposal",
    "warn": "warning",
    "ask": "question",
    "promise": "promise",
    "threaten": "threat",
    "refuse": "refusal",
    "condemn": "condemnation",
    "praise": "praise",
}
"""Speech act → what a claim of it is called."""
MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
"""In English, whatever the locale."""
