"""The parameters of a saved query: variables whose names tell that they are to be given, and of what type.

The convention is BASIL's, which grlc took over: ``?_actor_iri`` must be given, ``?__since_datetime`` may be, and the
last part of the name is the type (https://github.com/basilapi/basil/wiki/SPARQL-variable-name-convention-for-WEB-API-parameters).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Final

from kg.errors import ParameterError
from kg.vocabulary import PREFIXES

__all__ = ["TYPES", "Parameter", "literal", "parameters_in", "variables_in"]

TYPES: Final[dict[str, str]] = {
    "iri": "iri",
    "string": "string",
    "literal": "string",
    "integer": "integer",
    "int": "integer",
    "decimal": "decimal",
    "number": "decimal",
    "double": "double",
    "float": "double",
    "boolean": "boolean",
    "datetime": "dateTime",
    "date": "date",
}
"""End of a variable's name → local name of the XSD type, or "iri". What has no such end is a string."""

_TOKENS: Final = re.compile(
    r"""(?P<skip> \#[^\n]* | <[^<>"{}|^`\\\s]*> | \"{3}.*?\"{3} | '{3}.*?'{3}
        | "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*' )
      | [?$](?P<variable>\w+)""",
    re.VERBOSE | re.DOTALL,
)
_NAME: Final = re.compile(r"(?P<lead>__?)(?P<rest>[A-Za-z]\w*)\Z")
_LANGUAGE: Final = re.compile(r"[a-z]{2}\Z")


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter, read off a variable's name."""

    variable: str
    """Without the question mark: "_actor_iri"."""
    name: str
    """What it is called: "actor", and "min_confidence" where the variable is ``?__min_confidence_decimal``."""
    type: str
    """A value of TYPES, or the local name of another XSD type."""
    required: bool
    language: str | None = None
    """For ``?_word_en``: the language tag of the string."""
    default: str | None = None
    choices: tuple[str, ...] = ()
    help: str = ""

    @property
    def option(self) -> str:
        """The option on the command line: "--min-confidence"."""
        return "--" + self.name.replace("_", "-").lower()


def variables_in(sparql: str) -> Iterator[str]:
    """The variables of a query in order, each once, without ``?``; none out of comments, strings and IRIs.

    >>> list(variables_in('SELECT ?a { ?a ?b "?c" } # ?d'))
    ['a', 'b']
    """
    seen = dict.fromkeys(match["variable"] for match in _TOKENS.finditer(sparql) if match["variable"])
    yield from seen


def parameters_in(sparql: str) -> tuple[Parameter, ...]:
    """The parameters of a query, those that must be given first.

    >>> [(p.option, p.type, p.required) for p in parameters_in("SELECT * { ?a ?b ?__since_datetime , ?_text }")]
    [('--text', 'string', True), ('--since', 'dateTime', False)]
    """
    found = [parameter for name in variables_in(sparql) if (parameter := _parameter(name)) is not None]
    return tuple(sorted(found, key=lambda parameter: not parameter.required))


def _parameter(variable: str) -> Parameter | None:
    match = _NAME.match(variable)
    if match is None:
        return None
    parts = match["rest"].split("_")
    kind, language = "string", None
    if len(parts) > 2 and parts[-2] == "xsd":
        kind, parts = parts[-1], parts[:-2]
    elif len(parts) > 1 and parts[-1] in TYPES:
        kind = TYPES[parts.pop()]
    elif len(parts) > 1 and _LANGUAGE.match(parts[-1]):
        language = parts.pop()
    return Parameter(variable, "_".join(parts), kind, required=match["lead"] == "_", language=language)


def literal(parameter: Parameter, value: str) -> tuple[str, str]:
    """Lexical form and datatype IRI of a value that is not an IRI, checked and made canonical.

    A day, month or year given for a parameter "until" means its last second. Raises ParameterError.

    >>> literal(parameters_in("SELECT * { ?a ?b ?__until_datetime }")[0], "2025-10-28")[0]
    '2025-10-28T23:59:59Z'
    """
    datatype = PREFIXES["xsd"] + parameter.type
    if parameter.type in ("dateTime", "date"):
        return _date(parameter, value), datatype
    check = _CHECKS.get(parameter.type)
    if check is None:
        return value, datatype
    try:
        return check(value.strip()), datatype
    except (ValueError, InvalidOperation):
        article = "an" if parameter.type[0] in "aeiou" else "a"
        raise ParameterError(
            f"{parameter.option} takes {article} {parameter.type}, not {value!r}",
            remedy=f"Write for example {parameter.option} {_EXAMPLES[parameter.type]}.",
        ) from None


def _date(parameter: Parameter, value: str) -> str:
    """The first second of the time that is written, or for "until" the last."""
    from kg.queries.dates import bound_of

    moment = bound_of(parameter.option, value, last=parameter.name == "until")
    return moment.date().isoformat() if parameter.type == "date" else moment.isoformat().replace("+00:00", "Z")


def _integer(value: str) -> str:
    return str(int(value))


def _decimal(value: str) -> str:
    number = Decimal(value)
    if not number.is_finite():
        raise ValueError(value)
    return f"{number:f}"


def _double(value: str) -> str:
    return repr(float(value))


def _boolean(value: str) -> str:
    for truth, words in (("true", ("true", "yes", "1")), ("false", ("false", "no", "0"))):
        if value.lower() in words:
            return truth
    raise ValueError(value)


_CHECKS: Final = {"integer": _integer, "decimal": _decimal, "double": _double, "boolean": _boolean}
_EXAMPLES: Final = {"integer": "10", "decimal": "0.5", "double": "0.5", "boolean": "true"}
