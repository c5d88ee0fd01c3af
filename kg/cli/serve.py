"""``kg serve``: the graph over HTTP."""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli.settings import Settings, common_options, pass_settings

__all__ = ["command"]

_TOKEN_BYTES = 24


@click.command()
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes any free one.")
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    metavar="ADDRESS",
    help="Where to listen. Beyond this machine only with a token, which all who ask must show.",
)
@click.option("--name", multiple=True, metavar="HOST", help="A further name of this server, as behind a proxy.")
@click.option(
    "--token-file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="A file that holds the token.  [default: KG_TOKEN, or for --write one made up for this run]",
)
@click.option("--write", is_flag=True, help="Let those who show the token decide on links, and change graphs.")
@click.option("--allow-origin", multiple=True, metavar="ORIGIN", help="A site whose pages may ask this server (CORS).")
@click.option("--timeout", type=click.FloatRange(min=0.1), default=30.0, show_default=True, help="Seconds a request.")
@click.option("--workers", type=click.IntRange(2, 64), metavar="N", help="Processes that answer.  [default: cores + 1]")
@common_options
@pass_settings
def command(
    settings: Settings,
    port: int,
    host: str,
    name: tuple[str, ...],
    token_file: Path | None,
    write: bool,
    allow_origin: tuple[str, ...],
    timeout: float,
    workers: int | None,
) -> None:
    """Open the graph to browsers and programs.

    Pages to read and search the graph, a SPARQL endpoint at /sparql, graphs at /graphs, an API described at
    /openapi.json, and a reconciliation service at /reconcile. Only this machine can ask, and nothing can be changed,
    unless you say so. A build may go on meanwhile: its articles show as they are stored.

    \b
    kg serve
    kg serve --write --port 8080
    kg serve --endpoint http://localhost:7878
    """
    import os

    from kg.store import open_configured

    try:
        from kg.web import Limits, Serving
        from kg.web.running import WebServer
    except ModuleNotFoundError as error:
        from kg.errors import MissingExtraError

        raise MissingExtraError(
            f"kg serve needs the package {error.name}", remedy="Install it: pip install 'news-kg[serve]'"
        ) from None
    config = settings.config
    with open_configured(config) as store:  # what is wrong with it is said before anything starts
        if config.endpoint:
            store.articles()
    token = _token(token_file, write, settings)
    serving = Serving(
        config,
        host=host,
        port=port,
        token=token,
        write=write,
        names=name,
        origins=tuple(origin.rstrip("/") for origin in allow_origin),
        workers=workers or (os.cpu_count() or 1) + 1,
        limits=Limits(seconds=timeout),
    )
    _check(serving.token_to_read, token, host)
    shown = config.endpoint or config.store
    WebServer(serving).run(lambda address: click.echo(f"Serving {shown} at {address}  (Ctrl-C stops)", err=True))


def _check(needed: bool, token: str, host: str) -> None:
    if needed and not token:
        from kg.errors import UsageError

        raise UsageError(
            f"--host {host} lets other machines ask, and there is no token",
            remedy="Put a long random word into a file and name it with --token-file, or set KG_TOKEN.",
        )


def _token(path: Path | None, write: bool, settings: Settings) -> str:
    """The token that was given, or a new one where nothing can be written without."""
    import os
    import secrets

    if path is not None:
        from kg.errors import PathError, UsageError

        try:
            token = path.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise PathError(f"the token cannot be read from {path}: {error}") from None
        if not token:
            raise UsageError(f"the file {path} holds no token", remedy="Put a long random word into it.")
        return token
    token = os.environ.get("KG_TOKEN", "").strip()
    if not token and write:
        token = secrets.token_urlsafe(_TOKEN_BYTES)
        settings.note(f"To decide on links and to change graphs, show this token: {token}")
    return token
