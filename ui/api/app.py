"""The application: which address is answered by what. It can be mounted into another one."""

from collections.abc import Sequence

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.routing import Route

from translate.service import Service
from ui.api.endpoints import Endpoints
from ui.api.errors import guarded, tell_http_error
from ui.api.files import Files
from ui.api.keys import Keys
from ui.api.limits import Limits


def make_app(
    service: Service,
    limits: Limits | None = None,
    keys: Keys | None = None,
    origins: Sequence[str] = (),
    files: Files | None = None,
) -> Starlette:
    """Return an application that answers with what a service translates, which others may use too.

    `origins` are the sites whose pages may ask from a browser (`*` for all). Where `files` are given, who gives them
    closes them; else they go with the process.
    """
    ends = Endpoints(service, limits or Limits(), keys or Keys(), files or Files())
    routes = [
        Route("/translate", guarded(ends.translate), methods=["GET", "POST"]),  # GET as the plug-in of OmegaT asks
        Route("/translate_file", guarded(ends.translate_file), methods=["POST"]),
        Route("/download_file/{name}", guarded(ends.download_file), methods=["GET"], name="download_file"),
        Route("/detect", guarded(ends.detect), methods=["GET", "POST"]),
        Route("/languages", guarded(ends.list_languages), methods=["GET", "POST"]),
        Route("/frontend/settings", guarded(ends.tell_settings), methods=["GET"]),
        Route("/health", guarded(ends.tell_health), methods=["GET"]),
    ]
    middleware = []
    if origins:
        allowed = ["Authorization", "Content-Type"]
        cors = Middleware(
            CORSMiddleware, allow_origins=list(origins), allow_methods=["GET", "POST"], allow_headers=allowed
        )
        middleware.append(cors)
    return Starlette(routes=routes, middleware=middleware, exception_handlers={HTTPException: tell_http_error})
