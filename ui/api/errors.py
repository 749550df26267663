"""Errors as LibreTranslate tells them: a status, and `{"error": …}` in its own words."""

import functools
import logging
from collections.abc import Awaitable, Callable

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from translate.errors import FormatError, TranslationError
from translate.job import LateError
from translate.service import ClosedError, RefusedError

Endpoint = Callable[[Request], Awaitable[Response]]

logger = logging.getLogger(__name__)


class ApiError(Exception):
    """A request that is not answered. `status` is that of HTTP; `seconds` after which it may be tried again, or 0."""

    def __init__(self, status: int, message: str, seconds: int = 0) -> None:
        """Keep the status beside the message."""
        super().__init__(message)
        self.status, self.message, self.seconds = status, message, seconds


class InvalidError(ApiError):
    """A request that is wrong in itself."""

    def __init__(self, message: str) -> None:
        """Say what is wrong with it."""
        super().__init__(400, message)


class MissingError(InvalidError):
    """A request without something that it needs."""

    def __init__(self, name: str) -> None:
        """Say what is missing."""
        super().__init__(f"Invalid request: missing {name} parameter")


class SlowDownError(ApiError):
    """A client that asks for too much at once."""

    def __init__(self, message: str, seconds: int) -> None:
        """Say what is too much, and when to come again."""
        super().__init__(429, f"Slowdown: {message}", seconds)


def make_error(error: Exception) -> ApiError:
    """Return what a client is told of an error. What it does not know of is no business of a client's."""
    if isinstance(error, ApiError):
        return error
    if isinstance(error, ClosedError):
        return ApiError(503, str(error), error.seconds)
    if isinstance(error, RefusedError):
        return SlowDownError(str(error), error.seconds)
    if isinstance(error, LateError):
        return ApiError(504, f"Translation took too long: {error}; send less text at once")
    if isinstance(error, FormatError):
        return InvalidError(f"Invalid request: the file {error.problem}")
    if isinstance(error, TranslationError):
        return ApiError(500, f"Cannot translate text: {error}")
    logger.debug("a request failed", exc_info=error)
    return ApiError(500, f"Cannot translate text: Audarma failed on it ({type(error).__name__}); please report this")


def make_response(error: ApiError) -> Response:
    """Return the answer that tells an error."""
    headers = {"Retry-After": str(error.seconds)} if error.seconds else None
    message = error.message.encode("utf-8", "replace").decode()  # it may quote half a character
    return JSONResponse({"error": message}, error.status, headers)


def guarded(endpoint: Endpoint) -> Endpoint:
    """Return an endpoint that answers with an error where it would raise one."""

    @functools.wraps(endpoint)
    async def guard(request: Request) -> Response:
        try:
            return await endpoint(request)
        except HTTPException as error:
            return make_response(ApiError(error.status_code, error.detail))
        except Exception as error:
            return make_response(make_error(error))

    return guard


async def tell_http_error(request: Request, error: Exception) -> Response:
    """Answer where there is no such page, or not with this method."""
    assert isinstance(error, HTTPException)
    return make_response(ApiError(error.status_code, error.detail))
