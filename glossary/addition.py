"""Add a term to a termbase that a person keeps as a file: the other lines stay byte for byte."""

from pathlib import Path

from glossary.errors import GlossaryError, Problem, TermbaseError
from glossary.lint import Finding, lint
from glossary.storage import tsv
from glossary.storage.atomic import write_whole
from glossary.storage.columns import COLUMNS, DEFAULTS, REQUIRED, values_of
from glossary.term import Concept, Term, Termbase


class AdditionError(GlossaryError):
    """A term was not added: `findings` has what `lint` found about it, some of it an error."""

    def __init__(self, path: str, findings: list[Finding]) -> None:
        """Keep the file's name and the findings."""
        self.path = path
        self.findings = tuple(findings)
        super().__init__(path, self.findings)

    def __str__(self) -> str:
        """Return the findings, one a line, under the name of the file."""
        return "\n  ".join([f"{self.path}: nothing was added:", *map(str, self.findings)])


def add_term(path: str | Path, term: Term, beneath: Termbase | None = None) -> list[Finding]:
    """Write a term behind the others of a file, which is made where there is none; return warnings and notes.

    The file is replaced in one step, so that an interruption leaves the old one. Raises AdditionError where
    `lint` finds an error in the term, TermbaseError for a file that is no termbase of our own format or that
    the row does not fit in, OSError where it cannot be read or written.
    """
    path = Path(path)
    data = path.read_bytes() if path.exists() else b""
    base = tsv.load(path) if data.strip() else Termbase(name=path.stem)
    found = judge_addition(base, term, beneath)
    if any(finding.severity == "error" for finding in found):
        raise AdditionError(str(path), found)
    try:
        text = append_row(_decode(data), term)
        whole = tsv.loads(text, path.stem)
    except TermbaseError as error:
        raise TermbaseError(str(path), error.problems) from None
    if term not in whole.concepts.get(term.concept, Concept("", ())).terms:
        message = "the row would not be read back as it is: take out tabs, line breaks and spaces at the ends"
        raise TermbaseError(str(path), [Problem(0, "", message)])
    path.resolve().parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, lambda file: file.write(text.encode()))
    return found


def _decode(data: bytes) -> str:
    """Return the text of a file; TermbaseError where it is not UTF-8, in which alone rows are added."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        message = "is not UTF-8: make it so with `audarma terms convert`"
        raise TermbaseError("", [Problem(0, "", message)]) from None


def judge_addition(termbase: Termbase, term: Term, beneath: Termbase | None = None) -> list[Finding]:
    """Return what `lint` finds about a termbase with one term more and does not find without it.

    That one language is missing yet is not told: the first of two terms has to be the first.

    >>> [found.kind for found in judge_addition(Termbase(), Term("akim", "kk", "әкім («", "unverified"))]
    ['brackets', 'not-found']
    """
    before = set(map(str, lint(termbase, beneath)))
    after = lint(Termbase.from_terms([*termbase.terms(), term], termbase.name), beneath)
    return [finding for finding in after if str(finding) not in before and finding.kind != "one-sided"]


def append_row(text: str, term: Term) -> str:
    r"""Return the text of a file in the termbase's own format (an empty one gets a header) with a row more.

    Columns that the file does not have and the term needs are added to its header; the rows above need no
    change, for a row may be shorter than the header. Raises TermbaseError for a file without a header.

    >>> append_row("concept\tlanguage\tterm\r\n", Term("akim", "kk", "әкім", note="a"))
    'concept\tlanguage\tterm\tnote\r\nakim\tkk\tәкім\ta\r\n'
    """
    values = values_of(term)
    if not text.strip("\ufeff \t\r\n"):
        header = "\t".join(COLUMNS)
        return "\n".join((header, _row(header.split("\t"), values), ""))
    end = "\r\n" if "\r\n" in text else "\n"
    body = text.removeprefix("\ufeff")
    mark = text[: len(text) - len(body)]
    blank, header, rest = _split_header(body)
    columns = [cell.strip(" \u00a0").lower() for cell in header.split("\t")]
    if not set(REQUIRED) <= set(columns):
        message = "has no header with concept, language and term: give it one with `audarma terms convert`"
        raise TermbaseError("", [Problem(1, "", message)])
    needed = [name for name in COLUMNS if values[name] != DEFAULTS.get(name, "") and name not in columns]
    lines = "\t".join((header, *needed)) + (rest or end)
    if not lines.endswith(("\n", "\r")):
        lines += end
    return mark + blank + lines + _row([*columns, *needed], values) + end


def _split_header(text: str) -> tuple[str, str, str]:
    """Return the empty lines before the header, the header, and everything behind it with its line break."""
    blank = text[: len(text) - len(text.lstrip(" \t\r\n"))]
    blank = blank[: max(blank.rfind("\n"), blank.rfind("\r")) + 1]
    body = text[len(blank) :]
    ends = [place for place in (body.find("\n"), body.find("\r")) if place >= 0]
    end = min(ends, default=len(body))
    return blank, body[:end], body[end:]


def _row(columns: list[str], values: dict[str, str]) -> str:
    """Return the row of a term for a file with these columns."""
    return "\t".join(values[column] for column in columns)
