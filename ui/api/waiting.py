"""Waiting for work without holding up others; who goes away gives it up."""

import asyncio
from typing import Any

from starlette.requests import Request

from translate.job import Job, LateError, Result
from ui.api.errors import ApiError

GRACE = 5.0
"""Seconds for which more is waited than a job may take: it is the service that says when it is over."""


class GoneError(ApiError):
    """The client has gone; nobody reads what is answered."""

    def __init__(self) -> None:
        """Take the status that servers log for it."""
        super().__init__(499, "the client has gone")


async def wait_for(job: Job[Result], request: Request) -> Result:
    """Return the result of a job; GoneError where its client goes before, LateError where it takes too long.

    What of the job has not been begun is dropped then. The body of the request has been read.
    """
    working = asyncio.wrap_future(job.future)
    listening = asyncio.ensure_future(hear_end(request))
    both: set[asyncio.Future[Any]] = {working, listening}
    try:
        await asyncio.wait(both, timeout=job.seconds + GRACE, return_when=asyncio.FIRST_COMPLETED)
        if working.done():
            return working.result()
        if listening.done():
            raise GoneError
        raise LateError(f"it was not done within {job.seconds:g} seconds")
    finally:
        listening.cancel()
        working.cancel()  # and with it the job


async def hear_end(request: Request) -> None:
    """Return when the client has gone."""
    while (await request.receive())["type"] != "http.disconnect":
        pass
