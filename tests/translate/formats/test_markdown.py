"""Markdown: what is read as a paragraph is translated, and the rest of the document stays."""

import codecs
import io
import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from glossary.text import Span
from tests.translate.formats.contract import FormatContract, louder
from translate.formats import Block, Mark, Options, Target
from translate.formats.markdown import Markdown

DOCUMENT = """---
title: Басты бет
---

# Қала *жаңалықтары* #

Қала **әкімі** бүгін жиын өткізді,
оған [жүз адам](http://a.b/c_d "атау") келді. `print(*x*)` және ![қала суреті](a.png) бар.

> Бірінші жол
> ұзын жол.\\
> Екінші жол.
>
> - тізім ішінде
>   тағы жол

* [ ] бірінші іс
* [x] екінші іс

    1) ішкі іс

Тақырып
екі жолда
---

    шегінген код
    <b>

~~~ py
print("код")
~~~

<div>
Блок *осы*
</div>

| Аты | Жасы |
|:----|-----:|
| Әлия \\| Дина | **бес** |
| жоқ

[анықтама]: http://x.y "Сөз"
***
Сөйлем[^1] бітті, [Анықтама] мен [сөзді][анықтама] және ![суретті][] қара. <http://z.kz> &lt;осы&gt; \\*емес\\*

[^1]: Ескерту мәтіні.

[суретті]: b.png
"""

SIGNS = (
    "# not a heading¦#5 is¦1. not a list¦1) x¦12.5 percent¦- not a list¦+ x¦> x¦=====¦---¦***¦- - -¦"
    "* x¦a * b¦a *b* c¦_a_ b¦a_b_c¦`a`¦[a](b)¦![a](b)¦[ ] a¦a\\¦\\*¦a\\b¦<b>x</b>¦a < b¦&amp;¦AT&T¦"
    "~~a~~¦~5¦~~~¦| a | b |¦<http://a>¦a #¦[x]: y¦{{ x }}¦[^1] x¦**¦a **b¦!¦http://a_b_c.d¦"
).split("¦")[:-1]


class TestMarkdown(FormatContract):
    name = "markdown"

    @pytest.fixture
    def documents(self) -> dict[str, bytes]:
        return {
            "document": DOCUMENT.encode(),
            "lines of another system": codecs.BOM_UTF8 + DOCUMENT.replace("\n", "\r\n").encode(),
            "old lines": DOCUMENT.replace("\n", "\r").encode(),
            "utf-16": codecs.BOM_UTF16_LE + DOCUMENT.encode("utf-16-le"),
            "no end of the last line": b"a\n\nb",
            "other front matter": b'+++\ntitle = "abc"\n+++\ntext\n',
            "front matter that never ends": "---\nмәтін\n\nекінші\n".encode(),
            "only front matter": b"---\na: b\n---",
            "empty": b"",
            "tabs": "-\tбір\n\n\tекі\n\n>\tүш\n>\n>\tтөрт\n1.\t\tкод\n".encode(),
            "deep": (">" * 40 + " терең\n\nсөз").encode(),
            "long": "".join(f"Бұл **{n}** сөйлем.\n\n" for n in range(1000)).encode(),
        }

    @pytest.fixture
    def broken(self) -> dict[str, bytes]:
        return {"a package": b"PK\x03\x04" + bytes(90), "bytes": bytes(range(256))}

    def texts(self, content: str) -> list[str]:
        return [block.text for block in self.blocks(content.encode())]

    def change(self, content: str, change: Callable[[Block], Target] = louder) -> str:
        return self.rewrite(content.encode(), change).decode()

    def put(self, content: str, text: str, *marks: tuple[int, int, int]) -> str:
        """Return a document of one block with another text."""
        return self.change(content, lambda _: Target(text, tuple(Mark(n, Span(start, end)) for n, start, end in marks)))

    def test_what_is_translated(self) -> None:
        assert self.texts(DOCUMENT) == [
            "Қала жаңалықтары",
            "қала суреті",
            "Қала әкімі бүгін жиын өткізді, оған жүз адам келді. және бар.",
            "Бірінші жол ұзын жол.\nЕкінші жол.",
            "тізім ішінде тағы жол",
            "бірінші іс",
            "екінші іс",
            "ішкі іс",
            "Тақырып екі жолда",
            "Аты",
            "Жасы",
            "Әлия | Дина",
            "бес",
            "жоқ",
            "Сөйлем бітті, Анықтама мен сөзді және қара. <осы> *емес*",
            "Ескерту мәтіні.",
        ]

    def test_only_texts_change(self) -> None:
        made = self.change(DOCUMENT)
        for kept in (
            "---\ntitle: Басты бет\n---\n\n# Қжжж *жжңжжжқжжжж* #\n",
            '(http://a.b/c_d "атау")',
            "`print(*x*)` жәжж ![қжжж жжжжжі](a.png) жжж",
            "> Біжіжжі жжж ұжжж жжж.\\\n> Ежіжжі жжж.\n>\n> - жіжіж іжіжжж жжғж жжж\n\n* [ ] жіжіжжі іж\n* [x] ",
            "\n    1) іжжі іж\n",
            '\n---\n\n    шегінген код\n    <b>\n\n~~~ py\nprint("код")\n~~~\n\n<div>\nБлок *осы*\n</div>\n',
            "|:----|-----:|\n| Әжжж \\| Джжж | **жжж** |\n| жжқ\n",
            '[анықтама]: http://x.y "Сөз"\n***\nСөжжжж[^1] ',
            "[Ажжқжжжж][Анықтама] жжж [жөжжі][анықтама] жәжж ![суретті][] қжжж. <http://z.kz>".replace(
                "қжжж.", "қжжж."
            ),
            "[^1]: Ежжжжжж жәжіжі.\n\n[суретті]: b.png\n",
        ):
            assert kept in made, kept

    def test_what_a_person_reads_is_the_same_structure(self) -> None:
        parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])

        def read(content: str) -> list[str]:
            found = []
            for token in parser.parse(content):
                found.append(token.type)
                found += [
                    one.type for one in token.children or [] if one.type not in ("text", "softbreak", "text_special")
                ]
            return found

        assert read(self.change(DOCUMENT)) == read(DOCUMENT)

    def test_marks_move(self) -> None:
        assert self.put("**Әкімнің** [жиыны](x)", "session of the mayor", (1, 0, 7), (0, 11, 20)) == (
            "[session](x) of **the mayor**"
        )
        assert self.put("*а* **ә** ~~б~~", "ab c", (0, 0, 2), (1, 1, 1), (2, 2, 4)) == "*ab* ~~c~~"
        assert self.put("а [ә](x) б", "ab c", (0, 1, 1)) == "ab [c](x)"

    def test_emphasis_that_markdown_cannot_write_becomes_tags(self) -> None:
        assert self.put("_сөз_ бар", "words", (0, 0, 4)) == "*word*s"
        assert self.put("**сөз** бар", 'a "b"c', (0, 2, 5)) == 'a <strong>"b"</strong>c'

    @pytest.mark.parametrize(
        "text",
        SIGNS,
    )
    @pytest.mark.parametrize("frame", ["сөз", "> сөз", "- сөз", "# сөз", "| сөз | a |\n|---|---|\n", "сөз\n==="])
    def test_targets_are_escaped(self, text: str, frame: str) -> None:
        made = self.change(frame, lambda block: Target(text) if block.text == "сөз" else louder(block))
        kinds = [token.type for token in MarkdownIt("commonmark").enable("table").parse(made)]
        assert kinds == [token.type for token in MarkdownIt("commonmark").enable("table").parse(frame)]
        if any(map(str.isalpha, text)):
            assert self.texts(made)[0] == text

    def test_a_link_before_a_bracket(self) -> None:
        content = "[а] б\n\n[а]: x"
        assert self.put(content, "a(b)", (0, 0, 1)).startswith("[a][а]\\(b)")
        assert self.put(content, "a: b", (0, 0, 1)).startswith("[a][а]\\: b")
        assert self.put("![а][] бір [ә](x) б\n\n[а]: x", "b!a", (0, 2, 3)).startswith("![а][] b\\![a](x)")

    def test_html_within_a_line(self) -> None:
        content = (
            "Мына <kbd>Ctrl</kbd> пернесі <b>үлкен</b><br>Жаңа жол, <img src=x> "
            "<i>ашық <!-- x --> <span translate=no>жоқ</span>"
        )
        block = self.blocks(content.encode())[0]
        assert block.text == "Мына пернесі үлкен\nЖаңа жол, ашық"
        assert self.change(content) == (
            "Мжжж <kbd>Ctrl</kbd> жжжжжжі <b>үжжжж</b><br>Жжңж жжж, <img src=x> <i>жжжқ <!-- x --> "
            "<span translate=no>жоқ</span>"
        )

    def test_special_beginnings_and_ends(self) -> None:
        assert self.texts("> [!NOTE]\n> Ескерту\n\n# Тақырып {#id}\n\n{{ нұсқа }} нұсқасы {% x %} бар\n") == [
            "Ескерту",
            "Тақырып",
            "нұсқасы бар",
        ]

    def test_lines_of_a_quotation_keep_their_marks(self) -> None:
        content = "- > Бірінші.  \n  > Екінші.\\\n  > *Үшінші.*\n"
        assert self.texts(content) == ["Бірінші.\nЕкінші.\nҮшінші."]
        assert self.put(content, "One.\n- Two.\nThree.", (0, 12, 18)) == "- > One.  \n  > \\- Two.\\\n  > *Three.*\n"
        assert self.put(content, "One. Two.") == "- > One. Two.\n"
        assert self.put("# а б", "one\ntwo") == "# one two"

    def test_tables_in_other_blocks(self) -> None:
        content = "> | а | ә |\n> |---|---|\n> | б | |\n\n"
        content += "- | а | б |\n  |--|--|\n  | в | г | д\n\n1. | а |\n   |---|\n   | ә |\n"
        assert self.texts(content) == ["а", "ә", "б", "а", "б", "в", "г", "а", "ә"]
        assert self.rewrite(content.encode()) == content.encode()
        assert len(self.change(content, lambda _: Target("a | b"))) == len(content) + 9 * 5

    @pytest.mark.parametrize(
        "piece",
        ["*a ", "[", "![", "`", "**a** ", "<b>", "> ", "[a](b ", "&", "|", "_a_", "- ", "\\", "{{", "~~ ", "<a b='"],
    )
    def test_time_grows_with_the_length(self, piece: str) -> None:
        started = time.perf_counter()
        content = piece * 3_000
        assert self.rewrite(content.encode()) == content.encode()
        assert time.perf_counter() - started < 5

    @given(
        st.lists(
            st.sampled_from(
                [
                    *"*_`[]()!<>|\\#-+~&:",
                    "**",
                    "\n",
                    "\n\n",
                    " ",
                    "    ",
                    "> ",
                    "- ",
                    "1. ",
                    "сөз",
                    "Aб",
                    "[а](b)",
                    "![ә](c)",
                    "<b>",
                    "</b>",
                    "|-|-|",
                    "&amp;",
                    "[^1]",
                    "\t",
                    "```",
                    "  \n",
                    "---",
                    "\\\n",
                    "[сөз]: x\n",
                ]
            ),
            max_size=25,
        )
    )
    def test_any_markup_is_kept(self, pieces: list[str]) -> None:
        content = "".join(pieces).encode()
        assert self.rewrite(content) == content
        for one in self.blocks(content):
            made = self.rewrite(
                content, lambda block, one=one: louder(block) if block is one else Target(block.text, block.marks)
            )
            assert isinstance(made, bytes)


def test_a_link_whose_word_is_lost_is_over_the_nearest_one() -> None:
    source = "See the [site](http://a.example) and **bold** now.\n"
    part = next(Markdown().read(io.BytesIO(source.encode()), Options()))
    marks = tuple(Mark(mark.number, Span(5, 5)) for mark in part.blocks[0].marks)
    out = io.BytesIO()
    Markdown().write(io.BytesIO(source.encode()), [(part, [Target("Only these words.", marks)])], out, Options())
    assert out.getvalue() == b"Only [these](http://a.example) words.\n"
