"""SubRip and WebVTT: cues, sentences over several of them, and their lines."""

import codecs
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.text import Span
from tests.translate.formats.contract import FormatContract, louder
from translate.formats import Block, Mark, Target
from translate.formats.subtitle_lines import WIDTH, break_lines, split_text

SRT = """1
00:00:01,000 --> 00:00:03,000
Қала әкімі бүгін таңертең
жұмыс сапарымен ауданға барды,

2
00:00:03,200 --> 00:00:05,000
<i>сонда халықпен кездесті.</i>

3
00:00:06,000 --> 00:00:08,000  X1:100 X2:200
{\\an8}– Сәлем!
– Сәлем, <b>қалай</b> халің?

4
00:00:08,100 --> 00:00:09,000

5
00:00:09,100 --> 00:00:10,000
[ӘН]

6
00:00:20,000 --> 00:00:21,000
2024
"""
EMPTY = "1\n00:00:01.0 --> 00:00:02.5\n\nБірінші.\n\nЕкінші.\n\n\n2\n00:00:03,1-->00:00:04,1\nа"
BARE = "00:00:01,000 --> 00:00:02,000\nБір.\n00:00:03,000 --> 00:00:04,000\nЕкі.\n"
VTT = """WEBVTT - Атауы

STYLE
::cue { color: red }

REGION
id:бірінші

NOTE Бұл түсінік
екінші жолы

1-cue
00:01.000 --> 00:03.000 position:10%,line-left align:left
<v Әлия>Бүгін &amp; ертең
жиын болады</v>

00:03.000 --> 01:00:04.000
<v Әлия>деп хабарлады</v> <00:03.500>ол.

01:00:05.000 --> 01:00:06.000
<v.loud Дина>Жақсы!

NOTE соңы
"""


class SubtitleContract(FormatContract):
    def texts(self, content: str) -> list[str]:
        return [block.text for block in self.blocks(content.encode())]

    def change(self, content: str, change: Callable[[Block], Target] = louder) -> str:
        return self.rewrite(content.encode(), change).decode()

    def put(self, content: str, text: str, *marks: tuple[int, int, int]) -> str:
        """Return a document of one block with another text."""
        return self.change(content, lambda _: Target(text, tuple(Mark(n, Span(start, end)) for n, start, end in marks)))


def make_srt(*texts: str, gap: int = 100) -> str:
    """Return a file of cues of one second each."""
    step = 1000 + gap
    return "".join(
        f"{n + 1}\n00:00:{n * step // 1000:02},{n * step % 1000:03} --> "
        f"00:00:{(n * step + 1000) // 1000:02},{(n * step + 1000) % 1000:03}\n{text}\n\n"
        for n, text in enumerate(texts)
    )


class TestSrt(SubtitleContract):
    name = "srt"

    @pytest.fixture
    def documents(self) -> dict[str, bytes]:
        return {
            "file": SRT.encode(),
            "another system": codecs.BOM_UTF8 + SRT.replace("\n", "\r\n").encode(),
            "utf-16": codecs.BOM_UTF16_LE + SRT.encode("utf-16-le"),
            "no last line end": SRT.rstrip("\n").encode(),
            "long": make_srt(*(f"Бұл {n} сөйлем." for n in range(50))).encode() * 10,
            "empty lines within": EMPTY.encode(),
            "no numbers, no empty lines": BARE.encode(),
            "empty": b"",
            "no text": b"1\n00:00:01,000 --> 00:00:02,000\n\n",
        }

    @pytest.fixture
    def broken(self) -> dict[str, bytes]:
        return {"a text": "Жай мәтін\n".encode(), "a package": b"PK\x03\x04" + bytes(90), "bytes": bytes(range(256))}

    def test_cues(self) -> None:
        assert (
            self.texts(SRT)
            == [
                "Қала әкімі бүгін таңертең жұмыс сапарымен ауданға барды, сонда халықпен кездесті.",
                "– Сәлем!\n– Сәлем, қалай халің?",
                "ӘН",
            ]
            or self.texts(SRT)[2] == "[ӘН]"
        )

    def test_a_sentence_is_spread_over_its_cues(self) -> None:
        text = "This morning the mayor of the city went to the district on a working visit, and met the people there."
        made = self.change(SRT, lambda block: Target(text) if block.text.startswith("Қала") else louder(block))
        assert made.startswith(
            "1\n00:00:01,000 --> 00:00:03,000\nThis morning the mayor of the city went\nto the district "
            "on a working visit,\n\n2\n00:00:03,200 --> 00:00:05,000\n<i>and met the people there.</i>\n\n"
            "3\n00:00:06,000 --> 00:00:08,000  X1:100 X2:200\n{\\an8}– Сәжжж!\n– Сәжжж, <b>қжжжж</b> жжжің?\n\n4\n"
        )

    @pytest.mark.parametrize(
        ("texts", "count"),
        [
            (("Мен бүгін", "келдім."), 1),
            (("Мен бүгін.", "Ол келді."), 2),
            (("Мен бүгін", "Алматыға бардым."), 1),
            (("Мен бүгін…", "Алматыға бардым."), 2),
            (("Мен бүгін...", "алматыға бардым."), 1),
            (("– Мен бүгін", "– Кім?"), 2),
            (("♪ Ән салып", "♪ жүр ♪"), 2),
            (("«Мен келдім.»", "деді ол."), 2),
            (("Ал\n- кім", "келді."), 2),
            (("а",) * 15 + ("б.",), 3),
        ],
    )
    def test_what_goes_on(self, texts: tuple[str, ...], count: int) -> None:
        assert len(self.texts(make_srt(*texts))) == count
        if count == 1:
            assert len(self.texts(make_srt(*texts, gap=1000))) == 2

    def test_without_sentence_ends_only_small_letters_go_on(self) -> None:
        assert self.texts(make_srt("Бүгін таңертең", "Әкім келді", "сосын кетті", "Халық қуанды")) == [
            "Бүгін таңертең",
            "Әкім келді сосын кетті",
            "Халық қуанды",
        ]

    def test_no_cue_is_left_empty(self) -> None:
        content = make_srt("Мен", "бүгін", "келдім.")
        assert self.put(content, "I came") == content.replace("Мен", "I").replace("бүгін", "came").replace(
            "келдім.", "…"
        )
        assert self.put(content, "I came today.") == make_srt("I", "came", "today.")

    def test_marks_over_several_cues(self) -> None:
        content = make_srt("Мен <i>бүгін", "таңертең</i> келдім <b>осында</b>.")
        content = content.replace("<i>бүгін", "<i>бүгін</i>").replace("таңертең</i>", "<i>таңертең</i>")
        assert self.put(content, "This morning I came here.", (0, 0, 20), (2, 20, 24)) == make_srt(
            "<i>This</i>", "<i>morning I came</i> <b>here</b>."
        )

    def test_a_place_belongs_to_one_cue(self) -> None:
        content = make_srt("Мен {\\an8}бүгін", "келдім осында.")
        assert self.put(content, "I came here today.", (0, 7, 7)) == make_srt("I came", "{\\an8}here today.")
        assert self.put(content, "I came here today.", (0, 18, 18)) == make_srt("I came", "here today. {\\an8}")

    def test_lines_of_several_people(self) -> None:
        content = make_srt("- Келдің бе?\r\n-Иә.")
        assert self.texts(content) == ["- Келдің бе?\n-Иә."]
        assert self.put(content, "- Have you come to the city with your whole big family?\n- Yes.") == make_srt(
            "- Have you come to the city\r\nwith your whole big family?\r\n- Yes."
        )

    def test_old_encodings(self) -> None:
        content = make_srt("Сегодня в городе праздник.", "Все рады.").encode("cp1251")
        assert self.read(content)[0].notes == ("read as windows-1251 (guessed); written as UTF-8",)
        assert self.rewrite(content) == content.decode("cp1251").encode()

    def test_numbers_are_no_text(self) -> None:
        assert self.texts(
            "1\n00:00:01,000 --> 00:00:02,000\nЖылы\n2024\n\n2\n00:00:09,000 --> 00:00:10,000\nБітті."
        ) == [
            "Жылы 2024",
            "Бітті.",
        ]
        assert self.texts("1\n00:00:01,000 --> 00:00:02,000\nБір.\n2\n00:00:09,000 --> 00:00:10,000\nЕкі.") == [
            "Бір.",
            "Екі.",
        ]


class TestVtt(SubtitleContract):
    name = "vtt"

    @pytest.fixture
    def documents(self) -> dict[str, bytes]:
        return {
            "file": VTT.encode(),
            "another system": codecs.BOM_UTF8 + VTT.replace("\n", "\r\n").encode(),
            "old lines": VTT.replace("\n", "\r").encode(),
            "only a header": b"WEBVTT",
            "no last line end": VTT.rstrip("\n").encode(),
            "no empty line before": "WEBVTT\n00:01.000 --> 00:02.000\nБір\n00:03.000 --> 00:04.000\nЕкі".encode(),
        }

    @pytest.fixture
    def broken(self) -> dict[str, bytes]:
        return {"subrip": SRT.encode(), "empty": b"", "a word": b"WEBVTTX\n", "a package": b"PK\x03\x04" + bytes(90)}

    def test_cues(self) -> None:
        assert self.texts(VTT) == ["Бүгін & ертең жиын болады деп хабарлады ол.", "Жақсы!"]

    def test_only_texts_change(self) -> None:
        made = self.put(VTT.replace("Жақсы!", "5"), "She said: a < b & c -> d and so on", (0, 0, 8), (1, 16, 16))
        assert made.startswith(VTT[: VTT.index("<v Әлия>")])
        assert "&lt; b" in made
        assert "-&gt; d" in made
        assert made.endswith("\n\n01:00:05.000 --> 01:00:06.000\n<v.loud Дина>5\n\nNOTE соңы\n")

    def test_another_voice_is_another_sentence(self) -> None:
        content = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Әлия>Мен бүгін\n\n00:02.000 --> 00:03.000\n<v Дина>келдім."
        assert self.texts(content) == ["Мен бүгін", "келдім."]
        assert self.texts(content.replace("Дина", "Әлия")) == ["Мен бүгін келдім."]


class TestLines:
    def test_lines_are_balanced(self) -> None:
        text = "The mayor of the city met the people of the district and spoke of the new road today."
        lines = break_lines(text).split("\r")
        assert [len(line) for line in lines] == [29, 26, 28]
        assert break_lines("A short line.") == "A short line."
        assert break_lines("x" * 50) == "x" * 50
        assert break_lines("a – " + "b" * 41) == "a –\r" + "b" * 41

    @given(st.text(st.sampled_from("абв  ,."), min_size=1, max_size=200))
    def test_only_spaces_become_line_ends(self, text: str) -> None:
        made = break_lines(text)
        assert made.replace("\r", " ") == text
        assert all(len(line) <= WIDTH or " " not in line for line in made.split("\r"))

    @given(st.lists(st.text(st.sampled_from("абв,"), min_size=1, max_size=8), min_size=1, max_size=12), st.data())
    def test_nothing_is_lost_in_splitting(self, words: list[str], data: st.DataObject) -> None:
        text = " ".join(words)
        weights = data.draw(st.lists(st.integers(1, 50), min_size=1, max_size=6))
        spans = split_text(text, weights)
        assert len(spans) == len(weights)
        assert " ".join(text[start:end] for start, end in spans if start < end) == text
        if len(words) >= len(weights):
            assert all(start < end for start, end in spans)
