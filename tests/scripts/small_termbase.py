"""A termbase for the measurements of matching and coverage."""

from glossary import Term, Termbase

POSSESSED = ("possessed",)
BASE = Termbase.from_terms(
    [
        Term("akim", "kk", "әкім"),
        Term("akim", "en", "akim"),
        Term("ministry-of-finance", "kk", "Қаржы министрлігі", grammar=POSSESSED),
        Term("ministry-of-finance", "en", "Ministry of Finance", grammar=("the",), case="keep"),
        Term("chairman", "kk", "төраға"),
        Term("chairman", "en", "Chairman", case="keep"),
        Term("kazakhstan", "kk", "Қазақстан", case="keep"),
        Term("kazakhstan", "en", "Kazakhstan", grammar=("no-article",), case="keep"),
        Term("region", "kk", "облыс"),
        Term("region", "en", "region"),
    ],
    "test",
)
