"""Real servers on loopback, as processes of their own: a SPARQL server and a reconciliation server."""

from __future__ import annotations

import json
import socket
import sqlite3
import subprocess
import sys
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from importlib.util import find_spec
from pathlib import Path

import pytest

WIKIDATA = """
@prefix wd: <http://www.wikidata.org/entity/> .
@prefix wdt: <http://www.wikidata.org/prop/direct/> .
@prefix wdata: <http://www.wikidata.org/wiki/Special:EntityData/> .
@prefix wikibase: <http://wikiba.se/ontology#> .
@prefix schema: <http://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .

wd:Q5 rdfs:label "human"@en .
wd:Q6256 rdfs:label "country"@en .
wd:Q3624078 rdfs:label "sovereign state"@en ; wdt:P279 wd:Q6256 .
wd:Q843 rdfs:label "Pakistan"@en , "Pakistan"@de ; skos:altLabel "Islamic Republic of Pakistan"@en , "PAK"@mul ;
    schema:description "country in South Asia"@en ; wdt:P31 wd:Q3624078 , wd:Q6256 ; wdt:P17 wd:Q843 ;
    wikibase:sitelinks 330 .
wd:Q889 rdfs:label "Afghanistan"@en ; wdt:P31 wd:Q3624078 ; wikibase:sitelinks 320 .
wd:Q1362 rdfs:label "Islamabad"@en ; wdt:P31 wd:Q515 ; wdt:P17 wd:Q843 ; wikibase:sitelinks 150 .
wd:Q848613 rdfs:label "Islamabad Capital Territory"@en ; skos:altLabel "Islamabad"@en ; wdt:P17 wd:Q843 .
wdata:Q848613 schema:about wd:Q848613 ; wikibase:sitelinks 45 .
wd:Q6401038 rdfs:label "Khawaja Muhammad Asif"@mul ; skos:altLabel "Khawaja Asif"@en ; wdt:P31 wd:Q5 ;
    wdt:P27 wd:Q843 ; wikibase:sitelinks 12 .
<http://www.wikidata.org/entity/P31> rdfs:label "Islamabad"@en .
"""

ACTORS = [
    ("Q42418", "Taliban", "Islamist movement", "Q17127659"),
    ("Q889", "Afghanistan", "country in Asia", "Q6256"),
    ("Q843", "Pakistan", "country in South Asia", "Q6256"),
    ("Q6401038", "Khawaja Muhammad Asif", "Pakistani politician", "Q5"),
    ("Q900003", "Pakistan Today", "newspaper", "Q11032"),
]


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@contextmanager
def _running(command: Sequence[str], ready: str) -> Iterator[None]:
    """A server, from the line in which it says that it is ready."""
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        assert process.stdout is not None
        said = []
        try:
            for line in process.stdout:
                said.append(line)
                if ready in line:
                    break
            else:
                raise RuntimeError(f"{command[0]} did not start: {''.join(said)}")
            yield
        finally:
            process.kill()


@contextmanager
def sparql_server() -> Iterator[str]:
    """The address of an Oxigraph server with a little of Wikidata, which stops queries after a second."""
    binary = Path(sys.executable).with_name("oxigraph")
    if not binary.is_file():
        pytest.skip("the SPARQL server of the package oxigraph is not installed")
    address = f"127.0.0.1:{_free_port()}"
    with _running([str(binary), "serve", "--bind", address, "--timeout-s", "1"], "Listening"):
        turtle = {"Content-Type": "text/turtle"}
        loading = urllib.request.Request(f"http://{address}/store?default", WIKIDATA.encode(), turtle)
        with urllib.request.urlopen(loading, timeout=10) as response:
            assert response.status == 204
        yield f"http://{address}/query"


@contextmanager
def reconciliation_server(folder: Path) -> Iterator[str]:
    """The address of a reconciliation service over a small table, run by datasette."""
    if find_spec("datasette") is None or find_spec("datasette_reconcile") is None:
        pytest.skip("the packages datasette and datasette-reconcile are not installed")
    with closing(sqlite3.connect(folder / "news.db")) as database:
        database.execute("CREATE TABLE actors (qid TEXT PRIMARY KEY, name TEXT, description TEXT, kind TEXT)")
        database.execute("CREATE TABLE books (qid TEXT PRIMARY KEY, name TEXT)")
        database.executemany("INSERT INTO actors VALUES (?, ?, ?, ?)", ACTORS)
        database.execute("INSERT INTO books VALUES ('Q1', 'A catalogue of its own')")
        database.commit()
    (folder / "metadata.json").write_text(json.dumps(_METADATA), encoding="utf-8")
    port = _free_port()
    command = [sys.executable, "-W", "ignore", "-m", "datasette", "serve", str(folder / "news.db")]
    options = ["--metadata", str(folder / "metadata.json"), "--host", "127.0.0.1", "--port", str(port)]
    with _running([*command, *options], "Uvicorn running"):
        yield f"http://127.0.0.1:{port}/news/actors/-/reconcile"


_METADATA = {
    "databases": {
        "news": {
            "tables": {
                "actors": {
                    "plugins": {
                        "datasette-reconcile": {
                            "id_field": "qid",
                            "name_field": "name",
                            "description_field": "description",
                            "type_field": "kind",
                            "service_name": "Actors in the news",
                            "identifierSpace": "http://www.wikidata.org/entity/",
                            "schemaSpace": "http://www.wikidata.org/prop/direct/",
                        }
                    }
                },
                "books": {
                    "plugins": {
                        "datasette-reconcile": {
                            "id_field": "qid",
                            "name_field": "name",
                            "identifierSpace": "https://library.example/",
                        }
                    }
                },
            }
        }
    }
}
