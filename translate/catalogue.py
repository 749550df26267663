"""The models that are known by name: where they come from, in which version, and under what terms."""

import re
from dataclasses import dataclass, replace
from pathlib import Path

from translate.errors import ModelError


@dataclass(frozen=True, slots=True)
class Source:
    """Where a model comes from: a repository of the hub, or a folder."""

    name: str
    """The name it is used by once it has been added."""
    repository: str = ""
    folder: Path | None = None
    revision: str = ""
    """The commit of the repository, or a branch or tag; the newest where it is empty."""
    license: str = ""
    """As far as it is known before anything is read."""
    parameters: str = ""


NLLB_LICENSE = "CC-BY-NC-4.0"
"""Of the weights that Meta published (the model cards of the three repositories)."""

CATALOGUE = {
    source.name: source
    for source in (
        Source(
            "nllb-600m",
            "facebook/nllb-200-distilled-600M",
            revision="f8d333a098d19b4fd9a8b18f94170487ad3f821d",
            license=NLLB_LICENSE,
            parameters="600 million",
        ),
        Source(
            "nllb-1.3b",
            "facebook/nllb-200-distilled-1.3B",
            revision="7be3e24664b38ce1cac29b8aeed6911aa0cf0576",
            license=NLLB_LICENSE,
            parameters="1.3 billion",
        ),
        Source(
            "nllb-3.3b",
            "facebook/nllb-200-3.3B",
            revision="1a07f7d195896b2114afcb79b7b57ab512e7b43e",
            license=NLLB_LICENSE,
            parameters="3.3 billion",
        ),
    )
}
"""By name, the worst first (FLORES-200 devtest, chrF++ of kk→en and en→kk: 54.2 and 44.6; 57.2 and 45.9; 57.3 and
46.3, Helsinki's external MT leaderboard). The commits are those that published code pins for the three repositories."""

RESERVED = ("auto", "embedded", "none")

_NAME = re.compile(r"\w[\w.-]*(?:/\w[\w.-]*)?")


def find_source(wanted: str, name: str = "", revision: str = "") -> Source:
    """Return what a name of the catalogue, a folder or an identifier of the hub stands for.

    `name` is the name to use the model by, `revision` another commit than the pinned one. Raises ModelError where
    the name cannot be one.

    >>> find_source("nllb-600m").repository
    'facebook/nllb-200-distilled-600M'
    >>> find_source("issai/a-fine-tuned-one").name
    'issai/a-fine-tuned-one'
    """
    known = CATALOGUE.get(wanted.lower())
    folder = Path(wanted).expanduser()
    if known:
        kept = check_name(name) if name else known.name
        return replace(known, name=kept, revision=revision or known.revision)
    if not wanted or wanted.lower() in RESERVED:
        raise ModelError(wanted, "cannot be added: name a model of the hub, or a folder")
    if folder.is_dir():
        if revision:
            raise ModelError(wanted, "is a folder, and has no revisions: leave the option out")
        return Source(check_name(name or folder.resolve().name), folder=folder.resolve())
    if "/" not in wanted or not _NAME.fullmatch(wanted):
        raise ModelError(
            wanted,
            f"is no folder, and no model of that name is known; known are {', '.join(CATALOGUE)},"
            " and identifiers of the hub such as facebook/nllb-200-distilled-600M",
        )
    same = next((source for source in CATALOGUE.values() if source.repository.lower() == wanted.lower()), None)
    return Source(check_name(name or wanted), wanted, None, revision, same.license if same else "")


def check_name(name: str) -> str:
    """Return a name that a model can be kept under; ModelError where it cannot."""
    if not _NAME.fullmatch(name) or ".." in name or "--" in name:
        raise ModelError(name, "cannot be used as a name: use letters, digits, full stops and hyphens (--name)")
    if name.lower() in RESERVED:
        raise ModelError(name, "is the name of something else: choose another one (--name)")
    return name


def folder_name(name: str) -> str:
    """Return the folder that a model of this name is kept in.

    >>> folder_name("issai/a-model"), folder_name("nllb-600m")
    ('issai--a-model', 'nllb-600m')
    """
    return name.replace("/", "--")
