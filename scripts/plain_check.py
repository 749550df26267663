"""Does a rendering stand in a target? By a plain search that shares nothing with the code it is to judge."""

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from glossary.term import Language, Term

LETTER = "[а-яёәіңғүұқөһ]"


@cache
def plain_pattern(text: str, language: Language, kind: str, exact: bool = False) -> re.Pattern[str]:
    """Return what a rendering may look like in a target: its words, each with any ending of its language.

    Where it is `exact` its capitals count.
    """
    *inner, last = re.split(r"[\s\u00a0]+", text)
    words = [*(loosen(word, language, kind, last=False) for word in inner), loosen(last, language, kind, last=True)]
    body = r"[\s\u00a0]+".join(words)
    return re.compile(rf"(?<!\w){body}(?!\w)", re.NOFLAG if exact else re.IGNORECASE)


def loosen(word: str, language: Language, kind: str, *, last: bool) -> str:
    """Return a pattern of one word with its endings; quotes and apostrophes may be any."""
    escaped = re.sub('["“”«»]', '["“”«»]', re.sub("['’]", "['’]", re.escape(word)))
    escaped = re.sub("\\\\?[-–—]", "[-–—]", escaped)
    if language == "en":
        if word.endswith("y"):
            escaped = escaped[:-1] + "(?:y|ies)"
        return escaped + ("(?:s|es|['’]s?)?" if word[-1:].isalnum() or word[-1:] == ")" else "")
    if len(word) <= 3 or (last and kind == "abbreviation") or not word[-1].isalpha():
        return escaped + (rf"(?:-?{LETTER}{{0,14}})" if last else "")
    if not last:
        escaped = re.sub("[нтд][ыі]ң$", "", escaped)  # қаласының әкімі and қаласы әкімі are the same
    stem = re.sub("(?:с[ыі]|[кқпгғбіы])$", "", escaped)
    return rf"{stem}{LETTER}{{0,{14 if last else 6}}}"


@cache
def adjectives() -> dict[str, list[str]]:
    """Return the adjectives of countries, which are valid forms of their names: *Russian* of Russia."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    path = Path(__file__).parent.parent / "glossary/lexicon/demonyms.tsv"
    for line in path.read_text("utf-8").splitlines()[1:]:
        found[line.split("\t")[1]].append(line.split("\t")[0])
    return found


def plain_check(target: str, renderings: Sequence[Term], *, capitals: bool = False) -> list[bool]:
    """Tell for each rendering whether it stands in the target, by a plain search; each place counts once.

    With `capitals`, those of a term that keeps its own count.
    """
    found = [False] * len(renderings)
    for i in sorted(range(len(renderings)), key=lambda i: -len(renderings[i].text)):
        term = renderings[i]
        texts = [term.text, *(word.removeprefix("plural=") for word in term.grammar if word.startswith("plural="))]
        texts += adjectives().get(term.text, [])
        for text in texts:
            exact = capitals and term.case == "keep"
            match = plain_pattern(text, term.language, term.kind, exact).search(target)
            if match:
                found[i] = True
                target = target[: match.start()] + "\0" * len(match[0]) + target[match.end() :]
                break
    return found
