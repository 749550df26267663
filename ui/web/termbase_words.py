"""What is said of rows of a termbase, in the language of the page: checks write it in English, one sentence a kind."""

from collections.abc import Callable

from glossary.errors import Problem
from glossary.lint import Finding
from glossary.storage.columns import COLUMNS
from ui.web.finding_words import QUOTED, rephrase

PATTERNS: tuple[tuple[str, str], ...] = (
    ("row-unknown", rf"unknown \w+ {QUOTED}: write (.+)"),
    ("row-grammar", rf"unknown value {QUOTED} for \w+: write (.+), or leave it empty"),
    ("row-no-concept", r"is empty: write one such as deputy-akim"),
    ("row-no-term", r"is empty: write the term or take the row out"),
    ("row-bad-concept", rf"{QUOTED} is not small letters a-z, digits and hyphens: write one such as deputy-akim"),
    ("row-itself", r"names the concept itself: .*"),
    ("row-quotes", r"(.+) stands in quotes, as spreadsheets write them: .*"),
    ("row-cyrillic", rf"{QUOTED} has a Cyrillic letter \((U\+\w+)\): .*"),
    ("row-letter-out", rf"{QUOTED} has an? .+, (U\+[\w+ ]+)\): take it out"),
    ("row-letter", rf"{QUOTED} has an? .+, (U\+[\w+ ]+)\): write {QUOTED}"),
    ("row-control", r"has a control character in .*"),
    ("row-date", rf"{QUOTED} is not a date: .*"),
    ("row-order", r"(\S+) is before from, (\S+): .*"),
    ("row-twice", rf"{QUOTED} stands already in line (\d+): .*"),
    ("row-preferred", rf"{QUOTED} is preferred at the same time as {QUOTED} in line (\d+): .*"),
    ("lint-space-end", r"begins or ends with a space"),
    ("lint-space", r"has a space too many"),
    ("lint-bracket", r"(\S) has no counterpart"),
    ("lint-not-possessed", rf"is marked possessed, but {QUOTED} does not end in . or ."),
    ("lint-possessed", rf"is not marked possessed, but {QUOTED} looks like the third person of {QUOTED}"),
    ("lint-common", r"is a common word and a given name as well as this name"),
    ("lint-articles", r"has both the and no-article"),
    ("lint-duplicate", r"stands twice, as (\w+) and as (\w+)"),
    ("lint-conflict", rf"is preferred at the same time as {QUOTED}"),
    ("lint-no-kazakh", r"has no term in Kazakh"),
    ("lint-no-english", r"has no term in English"),
    ("lint-unusable", r"has only wordings that may not be used in \w+"),
    ("lint-reference", rf"(\w+) names {QUOTED}, which is no concept"),
    ("lint-takes", rf"takes the wording {QUOTED} from {QUOTED} beneath"),
    ("lint-homonym", rf"is a wording of {QUOTED} too, which is rendered as {QUOTED}"),
    ("lint-homonym-bare", rf"is a wording of {QUOTED} too, which has no rendering"),
    ("lint-shared", rf"is a wording of {QUOTED} too"),
    ("lint-forbidden", rf"has {QUOTED} in it, which is forbidden for {QUOTED}"),
    ("lint-found-as", rf"is found as {QUOTED} \({QUOTED}\)"),
    ("lint-found-partly", r"is not found whole, only (.+)"),
    ("lint-not-found", r"is not found by the matcher"),
    ("lint-no-word", r"has no word that can be looked for"),
    ("lint-dates", rf"ends on (\S+), but its successor {QUOTED} begins on (\S+)"),
)
"""The message of each sentence, and the pattern of the English one; what it holds fills the message in order."""


def describe_fault(problem: Problem, say: Callable[..., str]) -> str:
    """Return a fault of a row, with the column that it is in.

    >>> from ui.messages import say
    >>> describe_fault(Problem(3, "term", "is empty: write the term or take the row out"), say("en"))
    'term: is empty; write the term or delete the row'
    """
    said = describe(problem.message, say)
    column = say(f"column-{problem.column}") if problem.column in COLUMNS else problem.column
    return f"{column}: {said}" if column else said


def describe_finding(finding: Finding, say: Callable[..., str]) -> str:
    """Return a finding and what to do about it."""
    said = describe(finding.message, say)
    return f"{said}: {finding.remedy}" if said == finding.message else said


def describe(message: str, say: Callable[..., str]) -> str:
    """Return a sentence of the checks in the language of `say`; one that is not known stays in English.

    >>> from ui.messages import say
    >>> describe("is preferred at the same time as 'x'", say("en"))
    'is preferred at the same time as “x”; make one of the two admitted'
    """
    return rephrase(message, PATTERNS, say)
