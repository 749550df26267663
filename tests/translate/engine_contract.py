"""What every engine must do, as a class to inherit."""

import pytest

from glossary.term import Language
from translate.engine import Engine, Request

TEXTS = [
    "Бүгін Алматыда жиналыс өтті.",
    "Сәлем!",
    "Қала әкімі тұрғындармен кездесіп, жаңа мектептің құрылысы туралы айтты.",
    "Сәлем!",
]


def ask(text: str, source: Language = "kk", hypotheses: int = 1, **more: object) -> Request:
    return Request(text, source, "en" if source == "kk" else "kk", hypotheses, **more)  # type: ignore[arg-type]


class EngineContract:
    """The promises of `translate.engine.Engine`."""

    @pytest.fixture
    def engine(self) -> Engine:
        raise NotImplementedError

    def test_as_many_answers_as_requests_in_their_order(self, engine: Engine) -> None:
        together = engine.translate([ask(text) for text in TEXTS])
        alone = [engine.translate([ask(text)])[0] for text in TEXTS]
        assert [answer[0].text for answer in together] == [answer[0].text for answer in alone]
        assert together[1] == together[3]

    def test_no_request_no_answer(self, engine: Engine) -> None:
        assert engine.translate([]) == []
        assert engine.score([]) == []

    def test_hypotheses_are_sorted_and_as_many_as_asked(self, engine: Engine) -> None:
        (answer,) = engine.translate([ask(TEXTS[2], hypotheses=4)])
        scores = [hypothesis.score for hypothesis in answer]
        assert len(scores) == 4
        assert scores == sorted(scores, reverse=True)

    def test_kinds_of_requests_may_be_mixed(self, engine: Engine) -> None:
        requests = [ask(TEXTS[0], hypotheses=2), ask("Good morning!", "en"), ask(TEXTS[0], alignment=True)]
        answers = engine.translate(requests)
        assert [len(answer) for answer in answers] == [2, 1, 1]
        assert answers[2][0].alignment
        assert not answers[0][0].alignment

    def test_prefix_begins_the_target(self, engine: Engine) -> None:
        (answer,) = engine.translate([ask(TEXTS[2], prefix="The akim of the city")])
        assert answer[0].text.startswith("The akim of the city")

    def test_alignment_points_into_both_texts(self, engine: Engine) -> None:
        (answer,) = engine.translate([ask(TEXTS[2], alignment=True)])
        source_words, target_words = TEXTS[2].split(), answer[0].text.split()
        assert answer[0].alignment
        for link in answer[0].alignment:
            assert link.source.of(TEXTS[2]) in source_words
            assert link.target.of(answer[0].text) in target_words
            assert 0 <= link.weight <= 1.001

    def test_a_text_far_too_long_for_the_model_is_not_cut(self, engine: Engine) -> None:
        sentence = "Бүгін қала әкімі тұрғындармен кездесті, "
        (short,), (long,) = engine.translate([ask(sentence), ask(sentence * 60)])
        assert len(long.text) > 20 * len(short.text)

    def test_own_translation_scores_better_than_another(self, engine: Engine) -> None:
        request = ask(TEXTS[2])
        own = engine.translate([request])[0][0].text
        good, bad = engine.score([(request, own), (request, "Press the key to delete all files.")])
        assert 0 >= good > bad

    @pytest.mark.parametrize("text", ["", " ", "😀", "\ud800", "...", "а" * 3000, "12 34", "🇰🇿 Қазақстан 中文"])
    def test_odd_texts_are_answered(self, engine: Engine, text: str) -> None:
        (answer,) = engine.translate([ask(text)])
        assert len(answer) == 1

    def test_signature_names_the_model(self, engine: Engine) -> None:
        assert "model" in engine.signature
        assert "beam" in engine.signature
