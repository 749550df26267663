"""The endpoints: what is done for each request."""

import asyncio
from collections.abc import Generator, Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from starlette.background import BackgroundTask
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response

from glossary.term import Language
from translate.formats import Options, Target, find_format
from translate.formats.registry import find_kind
from translate.job import Found
from translate.language import other_language
from translate.pipeline import Translator
from translate.service import AGAIN, ClosedError, Service
from ui.api.alternatives import find_alternatives
from ui.api.answers import Made, list_detections, list_endings, list_languages, make_answer, make_settings
from ui.api.detection import Detection, detect
from ui.api.errors import ApiError, InvalidError, MissingError, SlowDownError
from ui.api.files import Files, make_name
from ui.api.keys import Keys
from ui.api.limits import Limits
from ui.api.papers import Paper, Set, place_all, read_fragment, write_fragment
from ui.api.requests import Values, Wanted, parse_pair, parse_wanted, read_values, repair
from ui.api.waiting import wait_for

UNKNOWN_WAIT = 30
"""Seconds after which a document may be sent again where others are worked on; how large they are nobody knows."""


class Endpoints:
    """Answers requests with what a service translates."""

    def __init__(self, service: Service, limits: Limits, keys: Keys, files: Files) -> None:
        """Share them with all requests."""
        self.service, self.limits, self.keys, self.files = service, limits, keys, files
        self._documents = 0

    async def translate(self, request: Request) -> Response:
        """Translate a text, or a list of them."""
        values, client = await self._admit(request)
        wanted = parse_wanted(values, self.limits)
        source = wanted.source or other_language(wanted.target)
        papers: list[Paper] = []
        texts = wanted.texts
        if wanted.format == "html":
            papers = await asyncio.to_thread(read_fragments, wanted, source)
            texts = tuple("\n".join(paper.texts) for paper in papers)
        detected = await asyncio.to_thread(detect_all, texts) if wanted.source is None else []
        chosen = choose(wanted, source, detected)
        made = [Made(text) for text in wanted.texts]
        if papers:
            found = await self._translate_papers([papers[i] for i in chosen], client, request, source)
        else:
            found = await self._translate_texts([texts[i] for i in chosen], client, request, wanted, source)
        for i, one in zip(chosen, found, strict=True):
            made[i] = one
        return JSONResponse(make_answer(wanted, made, detected))

    async def _translate_texts(
        self, texts: Sequence[str], client: str, request: Request, wanted: Wanted, source: Language
    ) -> list[Made]:
        """Translate texts that have nothing to do with each other; n in, n out."""

        def finish(found: Found, translator: Translator) -> Generator[None, None, list[Made]]:
            others: list[list[str]] = [[] for _ in found]
            if wanted.alternatives:
                others = yield from find_alternatives(found, translator, wanted.alternatives)
            return [Made(one.text, (one,), rest) for (one,), rest in zip(found, others, strict=True)]

        documents = [[text] for text in texts]
        if wanted.alternatives:
            return await wait_for(self.service.submit_for(client, documents, source, wanted.target, finish), request)
        found = await wait_for(self.service.submit(client, documents, source, wanted.target), request)
        return [Made(one.text, (one,)) for (one,) in found]

    async def _translate_papers(
        self, papers: Sequence[Paper], client: str, request: Request, source: Language
    ) -> list[Made]:
        """Translate fragments of HTML; n in, n out."""
        sets = await self._place(papers, client, request, source)
        texts = await asyncio.to_thread(
            lambda: [write_fragment(paper, one.targets) for paper, one in zip(papers, sets, strict=True)]
        )
        return [Made(text, one.translations) for text, one in zip(texts, sets, strict=True)]

    async def _place(self, papers: Sequence[Paper], client: str, request: Request, source: Language) -> list[Set]:
        """Translate what has been read, and put its formatting where it belongs."""

        def finish(found: Found, translator: Translator) -> Generator[None, None, list[Set]]:
            return place_all(papers, found, translator)

        documents = [paper.texts for paper in papers]
        if not any(documents):
            return [Set([], []) for _ in papers]
        return await wait_for(
            self.service.submit_for(client, documents, source, other_language(source), finish), request
        )

    async def translate_file(self, request: Request) -> Response:
        """Translate a document; the answer says where its translation can be fetched."""
        values, client = await self._admit(request)
        upload = values.get("file")
        if not isinstance(upload, UploadFile):
            raise MissingError("file")
        try:
            source, target = parse_pair(values)
            name = self._check_upload(upload)
            if self._documents >= self.limits.documents:
                raise SlowDownError(f"{self._documents} documents are worked on, and no more may", UNKNOWN_WAIT)
            self._documents += 1
            try:
                found = await self._translate_upload(upload, name, client, request, (source, target))
            finally:
                self._documents -= 1
        finally:
            await upload.close()
        return JSONResponse({"translatedFileUrl": str(request.url_for("download_file", name=quote(found)))})

    def _check_upload(self, upload: UploadFile) -> str:
        """Return the name of a document; InvalidError where it cannot be translated."""
        name = repair(upload.filename or "")
        if not name or not upload.size:
            raise InvalidError("Invalid request: empty file")
        if PurePath(name).suffix.lower() not in list_endings():
            raise InvalidError("Invalid request: file format not supported")
        if upload.size > self.limits.file:
            message = f"Invalid request: file ({upload.size} bytes) exceeds the limit ({self.limits.file} bytes)"
            raise InvalidError(message)
        return name

    async def _translate_upload(
        self,
        upload: UploadFile,
        name: str,
        client: str,
        request: Request,
        pair: tuple[Language | None, Language],
    ) -> str:
        """Translate a document, and keep it; returns the name that it is fetched by."""
        target = pair[1]
        source = pair[0] or other_language(target)
        kind = find_format(PurePath(name), find_kind(PurePath(name)))
        paper = await asyncio.to_thread(Paper, upload.file, kind, Options(source=source, target=target))
        if pair[0] is None:
            (found,) = await asyncio.to_thread(detect_all, ["\n".join(paper.texts)])
            source = target if found.language == target else source
            if found.language not in (source, target) and found.confidence:
                raise InvalidError(f"{found.language} is not supported")
        if source == target:
            targets = [Target(block.text, block.marks) for part in paper.parts for block in part.blocks]
        else:
            ((_, targets),) = await self._place([paper], client, request, source)
        path = self.files.make_path(PurePath(name).suffix.lower())

        def write() -> None:
            with path.open("xb") as out:
                paper.write(targets, out)

        await asyncio.to_thread(write)
        return self.files.keep(path, make_name(name, target))

    async def download_file(self, request: Request) -> Response:
        """Give a translated document away, and forget it."""
        name, taken = request.path_params["name"], request.method == "GET"
        kept = self.files.take(name) if taken else self.files.find(name)
        if kept is None:
            raise ApiError(404, "File not found: it has been fetched before, or waited too long")
        done = BackgroundTask(kept.path.unlink, missing_ok=True) if taken else None
        headers = {"X-Content-Type-Options": "nosniff"}
        return FileResponse(kept.path, filename=kept.shown, headers=headers, background=done)

    async def detect(self, request: Request) -> Response:
        """Tell which language a text is in."""
        values, _ = await self._admit(request)
        text = values.get("q")
        if not text:
            raise MissingError("q")
        texts = text if isinstance(text, list) else [text]
        joined = repair("\n".join(str(one) for one in texts))
        return JSONResponse(list_detections(await asyncio.to_thread(detect, joined)))

    async def list_languages(self, request: Request) -> Response:
        """Tell what is translated into what."""
        return JSONResponse(list_languages())

    async def tell_settings(self, request: Request) -> Response:
        """Tell a form what it may send."""
        return JSONResponse(make_settings(self.limits, keys=len(self.keys) > 0))

    async def tell_health(self, request: Request) -> Response:
        """Tell whether work is taken."""
        if self.service.closing:
            raise ClosedError("the server ends and takes nothing new", AGAIN)
        return JSONResponse({"status": "ok"})

    async def _admit(self, request: Request) -> tuple[Values, str]:
        """Return the parameters of a request, and who is to have a turn for it: a key's owner, else an address."""
        values: dict[str, Any] = dict(await read_values(request, self.limits))
        owner = self.keys.check(str(values.get("api_key") or ""))
        return values, owner or (request.client.host if request.client else "")


def read_fragments(wanted: Wanted, source: Language) -> list[Paper]:
    """Read fragments of HTML; n in, n out."""
    return [read_fragment(text, source, wanted.target) for text in wanted.texts]


def detect_all(texts: Sequence[str]) -> list[Detection]:
    """Return the likeliest language of each text."""
    return [detect(text)[0] for text in texts]


def choose(wanted: Wanted, source: Language, detected: Sequence[Detection]) -> list[int]:
    """Return which texts are to be translated: those in the source language, and not what is in the target already.

    InvalidError where all of them are in a language that is not translated.
    """
    if wanted.source is not None:
        return [] if source == wanted.target else list(range(len(wanted.texts)))
    chosen = [i for i, one in enumerate(detected) if one.language == source and one.confidence]
    others = [one.language for one in detected if one.language not in (source, wanted.target)]
    if others and not chosen and len(others) == len(detected):
        raise InvalidError(f"{others[0]} is not supported")
    return chosen
