"""What can go wrong at the hub: what is tried again, and what is said of the rest."""

import errno
import logging
import time
from collections.abc import Callable
from typing import TypeVar

from translate.catalogue import Source
from translate.errors import ModelError

Result = TypeVar("Result")

ATTEMPTS = 5
"""How often a busy server is asked."""
WAIT = 1.0
"""Seconds before it is asked again, twice as many each time."""
KEPT = "what was downloaded is kept, and the same command goes on with it"

_log = logging.getLogger(__name__)


def attempt(call: Callable[[], Result], source: Source) -> Result:
    """Return what a call returns; a server that is busy and a connection that breaks are tried again.

    Raises ModelError for what remains.
    """
    from huggingface_hub.errors import HfHubHTTPError

    failure = HfHubHTTPError.__bases__[0]  # HTTPError of the client, httpx or httpx2 by huggingface_hub's version
    for number in range(ATTEMPTS):
        try:
            return call()
        except (failure, OSError, ValueError) as error:
            if number + 1 == ATTEMPTS or not is_passing(error):
                raise ModelError(source.name, explain(error, source)) from error
            _log.info("attempt %d at %s failed: %s", number + 1, source.repository, error)
            time.sleep(WAIT * 2**number)
    raise AssertionError  # the last attempt returns or raises


def is_passing(error: Exception) -> bool:
    """Tell whether an error of the transfer may be gone in a moment."""
    response = getattr(error, "response", None)
    if response is not None:
        return response.status_code >= 500 or response.status_code in (408, 429)
    return type(error).__name__ in ("ReadError", "RemoteProtocolError", "ReadTimeout", "WriteError")


def explain(error: Exception, source: Source) -> str:
    """Return what went wrong at the hub, and what to do, in one line."""
    from huggingface_hub import errors

    where = source.repository
    known = {
        errors.GatedRepoError: f"{where} is given out on terms: accept them on its page, and set HF_TOKEN",
        errors.RevisionNotFoundError: f"{where} has no revision {source.revision}",
        errors.RepositoryNotFoundError: f"the hub has no model {where} (for a private one set HF_TOKEN)",
        errors.OfflineModeIsEnabled: "HF_HUB_OFFLINE is set: unset it to download",
        errors.HFValidationError: f"{where} cannot be the name of a model on the hub",
        errors.RemoteEntryNotFoundError: f"{where} lacks a file that it lists",
    }
    said = next((text for kind, text in known.items() if isinstance(error, kind)), "")
    response = getattr(error, "response", None)
    if not said and response is not None:
        said = f"the hub answered {response.status_code} for {where}; try again later: {KEPT}"
    return said or explain_system(error, where)


def explain_system(error: Exception, where: str) -> str:
    """Return what went wrong on this machine or on the way to the hub."""
    code = error.errno if isinstance(error, OSError) else None
    if code in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return f"the disk is full; make room: {KEPT}"
    if isinstance(error, OSError) and code and error.filename:
        return f"{error.filename}: {(error.strerror or '').lower()}"
    said = str(error).partition("\n")[0] or type(error).__name__
    if "Consistency check failed" in said:
        return f"a file of {where} came with another size than the hub tells; try again later: {KEPT}"
    return f"the hub cannot be reached ({said}); check the network, HTTPS_PROXY and HF_ENDPOINT: {KEPT}"
