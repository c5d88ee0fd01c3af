"""In which form names are filed and asked for: what newspapers write in several ways has one key.

Case, accents, dots, apostrophes, hyphens, "&" and a leading "the" make no difference: "U.S.", "u.s" and "US" are one
key, as are "Brasília" and "BRASILIA", or "Merck & Co." and "Merck and Co".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from kg.link.word_lists import words

__all__ = ["HUMAN", "LEGAL", "key_of", "keys_of", "surname_of", "unincorporated"]

_ARTICLE = "the "
_INITIALS = re.compile(r"\b(\w) (?=\w\b)")
HUMAN = "Q5"
LEGAL = words("legal_forms")
"""What a company's name may go without."""
_AFTER_SURNAMES = frozenset({"jr", "sr", "ii", "iii", "iv", "v", "mp", "md"})
_PARTICLES = words("particles")


class _Plain(dict[int, str]):
    """Character → what stands for it in keys; worked out when a character is first met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        if unicodedata.combining(char):
            plain = ""
        elif unicodedata.category(char)[0] in "PSZC":
            plain = " "
        else:
            plain = char
        self[code] = plain
        return plain


_PLAIN = _Plain({ord(char): "" for char in ".'’‘ʼʻ`´ʿʾ"})
_PLAIN.update({ord("&"): " and ", ord("ø"): "o", ord("ł"): "l", ord("ı"): "i", ord("đ"): "d", ord("æ"): "ae"})


def key_of(name: str) -> str:
    """The key under which a name is filed; empty for a name without letters or digits.

    >>> key_of("The U.S."), key_of("Merck & Co."), key_of("Córdoba"), key_of("J. F. Kennedy")
    ('us', 'merck and co', 'cordoba', 'jf kennedy')
    """
    key = name.lower()
    if not (key.isascii() and key.replace(" ", "").isalnum()):
        if not key.isascii():
            key = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold())
        key = key.translate(_PLAIN)
    if "  " in key or key[:1] == " " or key[-1:] == " ":
        key = " ".join(key.split())
    if len(key) > 2 and (key[1] == " " or key[-2] == " " or _INITIALS.search(key)):
        key = _INITIALS.sub(r"\1", key)
    return key[4:] if key.startswith(_ARTICLE) else key


def surname_of(key: str) -> str:
    """The surname in a person's key, with the particles before it; empty where there is one word only.

    >>> surname_of("khawaja muhammad asif"), surname_of("ursula von der leyen"), surname_of("pele")
    ('asif', 'von der leyen', '')
    """
    parts = key.split()
    while len(parts) > 1 and parts[-1] in _AFTER_SURNAMES:
        parts.pop()
    if len(parts) < 2:
        return ""
    at = len(parts) - 1
    while at > 1 and parts[at - 1] in _PARTICLES:
        at -= 1
    return " ".join(parts[at:])


def unincorporated(key: str) -> str:
    """A company's key without its legal form; the key itself where that leaves nothing.

    >>> unincorporated("merck and co inc"), unincorporated("nv dsm"), unincorporated("limited")
    ('merck', 'dsm', 'limited')
    """
    parts = key.split()
    first, last = 0, len(parts)
    while last - first > 1 and (parts[last - 1] in LEGAL or parts[last - 1] == "and"):
        last -= 1
    while last - first > 1 and parts[first] in LEGAL:
        first += 1
    return " ".join(parts[first:last])


def keys_of(label: str, aliases: Iterable[str], types: Iterable[str]) -> set[str]:
    """All keys of an item: of its names, of its label without what tells it from others, without the legal form of a
    company, and of a person's surname.

    >>> sorted(keys_of("Salem, Oregon", ["Cherry City"], ["Q515"]))
    ['cherry city', 'salem', 'salem oregon']
    """
    first = key_of(label)
    keys = {first}
    for alias in aliases:
        keys.add(key_of(alias))
    cut = label.find(", ")
    if cut < 0:
        cut = label.find(" (")
    if cut > 0:
        keys.add(key_of(label[:cut]))
    if HUMAN in types:
        keys.add(surname_of(first))
    elif " " in first:
        keys.add(unincorporated(first))
    keys.discard("")
    return keys
