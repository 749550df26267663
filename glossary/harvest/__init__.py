"""What two texts that say the same tell of terms: sentences that belong together, candidates, and pairs of them."""

from glossary.harvest.beads import Bead, Sentence, align
from glossary.harvest.candidate import Candidate
from glossary.harvest.english import find_english
from glossary.harvest.kazakh import find_kazakh
from glossary.harvest.pairs import Pair, Side, pair_candidates
from glossary.harvest.word_links import WordLinks

__all__ = [
    "Bead",
    "Candidate",
    "Pair",
    "Sentence",
    "Side",
    "WordLinks",
    "align",
    "find_english",
    "find_kazakh",
    "pair_candidates",
]
