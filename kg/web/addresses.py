"""The addresses of pages, resources and sessions."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from importlib.resources import files
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from kg.errors import QueryTimeoutError, RequestError
from kg.web.errors import status_of
from kg.web.front import ask, fields_of, is_signed_in, parameters_of, serving_of
from kg.web.guard import COOKIE
from kg.web.pages import ask as asking
from kg.web.pages import lists, overviews
from kg.web.pages.review import decided, finding_decided, review_page
from kg.web.resources import resource
from kg.web.saved import spreadsheet
from kg.web.serving import Serving
from kg.web.templating import page

__all__ = ["asked_of", "page_routes"]

_STATIC = {
    "kg.css": "text/css; charset=utf-8",
    "kg.js": "text/javascript; charset=utf-8",
    "editor.js": "text/javascript; charset=utf-8",
    "kg.svg": "image/svg+xml",
}


def page_routes(serving: Serving) -> list[BaseRoute]:
    """Routes to what people read. The path of the resources' own IRIs leads to them too."""
    routes: list[BaseRoute] = [
        Route("/", _home),
        Route("/articles", _articles),
        Route("/disputes", _disputes),
        Route("/search", _search),
        Route("/timeline", _timeline),
        Route("/network", _network),
        Route("/ask", _ask),
        Route("/ask/sparql", _editor),
        Route("/ask/sparql.csv", _editor_table),
        Route("/ask/{name}.csv", _question_table),
        Route("/ask/{name}", _question),
        Route("/id/{name:path}", _resource),
        Route("/review", _review, methods=["GET", "POST"]),
        Route("/sign-in", _sign_in, methods=["GET", "POST"]),
        Route("/sign-out", _sign_out, methods=["POST"]),
        Route("/static/{name}", _static),
        Route("/favicon.ico", _icon),
    ]
    if serving.base_path not in ("", "/", "/id/"):
        routes.append(Route(f"{serving.base_path}{{name:path}}", _resource))
    return routes


def asked_of(request: Request) -> Mapping[str, str]:
    """The parameters of the address; of one that is there twice, the last."""
    return dict(parameters_of(request))


async def _home(request: Request) -> Response:
    return await ask(request, lists.home_page)


async def _articles(request: Request) -> Response:
    return await ask(request, lists.articles_page, asked_of(request))


async def _disputes(request: Request) -> Response:
    return await ask(request, lists.disputes_page, asked_of(request))


async def _search(request: Request) -> Response:
    return await ask(request, lists.search_page, asked_of(request))


async def _timeline(request: Request) -> Response:
    return await ask(request, overviews.timeline_page, asked_of(request))


async def _network(request: Request) -> Response:
    return await ask(request, overviews.network_page, asked_of(request))


async def _ask(request: Request) -> Response:
    return await ask(request, asking.ask_page)


async def _question(request: Request) -> Response:
    return await ask(request, asking.question_page, request.path_params["name"], asked_of(request), free_query=True)


async def _question_table(request: Request) -> Response:
    return await ask(request, spreadsheet, request.path_params["name"], asked_of(request), free_query=True)


async def _editor(request: Request) -> Response:
    query = asked_of(request).get("query", "")
    try:
        return await ask(request, asking.editor_page, query, free_query=True)
    except QueryTimeoutError as error:  # told where the query can be changed
        shown = asking.editor_shown(serving_of(request), query, error=error)
        return Response(shown, status_of(error), media_type="text/html")


async def _editor_table(request: Request) -> Response:
    return await ask(request, spreadsheet, "", asked_of(request), free_query=True)


async def _resource(request: Request) -> Response:
    """The name is taken as it came: what is percent-encoded in it is part of it."""
    raw = request.scope.get("raw_path") or request.url.path.encode()
    path = raw.partition(b"?")[0].decode("ascii", "replace")
    serving = serving_of(request)
    below = next((one for one in (serving.resource_path, serving.base_path) if path.startswith(one)), "")
    return await ask(
        request, resource, path[len(below) :], asked_of(request), request.headers.get("accept", "") or "*/*"
    )


async def _review(request: Request) -> Response:
    """For those who have signed in, and where the server may write."""
    serving = serving_of(request)
    if not serving.write:
        raise RequestError(
            "this server only reads", status=403, remedy="Start it with kg serve --write to decide here."
        )
    if not is_signed_in(request):
        raise RequestError(
            "deciding on links needs the token", status=401, remedy="Sign in with the token of this server."
        )
    word = serving.secret("form")
    if request.method == "GET":
        return await ask(request, review_page, word, asked_of(request).get("told", "")[:500])
    fields = dict(await fields_of(request))
    if not _same_site(request) or not hmac.compare_digest(fields.get("word", "").encode(), word.encode()):
        raise RequestError("that form is not of this server", status=403, remedy="Load the page again.")
    choice = fields.get("choice", "")
    if "shape" in fields:
        found = (fields.get("focus", ""), fields["shape"], choice, fields.get("comment", ""))
        return await ask(request, finding_decided, *found, last=True)
    return await ask(request, decided, fields.get("node", ""), choice, last=True)


def _same_site(request: Request) -> bool:
    """Whether a form was sent from a page of this server, as far as the browser says."""
    origin = request.headers.get("origin")
    return origin is None or urlsplit(origin).netloc == request.headers.get("host")


async def _sign_in(request: Request) -> Response:
    serving = serving_of(request)
    if not serving.token:
        raise RequestError("this server has no token, and nobody needs to sign in", status=404)
    wrong = False
    if request.method == "POST":
        shown = dict(await fields_of(request)).get("token", "").strip()
        if hmac.compare_digest(shown.encode(), serving.token.encode()):
            response = RedirectResponse("/review" if serving.write else "/", 303)
            response.set_cookie(COOKIE, serving.secret("session"), httponly=True, samesite="strict", path="/")
            return response
        wrong = True
    shown_page = page("sign_in.html", serving, wrong=wrong, signed_in=is_signed_in(request))
    return Response(shown_page, 403 if wrong else 200, media_type="text/html")


async def _sign_out(request: Request) -> Response:  # noqa: ARG001 - Starlette's signature
    response = RedirectResponse("/", 303)
    response.delete_cookie(COOKIE, path="/")
    return response


async def _static(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in _STATIC:
        raise RequestError("there is nothing at this address", status=404)
    content = files("kg.web").joinpath("static", name).read_bytes()
    return Response(content, headers={"Cache-Control": "max-age=3600"}, media_type=_STATIC[name])


async def _icon(request: Request) -> Response:  # noqa: ARG001 - Starlette's signature
    return RedirectResponse("/static/kg.svg", 301)
