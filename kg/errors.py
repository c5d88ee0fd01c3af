"""What can go wrong, as a picture. Every error has a code that ``kg explain CODE`` tells more of.

::

    KgError
    ├── UsageError            exit 2: the command was used wrongly
    │   ├── ConfigError           KG010  kg.toml cannot be used
    │   ├── UnknownFormatError    KG011  no such output format
    │   ├── UnknownNameError      KG012  no such query, actor, article or code
    │   ├── ParameterError        KG013  a query parameter is missing or of the wrong type
    │   └── MissingExtraError     KG014  a feature needs something that is not installed
    ├── InputError            exit 3: the input cannot be read
    │   ├── PathError             KG020  no such file, or not readable
    │   ├── EncodingError         KG021  the bytes are not text in a known encoding
    │   ├── ArticleFormatError    KG022  a file does not hold what its ending says
    │   ├── EmptyArticleError     KG023  there is no text to read
    │   ├── LanguageError         KG024  the text is not English
    │   ├── RdfSyntaxError        KG025  an RDF file does not parse
    │   ├── SparqlSyntaxError     KG026  a SPARQL query does not parse
    │   ├── QueryHeaderError      KG027  the header of a saved query is malformed
    │   ├── DateError             KG028  a date cannot be understood
    │   └── DecisionsError        KG029  the file of decisions on links cannot be used
    ├── StoreError            exit 3: the store cannot be used
    │   ├── StoreMissingError     KG030  there is no store here yet
    │   ├── StoreLockedError      KG031  another process writes to the store
    │   ├── StoreCorruptError     KG032  the store's files are damaged
    │   ├── EndpointError         KG034  a remote store does not answer as it should
    │   └── ShardError            KG035  shards cannot be written or loaded
    ├── FindingsError         exit 1: it ran, and found something
    │   ├── InvalidGraphError     KG040  the graph breaks a SHACL shape
    │   └── InconsistentError     KG041  the graph contradicts the ontology
    ├── ExtractorError        exit 3: KG045  an installed extractor failed, or gave what cannot be used
    ├── LinkIndexError        exit 3: KG046  an index of Wikidata items cannot be built or used
    ├── WorkerDiedError       exit 3: KG048  a process that read articles was killed
    ├── ClusterError          exit 3: KG049  a cluster cannot be used
    ├── QueryFailedError      exit 3: KG050  a query ran and failed
    ├── QueryTimeoutError     exit 3: KG051  a query took longer than it may
    ├── ServiceError          exit 3: a live service gave no answer that can be used
    │   ├── OfflineError          KG060  a live service cannot be reached
    │   ├── ServiceRefusedError   KG061  a live service refuses, or has no time
    │   ├── ServiceAnswerError    KG062  a live service answered what cannot be understood
    │   ├── ServiceTimeoutError   KG063  a live service took too long
    │   └── AnswerTooLargeError   KG064  a live service answered more than may be read
    ├── RequestError          exit 2: KG070  a request to kg serve cannot be answered as it is put
    └── InternalError         exit 4: KG900  a mistake in kg itself
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Location:
    """Where in the input something is wrong; line and column count from 1, in code points."""

    source: str
    line: int | None = None
    column: int | None = None
    text: str | None = None
    """The line itself, to be shown with a caret below the column."""

    def __str__(self) -> str:
        return ":".join(str(part) for part in (self.source, self.line, self.column) if part is not None)

    def excerpt(self) -> str | None:
        """The line with a caret under the column, or None where the line is not known.

        >>> print(Location("q.rq", 1, 8, "SELECT * WHERE").excerpt())
        SELECT * WHERE
               ^
        """
        if self.text is None or self.column is None:
            return self.text
        lead = "".join("\t" if char == "\t" else " " for char in self.text[: self.column - 1])
        return f"{self.text}\n{lead}^"


class KgError(Exception):
    """Any error that a user may meet: what was wrong, where, and what to do about it."""

    code: ClassVar[str] = "KG000"
    exit_code: ClassVar[int] = 4
    title: ClassVar[str] = "error"
    explanation: ClassVar[str] = ""
    """What ``kg explain`` prints: what the code means, how it comes about, what to do."""

    def __init__(self, message: str, *, location: Location | None = None, remedy: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.location = location
        self.remedy = remedy

    def __str__(self) -> str:
        lines = [f"{self.code}: {self.message}"]
        if self.location is not None:
            lines.append(f"  at {self.location}")
            excerpt = self.location.excerpt()
            if excerpt:
                lines.extend(f"  | {line}" for line in excerpt.splitlines())
        if self.remedy:
            lines.append(f"  {self.remedy}")
        return "\n".join(lines)


class UsageError(KgError):
    """The command was used wrongly."""

    code = "KG001"
    exit_code = 2
    title = "wrong use of the command"
    explanation = (
        "An argument or option is missing, unknown or in the wrong form. The command's --help lists what it takes."
    )


class ConfigError(UsageError):
    """kg.toml cannot be used."""

    code = "KG010"
    title = "kg.toml cannot be used"
    explanation = (
        "The settings file is not valid TOML, or names a setting that kg does not know or a value of the wrong type. "
        "`kg init` writes a commented file to start from."
    )


class UnknownFormatError(UsageError):
    """No such output format."""

    code = "KG011"
    title = "unknown format"
    explanation = (
        "Neither --format nor the ending of the output file names a format that this command writes. "
        "The message lists those it does."
    )


class UnknownNameError(UsageError):
    """No such query, actor, article or error code."""

    code = "KG012"
    title = "unknown name"
    explanation = (
        "A saved query, actor, article, claim or error code of that name is not known here. The message suggests close "
        "names. `kg query` lists the saved queries; `kg stats` tells what is in the store."
    )


class ParameterError(UsageError):
    """A query parameter is missing or has the wrong type."""

    code = "KG013"
    title = "query parameter missing or of the wrong type"
    explanation = (
        "A saved query takes parameters as options. Those whose variable begins with one underscore are required; "
        "the end of the variable's name tells the type (_iri, _datetime, _integer, _decimal …). "
        "`kg query NAME --help` lists them."
    )


class MissingExtraError(UsageError):
    """A feature needs something that is not installed."""

    code = "KG014"
    title = "something that this feature needs is not installed"
    explanation = (
        "Some features need more than the basic installation: a Java runtime for the HermiT reasoner, another spaCy "
        "pipeline for --model. The message names the command that installs it."
    )


class InputError(KgError):
    """The input cannot be read."""

    code = "KG002"
    exit_code = 3
    title = "bad input"
    explanation = "The input could not be read or understood. Nothing that was stored before has changed."


class PathError(InputError):
    """No such file, or not readable."""

    code = "KG020"
    title = "file not found or not readable"
    explanation = "The path does not exist, is not a file or folder, or may not be read by this user."


class EncodingError(InputError):
    """The bytes are not text in a known encoding."""

    code = "KG021"
    title = "not text in a known encoding"
    explanation = (
        "The file is not UTF-8, and its encoding could not be told with confidence, or it is not text at all. "
        "kg refuses rather than guesses, because a wrong guess puts wrong words into people's mouths. "
        "Convert the file to UTF-8 first: iconv -f ENCODING -t UTF-8."
    )


class ArticleFormatError(InputError):
    """A file does not hold what its ending says."""

    code = "KG022"
    title = "the file does not hold what its ending says"
    explanation = (
        "A .json file must hold one article object or a list of them, a .jsonl file one object a line; each "
        "object needs "
        "a string `text` and may have `id`, `title`, `published`, `publisher`, `url`, `language`."
    )


class EmptyArticleError(InputError):
    """There is no text to read."""

    code = "KG023"
    title = "no text"
    explanation = "The file is empty, holds only white space, or is a page without an article in it."


class LanguageError(InputError):
    """The text is not English."""

    code = "KG024"
    title = "not English"
    explanation = (
        "The rules read English. On another language they would produce nonsense that looks like claims, "
        "so the text is refused. `kg build --force` reads it all the same."
    )


class RdfSyntaxError(InputError):
    """An RDF file does not parse."""

    code = "KG025"
    title = "an RDF file does not parse"
    explanation = "The file is not well-formed in the format that its ending names. The message shows line and column."


class SparqlSyntaxError(InputError):
    """A SPARQL query does not parse."""

    code = "KG026"
    title = "a SPARQL query does not parse"
    explanation = (
        "The query is not SPARQL 1.1; the caret stands where the parser gave up, which is often just after "
        "the mistake. "
        "The prefixes kg, act, plover, val, wd, rdfs, skos, prov, oa, sem, schema and xsd are known without "
        "declaration."
    )


class QueryHeaderError(InputError):
    """The header of a saved query is malformed."""

    code = "KG027"
    title = "the header of a saved query is malformed"
    explanation = (
        "A saved query opens with lines that begin with `#+` and together form a YAML mapping with `summary`, and "
        "optionally `description`, `tags`, `defaults` and `enumerate`."
    )


class DateError(InputError):
    """A date cannot be understood."""

    code = "KG028"
    title = "a date cannot be understood"
    explanation = "Dates are written 2025-10-28 or 2025-10-28T09:30:00Z. A time without a zone is taken as UTC."


class DecisionsError(InputError):
    """The file of decisions on links cannot be used."""

    code = "KG029"
    title = "the file of decisions on links cannot be used"
    explanation = (
        "Decisions on links to Wikidata are kept in a table, links.sssom.tsv, that people may edit. Each row names an "
        "actor or place (subject_label) and an item (object_id, such as wd:Q843, or sssom:NoTermFound); Not as "
        "predicate_modifier says that it is another. The message names the line that cannot be understood, or "
        "contradicts another. Where somebody else has changed the file since it was read, it is left as it is."
    )


class StoreError(KgError):
    """The store cannot be used."""

    code = "KG003"
    exit_code = 3
    title = "the store cannot be used"
    explanation = "The store could not be opened, read or written."


class StoreMissingError(StoreError):
    """There is no store here yet."""

    code = "KG030"
    title = "no store here yet"
    explanation = (
        "No article has been built into this folder. `kg build ARTICLE` makes the store; --store names another."
    )


class StoreLockedError(StoreError):
    """Another process writes to the store."""

    code = "KG031"
    title = "the store is in use"
    explanation = (
        "One process at a time may write to a store. Wait for the other to end, or build into another folder "
        "with --store."
    )


class StoreCorruptError(StoreError):
    """The store's files are damaged."""

    code = "KG032"
    title = "the store's files are damaged"
    explanation = (
        "The store cannot be opened. It can be made anew from the articles: remove the folder and run kg build."
    )


class EndpointError(StoreError):
    """A remote store does not answer as it should."""

    code = "KG034"
    title = "a remote store does not answer as it should"
    explanation = (
        "The server that --endpoint, KG_ENDPOINT or kg.toml names cannot be reached, does not let us in, is no SPARQL "
        "endpoint, or did not store what it was given. User and password are taken from KG_ENDPOINT_USER and "
        "KG_ENDPOINT_PASSWORD, a token from KG_ENDPOINT_TOKEN, or all from your netrc file; they stand in no message. "
        "Where a server takes updates and graphs elsewhere than usual, KG_ENDPOINT_UPDATE and KG_ENDPOINT_GRAPHS say "
        "where."
    )


class ShardError(StoreError):
    """Shards cannot be written or loaded."""

    code = "KG035"
    title = "shards cannot be written or loaded"
    explanation = (
        "`kg build --shards` writes compressed N-Quads with a manifest that names each file and its SHA-256. `kg load` "
        "takes nothing else: a file that is missing, was changed or cut short, was made with another version of the "
        "ontology or another base IRI, or holds other graphs than those of articles, is refused. What was loaded "
        "before stays; a shard is loaded whole or not at all. Building again into the same folder makes only what is "
        "missing. Other RDF is checked with `kg validate FILE`, and queried where it is."
    )


class FindingsError(KgError):
    """It ran, and found something."""

    code = "KG004"
    exit_code = 1
    title = "findings"
    explanation = "The command ran to its end and found something that should be looked at."


class InvalidGraphError(FindingsError):
    """The graph breaks a SHACL shape."""

    code = "KG040"
    title = "the graph breaks a shape"
    explanation = (
        "A SHACL shape is violated. An article whose graph is invalid is not stored. Each finding names the shape, "
        "the node, and the sentence of the article that it comes from."
    )


class InconsistentError(FindingsError):
    """The graph contradicts the ontology."""

    code = "KG041"
    title = "the graph contradicts the ontology"
    explanation = "A reasoner derived a contradiction. The message names the axioms and nodes that clash."


class ExtractorError(KgError):
    """An extractor of another package failed, or gave what cannot be used."""

    code = "KG045"
    exit_code = 3
    title = "an installed extractor failed"
    explanation = (
        "Articles can be read by an extractor that another package registers (--extractor, or extractor in kg.toml). "
        "This one could not be loaded, stopped with an error, or gave a result that refers to what is not there. The "
        "article is not stored; the others go on. `--extractor news-kg` reads with the one that is built in."
    )


class LinkIndexError(KgError):
    """An index of Wikidata items cannot be built or used."""

    code = "KG046"
    exit_code = 3
    title = "an index of Wikidata items cannot be built or used"
    explanation = (
        "Names that the curated pack does not know are looked up in an index that `kg link index build` makes of a "
        "dump of Wikidata's. Either the dump cannot be read (it is none, or the download was cut short: what was read "
        "of it is kept, and the same command goes on from there), or the file named by --index, KG_INDEX or kg.toml is "
        "missing, no index, or made by a later version of kg. `kg link index info FILE` tells what an index holds."
    )


class WorkerDiedError(KgError):
    """A process that read articles was killed."""

    code = "KG048"
    exit_code = 3
    title = "a process that read articles was killed"
    explanation = (
        "With --workers, articles are read in several processes. One of them ended while it read the article that is "
        "named, most often because the system ran out of memory and killed it. The article is not stored; the others "
        "go on in a new process. Try with fewer workers, or read that article by itself."
    )


class ClusterError(KgError):
    """A cluster cannot be used."""

    code = "KG049"
    exit_code = 3
    title = "a cluster cannot be used"
    explanation = (
        "`kg build --on ADDRESS` gives articles to the workers of a Dask cluster. Its scheduler cannot be reached, it "
        "has no workers, it ended in the middle, or a worker has another version of kg, of the model or of the file of "
        "decisions, which would read articles otherwise. What was finished lies in the folder of shards: the same "
        "command goes on from there."
    )


class QueryFailedError(KgError):
    """A query ran and failed."""

    code = "KG050"
    exit_code = 3
    title = "a query failed"
    explanation = (
        "The query is well-formed, and the engine could not evaluate it. The message gives the engine's reason."
    )


class QueryTimeoutError(KgError):
    """A query took longer than it may."""

    code = "KG051"
    exit_code = 3
    title = "a query took too long"
    explanation = "The query was stopped at the limit that --timeout sets. Make it more selective, or raise the limit."


class ServiceError(KgError):
    """A live service gave no answer that can be used."""

    code = "KG005"
    exit_code = 3
    title = "a live service gave no usable answer"
    explanation = (
        "With --online, names that nothing at hand knows are looked up at Wikidata or another service. Whatever goes "
        "wrong there, kg goes on without it, and nothing of a failed answer is kept."
    )


class OfflineError(ServiceError):
    """A live service cannot be reached."""

    code = "KG060"
    title = "a live service cannot be reached"
    explanation = (
        "The address could not be found, or nothing answers there: there is no network, a firewall or proxy stands "
        "between, or the address is wrong. The service is not asked again in this run; answers that are kept on disk "
        "are still used. Everything else works without a network: leave out --online."
    )


class ServiceRefusedError(ServiceError):
    """A live service refuses, or has no time."""

    code = "KG061"
    title = "a live service refuses, or has no time"
    explanation = (
        "The service asks for a pause that is longer than kg waits, is still busy after several attempts, or does not "
        "let this program in. A pause that was asked for is remembered, and the service is left alone until it is "
        "over: services ban who does not. Wikidata lets in programs that say how their user can be reached: set a "
        "contact, such as an e-mail address."
    )


class ServiceAnswerError(ServiceError):
    """A live service answered what cannot be understood."""

    code = "KG062"
    title = "a live service answered what cannot be understood"
    explanation = (
        "The answer is not of the form that the service documents: an error message, a web page in place of JSON (as "
        "the log-in pages of hotels and companies send), or an answer that was cut short. Check the address that is "
        "set for the service, or open it in a browser."
    )


class ServiceTimeoutError(ServiceError):
    """A live service took too long."""

    code = "KG063"
    title = "a live service took too long"
    explanation = (
        "Either the service did not answer in time, or it gave up by itself: Wikidata's query service stops a query "
        "after 60 seconds. Ask for less at once (a smaller class, one country), or later."
    )


class AnswerTooLargeError(ServiceError):
    """A live service answered more than may be read."""

    code = "KG064"
    title = "a live service answered more than may be read"
    explanation = (
        "The answer was longer than kg reads from a service at once, and was not read to its end. Ask for less at once."
    )


class RequestError(KgError):
    """A request to ``kg serve`` cannot be answered as it is put."""

    code = "KG070"
    exit_code = 2
    title = "a request cannot be answered as it is put"
    explanation = (
        "The server that `kg serve` starts answers requests as SPARQL 1.1 Protocol, the Graph Store HTTP Protocol, the "
        "Reconciliation Service API and its own API describe them. This one lacks something, has something twice, is "
        "too large or too slow, asks for a format that is not written here, or may not be made without the token, or "
        "the server has no time for it. The message says which."
    )

    def __init__(self, message: str, *, status: int = 400, remedy: str | None = None) -> None:
        super().__init__(message, remedy=remedy)
        self.status = status
        """The HTTP status (RFC 9110)."""


class InternalError(KgError):
    """A mistake in kg itself."""

    code = "KG900"
    exit_code = 4
    title = "a mistake in kg itself"
    explanation = (
        "Something happened that should not. Nothing half-written was stored. Run the command again with --debug and "
        "report what it prints, with the article if you may share it."
    )


def all_errors() -> Iterator[type[KgError]]:
    """Every error class below KgError, in the order of the picture above."""
    stack: list[type[KgError]] = list(reversed(KgError.__subclasses__()))
    while stack:
        error = stack.pop()
        yield error
        stack.extend(reversed(error.__subclasses__()))
