"""Pages from templates; whatever an article or a request says is escaped."""

from __future__ import annotations

from functools import cache
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from kg.render.answers import compact
from kg.web.serving import Serving

__all__ = ["local_path", "page"]


def page(name: str, serving: Serving, /, **values: Any) -> str:
    """The page that a template makes of values."""
    base = serving.config.base
    if "asked" in values and not isinstance(values["asked"], bool):
        values["asked"] = _Asked(values["asked"])
    return (
        _environment()
        .get_template(name)
        .render(**values, base=base, can_write=serving.write, href=lambda iri: local_path(iri, base))
    )


class _Asked(dict[str, str]):
    """The parameters of an address: what is not given is empty."""

    def __missing__(self, name: str) -> str:
        return ""


def local_path(iri: str, base: str) -> str:
    """Where this server shows a resource; what is named elsewhere keeps its address, if that is one of the web.

    >>> local_path("https://example.org/id/entity/Q45", "https://example.org/id/")
    '/id/entity/Q45'
    >>> local_path("javascript:alert(1)", "https://example.org/id/")
    '#'
    """
    if iri.startswith(base):
        return "/id/" + iri[len(base) :]
    return iri if iri.lower().startswith(("https://", "http://")) else "#"


def _words(name: str) -> str:
    """ "toReview" as "to review", and the last part of an IRI."""
    local = name.rpartition("#")[2]
    return "".join(f" {char.lower()}" if char.isupper() and local.upper() != local else char for char in local).strip()


_NO_BY_THEMSELVES = ("deny", "refuse")
"""Speech acts that say no already."""
_ASSERTIVE = ("assert", "report", "confirm", "emphasize", "announce", "accuse", "predict", "speculate", "agree")


def _stand(act: str, polarity: str) -> str:
    """What a polarity means with a speech act, where it adds something."""
    if polarity == "negative" and act not in _NO_BY_THEMSELVES:
        return "says it does not hold" if act in _ASSERTIVE else "negated"
    return "leaves it open" if polarity == "unspecified" and act in _ASSERTIVE else ""


def _day(moment: str) -> str:
    return moment[:10]


def _query(**values: str | int | None) -> str:
    return urlencode({name: value for name, value in values.items() if value not in (None, "")})


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("kg.web", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
    )
    environment.filters.update(words=_words, day=_day, compact=compact)
    environment.globals.update(stand=_stand, query=_query, Markup=Markup)
    return environment
