"""What a client asks for: the body of a request, read within limits, and the parameters of LibreTranslate in it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.types import Message

from glossary.term import Language
from translate.errors import LanguageError
from translate.language import parse_language
from ui.api.errors import InvalidError, MissingError
from ui.api.limits import Limits

Values = Mapping[str, Any]
TextFormat = Literal["text", "html"]

FIELDS = 20
"""Fields of a form beside its texts."""
DRAINED = 5
"""How many times what may be read is read on and dropped: a client that is still sending would not see the answer."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A request for translations; `listed` says whether they were asked for as a list. No `source` is *find it out*.

    With `terms` it is told which titles were found, and what is wrong with the translations.
    """

    texts: tuple[str, ...]
    listed: bool
    source: Language | None
    target: Language
    format: TextFormat = "text"
    alternatives: int = 0
    terms: bool = False


async def read_values(request: Request, limits: Limits) -> Values:
    """Return the parameters of a request: of its address and its form, or of the object of JSON that it has.

    InvalidError where it is too large or no such object.
    """
    request = limit_body(request, limits.body)
    kind = request.headers.get("content-type", "")
    many = limits.batch + FIELDS
    pairs: list[tuple[str, Any]] = list(request.query_params.multi_items())
    if kind.startswith("multipart/form-data"):
        form = await request.form(max_files=1, max_fields=many, max_part_size=limits.body)
        pairs += form.multi_items()
    elif "json" in kind or (body := await request.body()).lstrip().startswith(b"{"):
        return dict(pairs) | parse_json(await request.body())
    else:
        pairs += parse_form(body, many)
    values = dict(pairs)
    texts = [value for name, value in pairs if name == "q"]
    return values | {"q": texts} if len(texts) > 1 else values


def parse_json(body: bytes) -> dict[str, Any]:
    """Return an object of JSON; InvalidError where it is none."""
    try:
        values = json.loads(body)
    except (ValueError, RecursionError):
        values = None
    if not isinstance(values, dict):
        raise InvalidError("Invalid JSON format")
    return values


def parse_form(body: bytes, most: int) -> list[tuple[str, str]]:
    """Return the fields of a form; letters that are not escaped, as curl sends them, are UTF-8."""
    try:
        text = body.decode("utf-8", "replace")
        return parse_qsl(text, keep_blank_values=True, errors="replace", max_num_fields=most)
    except ValueError:
        raise InvalidError(f"Invalid request: the form has more than {most} fields") from None


def limit_body(request: Request, most: int) -> Request:
    """Return a request whose body may have so many bytes; reading more is an InvalidError."""
    seen = 0

    async def receive() -> Message:
        nonlocal seen
        message = await request.receive()
        seen += len(message.get("body", b""))
        if seen <= most:
            return message
        while message.get("more_body") and seen <= DRAINED * most:
            message = await request.receive()
            seen += len(message.get("body", b""))
        raise InvalidError(f"Invalid request: request ({seen} bytes) exceeds the limit ({most} bytes)")

    return Request(request.scope, receive)


def parse_wanted(values: Values, limits: Limits) -> Wanted:
    """Return what is asked for; InvalidError where a parameter is missing, wrong or too large."""
    given = values.get("q")
    if not given:
        raise MissingError("q")
    texts = given if isinstance(given, list) else [given]
    if not all(isinstance(text, str) for text in texts):
        raise InvalidError("Invalid request: q parameter is neither a text nor a list of texts")
    source, target = parse_pair(values)
    if len(texts) > limits.batch:
        raise InvalidError(f"Invalid request: request ({len(texts)}) exceeds text limit ({limits.batch})")
    longest = max(map(len, texts))
    if longest > limits.characters:
        raise InvalidError(f"Invalid request: request ({longest}) exceeds text limit ({limits.characters})")
    kind = values.get("format") or "text"
    if kind not in ("text", "html"):
        raise InvalidError(f"{kind} format is not supported")
    return Wanted(
        tuple(map(repair, texts)),
        isinstance(given, list),
        source,
        target,
        "html" if kind == "html" else "text",
        parse_alternatives(values.get("alternatives"), limits),
        values.get("terms") is True or str(values.get("terms")).lower() in ("true", "1"),
    )


def parse_pair(values: Values) -> tuple[Language | None, Language]:
    """Return the languages; None is a source that is to be found out."""
    found: list[Language | None] = []
    for name in ("source", "target"):
        code = values.get(name)
        if not code:
            raise MissingError(name)
        found.append(None if name == "source" and code == "auto" else parse_code(code))
    source, target = found
    assert target is not None
    return source, target


def parse_code(code: object) -> Language:
    """Return the language of a code; that of a region (`en-GB`, `kk_KZ`) is that of its language.

    >>> parse_code("EN-us"), parse_code("kk")
    ('en', 'kk')
    """
    if isinstance(code, str):
        for name in (code, code.replace("_", "-").partition("-")[0]):
            try:
                return parse_language(name)
            except LanguageError:
                continue
    raise InvalidError(f"{code} is not supported")


def parse_alternatives(given: object, limits: Limits) -> int:
    """Return how many alternatives are wanted."""
    try:
        many = max(0, int(str(given or 0)))
    except ValueError:
        raise InvalidError("Invalid request: alternatives parameter is not a number") from None
    if many > limits.alternatives:
        raise InvalidError(f"Invalid request: alternatives parameter must be <= {limits.alternatives}")
    return many


def repair(text: str) -> str:
    r"""Return a text without halves of characters, which JSON can name and UTF-8 cannot write.

    >>> repair("Ол \ud83d келді") == "Ол \ufffd келді"
    True
    """
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
