"""A translation that a person made of a segment, as a unit of ours: after its terms were verified."""

from glossary.check import Violation
from translate.candidate import Sentence, Verifier, note_uses
from translate.engine import Hypothesis
from translate.unit import Segment, Strategy, TranslationUnit

REFUSED = "a translation in the memory was not used"
"""What a finding says of one whose terms are wrong; the reason follows."""

_REASONS = ("missing", "forbidden")
_LEFT = "it has words in Kazakh letters"


def adopt(
    segment: Segment, sentence: Sentence, offset: int, text: str, verifier: Verifier
) -> TranslationUnit | Violation:
    """Return the unit whose target is a person's translation, unchanged; where its terms are not right, a finding.

    Every rendering must stand in it, no wording that is forbidden, and no word in the letters of the other language.
    Nobody knows how the person got there, and the audit has four strategies: of them this is `model`. The other
    findings are reported as those of any translation. `offset` leads from the prepared text to the segment (code
    points).
    """
    model: Strategy = "model"
    strategies = (model,) * len(sentence.matches)
    candidate = verifier.verify(sentence, Hypothesis(text, 0.0), strategies, plain=sentence.plain)
    reasons = [one.message for one in candidate.violations if one.kind in _REASONS] if candidate else []
    if candidate is None or candidate.text != text:
        reasons.append(_LEFT)
    if candidate is None or reasons:
        return Violation("inconsistent", f"{REFUSED}: {'; '.join(reasons)}")
    uses = note_uses(segment.text, offset, sentence.matches, candidate.strategies, candidate.places)
    return TranslationUnit(segment, text, uses, candidate.violations)
