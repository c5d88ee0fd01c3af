"""Whether a text is English, told by its script and its function words. Light, and kind to short sentences."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from kg.errors import LanguageError, Location

__all__ = ["check_english", "language_of"]

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SAMPLE = 20_000
"""Code points that are looked at; more tell nothing new."""
_LATIN_SHARE = 0.6
_ENGLISH_SHARE = 0.18
"""Of the words of English prose about two in five are function words; of a headline, few."""
_LONG = 40
_ACCENTED_SHARE = 0.2


def language_of(text: str) -> str:
    """The name of the language that the text seems to be in; "English" where nothing speaks against it.

    >>> language_of("Pakistan accuses Taliban of sheltering fighters")
    'English'
    >>> language_of("Die Gespräche endeten ohne Einigung")
    'German'
    """
    sample = text[:_SAMPLE]
    script = _foreign_script(sample)
    if script is not None:
        return script
    words = _WORD.findall(sample)
    if not words:
        return "English"
    english = _function_words(word.lower() for word in words)["English"]
    # Capitals are left out where other languages are counted: "Los Angeles", "Die Hard" and "Erdoğan" are names.
    small = [word for word in words if word.islower()]
    counts = _function_words(small)
    counts.pop("English", None)
    rival, most = max(counts.items(), key=lambda item: item[1], default=("", 0))
    if most > english:
        return rival
    accented = sum(not word.replace("’", "'").isascii() for word in small) / len(words)
    too_few = english / len(words) < _ENGLISH_SHARE
    if too_few and (len(words) >= _LONG or accented > _ACCENTED_SHARE):
        return rival if most else "a language other than English"
    return "English"


def check_english(text: str, source: str = "the text", declared: str | None = None) -> None:
    """Raise LanguageError unless the text is English, by what it declares (a BCP 47 tag) and by its words."""
    if declared and declared.split("-")[0].split("_")[0].lower() not in ("en", "eng", "english"):
        found = f"it says of itself that it is in {declared!r}"
    else:
        language = language_of(text)
        if language == "English":
            return
        found = f"it looks like {language}"
    raise LanguageError(
        f"the text is not English: {found}",
        location=Location(source),
        remedy="If it is English all the same, use --force.",
    )


def _foreign_script(text: str) -> str | None:
    letters = [char for char in text if char.isalpha()]
    if not letters:
        return None
    foreign = [char for char in letters if not (char.isascii() or _script(char) == "LATIN")]
    if len(foreign) <= (1 - _LATIN_SHARE) * len(letters):
        return None
    script = Counter(map(_script, foreign)).most_common(1)[0][0]
    return f"a language in {'Chinese characters' if script == 'CJK' else script.capitalize() + ' script'}"


@cache
def _script(char: str) -> str:
    return unicodedata.name(char, "unknown").split()[0]


def _function_words(words: Iterable[str]) -> Counter[str]:
    known = _languages()
    counts: Counter[str] = Counter()
    for word in words:
        counts.update(known.get(word, ()))
    return counts


@cache
def _languages() -> dict[str, tuple[str, ...]]:
    """Function word → languages. A word that is also an English one counts for English alone."""
    found: dict[str, list[str]] = {}
    table = files(__package__).joinpath("function_words.tsv").read_text(encoding="utf-8")
    for line in table.splitlines()[1:]:
        language, words = line.split("\t")
        for word in words.split():
            found.setdefault(word, []).append(language)
    return {word: ("English",) if "English" in languages else tuple(languages) for word, languages in found.items()}
