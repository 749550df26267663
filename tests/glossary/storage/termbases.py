"""Termbases drawn at random: every one keeps the rules, and its values try what formats stumble over."""

from dataclasses import replace

from hypothesis import strategies as st

from glossary.storage.columns import clean_value
from glossary.term import CAPITALS, KINDS, LANGUAGES, STATUSES, Term, Termbase

AWKWARD = (
    "=1+1",
    "'=x",
    "-нің",
    "@home",
    "+7",
    "a & b < c > d",
    "]]>",
    "<b>x</b>",
    "&amp;",
    "audarma:note x",
    "audarma:",
    "_x0041_",
    'say "no"',
    '"all"',
    "'quoted'",
    "a; b, c|d",
    "two  spaces",
    "ә\u0301",
    "\U0001f3db",
    "nul",
    "2018-06-28",
    "1.50",
    "TRUE",
    "part of",
)


def clean(text: str) -> bool:
    return bool(text) and clean_value(text) == text


KAZAKH = st.text(alphabet="абвгқәөіңІА -«»1|;,&<+", min_size=1, max_size=12).filter(clean)
ENGLISH = st.text(alphabet="abcXYZ -'’é1=|;,&<\"", min_size=1, max_size=12).filter(
    lambda text: clean(text) and not (len(text) > 1 and text[0] == text[-1] == '"')
)
FREE = st.sampled_from(("", *AWKWARD)) | st.text(alphabet="aә ;:,#\"'\\|<&=", max_size=8).filter(
    lambda text: clean_value(text) == text
)
CONCEPTS = st.from_regex(r"[a-z0-9]{1,3}(-[a-z0-9]{1,2})?", fullmatch=True)
PERIODS = st.sampled_from([("", ""), ("2014", "2018-06"), ("2018-06-28", ""), ("", "2018")])
GRAMMARS = {"kk": [(), ("possessed",), ("fixed=а б",)], "en": [(), ("the",), ("the", "plural=a b"), ("plural=c",)]}


@st.composite
def some_terms(draw: st.DrawFn) -> Term:
    """Draw a term that keeps the rules for one row."""
    language = draw(st.sampled_from(LANGUAGES))
    since, until = draw(PERIODS)
    return Term(
        draw(CONCEPTS),
        language,
        draw(KAZAKH if language == "kk" else ENGLISH),
        draw(st.sampled_from(STATUSES)),
        draw(st.sampled_from(KINDS)),
        draw(st.sampled_from(GRAMMARS[language])),
        draw(st.sampled_from(CAPITALS)),
        since,
        until,
        draw(st.sampled_from(["", "part-of-it", "a", "1"])),
        draw(st.sampled_from(["", "next", "b"])),
        draw(FREE),
        draw(FREE),
        draw(st.sampled_from(["", "2018", "2018-06", "2018-06-28"])),
    )


@st.composite
def some_termbases(draw: st.DrawFn, name: str = "base") -> Termbase:
    """Draw a termbase that keeps the rules between rows too."""
    terms = draw(
        st.lists(some_terms(), max_size=6, unique_by=lambda t: (t.concept, t.language, t.text, t.since, t.until))
    )
    kept: list[Term] = []
    preferred: set[tuple[str, str]] = set()
    for term in terms:
        if term.status == "preferred" and (term.concept, term.language) in preferred:
            term = replace(term, status="admitted")
        if term.status == "preferred":
            preferred.add((term.concept, term.language))
        if term.concept == term.part_of:
            term = replace(term, part_of="")
        if term.concept == term.successor:
            term = replace(term, successor="")
        kept.append(term)
    return Termbase.from_terms(kept, name)
