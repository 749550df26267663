"""Terms that share their head: one match with one rendering for *қаржы және экономика министрліктері*.

English shares as Kazakh does where the names have the same head: *Ministries of Finance and Energy*, *Almaty
and Zhetysu regions* (R. Quirk et al., A Comprehensive Grammar of the English Language, 1985, 13.65-13.69).
Where sharing would not be clear each name is written out.
"""

from collections.abc import Sequence
from dataclasses import replace

from glossary.english import pluralize, split_head, with_article
from glossary.occurrence import TermMatch
from glossary.term import Term


def enumerate_words(words: Sequence[str]) -> str:
    """Return words as an English enumeration.

    >>> enumerate_words(["Almaty", "Abai", "Ulytau"]), enumerate_words(["Almaty", "Abai"])
    ('Almaty, Abai and Ulytau', 'Almaty and Abai')
    """
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def join_renderings(renderings: Sequence[Term]) -> str:
    """Return the names of several bodies or places of one kind as one phrase, without its first article.

    >>> def name(text, *grammar): return Term("a", "en", text, grammar=grammar)
    >>> join_renderings([name("Ministry of Finance", "the"), name("Ministry of Energy", "the")])
    'Ministries of Finance and Energy'
    >>> join_renderings([name("Almaty region", "no-article"), name("Abai region", "no-article")])
    'Almaty and Abai regions'
    >>> join_renderings([name("Ministry of Finance", "the"), name("Ministry for Investments", "the")])
    'Ministry of Finance and the Ministry for Investments'
    """
    parts = [split_head(term.text) for term in renderings]
    befores, heads, afters = zip(*parts, strict=True)
    clear = not any(" and " in term.text or "," in term.text for term in renderings)
    if clear and len(set(heads)) == 1:
        prepositions = {after.split()[0] if after.split() else "" for after in afters}
        if len(set(befores)) == 1 and len(prepositions) == 1 and "" not in prepositions:
            objects = [" ".join(after.split()[1:]) for after in afters]
            return f"{befores[0]}{pluralize(heads[0])} {prepositions.pop()} {enumerate_words(objects)}"
        if len(set(afters)) == 1 and all(befores):
            return f"{enumerate_words([before.strip() for before in befores])} {pluralize(heads[0])}{afters[0]}"
    return enumerate_words([renderings[0].text, *(with_article(term) for term in renderings[1:])])


def coordinate(last: TermMatch, parts: Sequence[TermMatch]) -> TermMatch:
    """Return one match over the parts of an enumeration; `last` has its place and the form of its head.

    The concept is that of the parts joined with `+`, as in a composed title.
    """
    renderings = [part.rendering for part in parts if part.rendering is not None]
    text = join_renderings(renderings)
    concept = "+".join(part.concept for part in parts)
    article = "no-article" if "no-article" in renderings[0].grammar else "the"
    rendering = replace(renderings[0], concept=concept, text=text, kind="full", grammar=(article, f"plural={text}"))
    term = Term(concept, last.term.language, last.form, grammar=last.term.grammar, case=last.term.case)
    return replace(last, concept=concept, term=term, rendering=rendering, parts=tuple(parts), plural=True)
