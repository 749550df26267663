"""What visitors take away: a document in its own format, and each translation for people, tools and records."""

import json
import re
import secrets
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

from translate.audit import make_audit
from translate.batch import translate_documents
from translate.formats import Block, Options, Target, find_format
from translate.formats.bilingual import write_bilingual
from translate.outcome import Document, Outcome
from translate.pipeline import Translator
from translate.unit import Translation
from ui.web.turns import Work

KINDS = ("docx", "tmx")
"""What is made beside a translation: both languages side by side for people, and for translation tools."""

_ODD = re.compile(r"[^\w .()+,-]+")


@dataclass(frozen=True, slots=True)
class Download:
    """The files of one translation: itself first, and its audit as values."""

    files: Mapping[str, Path]
    audit: Mapping[str, Any]
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class Advance:
    """How far a document is: segments done, and the share of the file that has been read, in 0…1."""

    segments: int = 0
    share: float = 0.0
    outcome: Outcome | None = field(default=None, repr=False)


def make_folder(within: Path) -> Path:
    """Make a folder of a name that cannot be guessed, which only this user can read."""
    folder = within / secrets.token_hex(16)
    folder.mkdir(mode=0o700, parents=True)
    return folder


def remove_folder(folder: str) -> None:
    """Remove a folder of downloads, where there is one."""
    if folder:
        shutil.rmtree(folder, ignore_errors=True)


def make_name(name: str, language: str) -> str:
    r"""Return the name of a translation: that of its document with the language, without signs that are not plain.

    >>> make_name("../хат <b>.docx", "en"), make_name("a.b.TXT", "kk")
    ('хат _b_.en.docx', 'a.b.kk.TXT')
    """
    path = Path(name.replace("\\", "/"))
    stem = _ODD.sub("_", path.stem).strip(" .")[:80] or "translation"
    return f"{stem}.{language}{_ODD.sub('_', path.suffix)[:12]}"


def write_text(translation: Translation, text: str, folder: Path, name: str) -> Download:
    """Write the translation of a pasted text as text, side by side, as a memory and as an audit."""
    source, target = translation.source_language, translation.target_language
    options = Options("kk" if source == "kk" else "en", "kk" if target == "kk" else "en")
    files = list_files(folder, name, target)
    files["own"].write_text(translation.text, "utf-8", errors="surrogatepass", newline="")
    pairs = [(Block(text), Target(translation.text, units=translation.units))]
    for kind in KINDS:
        with files[kind].open("wb") as out:
            write_bilingual(kind, pairs, options, out)
    audit = make_audit(translation)
    written = json.dumps(audit, ensure_ascii=False, indent=1)
    files["json"].write_text(written, "utf-8", errors="surrogatepass")
    return Download(files, audit, translation.warnings)


def list_files(folder: Path, name: str, language: str) -> dict[str, Path]:
    """Return the files of a translation in a folder: `own`, those of `KINDS`, and `json` for the audit."""
    own = folder / make_name(name, language)
    stem = own.name.removesuffix(own.suffix)
    two = {kind: folder / f"{stem}.bilingual.{kind}" for kind in KINDS}
    return {"own": own, **two, "json": folder / f"{stem}.audit.json"}


def translate_document(path: Path, translator: Translator, folder: Path, work: Work, advance: Advance) -> Download:
    """Translate a document into its own format, and write what is made beside it.

    `advance` follows from another thread. ValueError says what is wrong with the document; StoppedError where the
    work was stopped.
    """
    source, target = translator.source, translator.target
    files = list_files(folder, path.name, target)
    size = max(path.stat().st_size, 1)
    audit = BytesIO()
    bilingual = {kind: files[kind] for kind in KINDS}
    document = Document(path, find_format(path), Options(source, target), files["own"], audit, bilingual)

    def follow(outcome: Outcome) -> None:
        advance.segments, advance.share = outcome.segments, min(outcome.read / size, 1.0)
        work.check()

    (outcome,) = translate_documents([document], translator, follow)
    if outcome.error:
        work.check()  # whether that is why
        raise ValueError(outcome.error)
    content = audit.getvalue()
    files["json"].write_bytes(content)
    return Download(files, json.loads(content.decode("utf-8", "surrogatepass")), tuple(outcome.notes))
