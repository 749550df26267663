"""API keys: who may ask, and how often."""

import hashlib
import math
import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import click

from ui.api.errors import ApiError, SlowDownError

MINUTE = 60.0
"""Seconds."""


@dataclass(slots=True, eq=False)
class Key:
    """Who has a key, and how many requests a minute it is good for; 0 is any number."""

    name: str
    a_minute: int = 0
    asked: deque[float] = field(default_factory=deque)
    """When it was used in the last minute, in seconds."""


class Keys:
    """The keys of a server. Where there are none, everybody may ask.

    Only digests of keys are held, so that no time tells how much of a wrong one is right.
    """

    def __init__(self, keys: Mapping[str, Key] | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        """Take the keys with their owners; `clock` tells seconds."""
        self._keys = {digest(key): owner for key, owner in (keys or {}).items()}
        self._clock = clock

    def __len__(self) -> int:
        """Return how many keys there are."""
        return len(self._keys)

    def check(self, key: str) -> str:
        """Return the name of a key's owner, "" where none is needed; ApiError where the key is no good now."""
        if not self._keys:
            return ""
        if not key:
            raise ApiError(400, "Please contact the server operator to get an API key")
        owner = self._keys.get(digest(key))
        if owner is None:
            raise ApiError(403, "Invalid API key")
        self._count(owner)
        return owner.name

    def _count(self, owner: Key) -> None:
        if not owner.a_minute:
            return
        now = self._clock()
        while owner.asked and now - owner.asked[0] >= MINUTE:
            owner.asked.popleft()
        if len(owner.asked) >= owner.a_minute:
            seconds = math.ceil(owner.asked[0] + MINUTE - now)
            raise SlowDownError(f"{owner.a_minute} per 1 minute", max(1, seconds))
        owner.asked.append(now)


def digest(key: str) -> bytes:
    """Return what a key is known by."""
    return hashlib.sha256(key.encode("utf-8", "replace")).digest()


def read_keys(path: Path) -> Keys:
    """Read a file of keys: one a line, then a name and the requests a minute, where these are wanted.

    Empty lines and those that begin with `#` say nothing. UsageError with every bad line; no key is in it.
    """
    keys: dict[str, Key] = {}
    problems: list[str] = []
    for number, line in enumerate(path.read_text("utf-8-sig").splitlines(), 1):
        columns = line.split()
        if not columns or columns[0].startswith("#"):
            continue
        a_minute = int(columns.pop()) if len(columns) > 1 and columns[-1].isdecimal() else 0
        if len(columns) > 2:
            problems.append(f"line {number}: a key, a name and a number are expected, and no more")
        elif columns[0] in keys:
            problems.append(f"line {number}: this key is there already")
        else:
            keys[columns[0]] = Key(columns[1] if len(columns) > 1 else f"key of line {number}", a_minute)
    if not keys and not problems:
        problems.append("there is no key in it; without --api-key-file everybody may ask")
    if problems:
        raise click.UsageError("\n".join(f"{path}: {problem}" for problem in problems))
    return Keys(keys)
