"""HTML: paragraphs, attributes and inline markup, and every other byte as it was."""

import codecs
import io
import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.text import Span
from tests.translate.formats.contract import FormatContract, louder
from translate.errors import FormatError
from translate.formats import Block, Mark, Options, Target
from translate.formats.html import Html

PAGE = """<!DOCTYPE html>
<html lang="kk">
<head>
  <meta charset="utf-8">
  <title>Басты бет &amp; жаңалықтар</title>
  <meta name="description" content="Қала туралы сайт">
  <style>p > a { color: red }</style>
  <script>if (a < b) document.write("<p>Жоқ</p>");</script>
</head>
<body class='x'>
<!-- <p>түсінік</p> -->
<h1>Қала <em>жаңалықтары</em></h1>
<p>
    Қала <b>әкімі</b> бүгін <a href="/a?x=1&y=2" title="Толық оқу"><i>жиын</i></a>
    өткізді&nbsp;– деп хабарлады.
</p>
<table><tr><td>Аты<td align=right>Жасы</tr><tr><td>Әлия<td>5</table>
<ul>
  <li>Бірінші жол<br/>
      Екінші жол
  <li><input type=text placeholder=Іздеу> <img src="a.png" alt='Сурет: "қала"'>
</ul>
<pre>  <b>код</b> осында </pre>
<div class="box notranslate"><p>Аударылмайды</p><br></div>
</body>
</html>
"""
WORD = """<p class=MsoNormal><span lang=KK style='mso-ansi-language:KK'>Министрлік<o:p></o:p></span></p>\r
<p class=MsoNormal><![if !supportEmptyParas]>&nbsp;<![endif]><o:p></o:p></p>\r
<p class=MsoNormal><span\r
style='font-size:12.0pt'>Бұл – <st1:place w:st="on">Алматы</st1:place> қаласы</span>.</p>\r
"""
BAD = """<p>Ашық <b>қалың <i>көлбеу</b> мәтін</i> соңы</div></p>
<a href="x" title="тырнақша жоқ>сілтеме</a> <p>1 < 2 & 3 > 2 болады <p
>Жаңа</ p></><//> <!doctype> <?php echo "<p>"; ?> мәтін <span"/> тағы &bad; &amp &#x41 <!-- соңы жоқ <p>жоқ</p>"""


class TestHtml(FormatContract):
    name = "html"

    @pytest.fixture
    def documents(self) -> dict[str, bytes]:
        utf_16 = PAGE.replace('"utf-8"', '"utf-16"')
        return {
            "page": PAGE.encode(),
            "lines of another system": codecs.BOM_UTF8 + PAGE.replace("\n", "\r\n").encode(),
            "utf-16": codecs.BOM_UTF16_LE + utf_16.encode("utf-16-le"),
            "from a word processor": WORD.encode(),
            "badly made": BAD.encode(),
            "many paragraphs": "".join(f"<p>Бұл <b>{n}</b> сөйлем.\n" for n in range(2000)).encode(),
            "empty": b"",
            "only a mark": codecs.BOM_UTF8,
            "no markup": "Жай ғана мәтін".encode(),
        }

    @pytest.fixture
    def broken(self) -> dict[str, bytes]:
        return {"a package": b"PK\x03\x04" + bytes(90), "bytes": bytes(range(256))}

    def texts(self, content: str) -> list[str]:
        return [block.text for block in self.blocks(content.encode())]

    def change(self, content: str, change: Callable[[Block], Target] = louder) -> str:
        return self.rewrite(content.encode(), change).decode()

    def test_what_is_translated(self) -> None:
        assert self.texts(PAGE) == [
            "Басты бет & жаңалықтар",
            "Қала туралы сайт",
            "Қала жаңалықтары",
            "Толық оқу",
            "Қала әкімі бүгін жиын өткізді\u00a0– деп хабарлады.",
            "Аты",
            "Жасы",
            "Әлия",
            "Бірінші жол\nЕкінші жол",
            "Іздеу",
            'Сурет: "қала"',
        ]

    def test_only_texts_change(self) -> None:
        made = self.change(PAGE)
        assert made.startswith('<!DOCTYPE html>\n<html lang="en">\n<head>\n  <meta charset="utf-8">\n  <title>Б')
        for kept in (
            '<script>if (a < b) document.write("<p>Жоқ</p>");</script>',
            "<style>p > a { color: red }</style>",
            "<!-- <p>түсінік</p> -->",
            "<pre>  <b>код</b> осында </pre>",
            '<div class="box notranslate"><p>Аударылмайды</p><br></div>',
            '<p>\n    Қжжж <b>әжіжі</b> жүжіж <a href="/a?x=1&y=2" title="Тжжжқ жқж"><i>жжжж</i></a> өжжіжжі&nbsp;–',
            "жжж<br/>\n      Ежіжжі жжж\n  <li>",
            'placeholder="Іжжжж"> <img src="a.png" alt=\'Сжжжж: "қжжж"\'>\n',
            "<td align=right>",
        ):
            assert kept in made

    def test_marks_move(self) -> None:
        def swap(block: Block) -> Target:
            return Target("the session of the mayor", (Mark(1, Span(0, 11)), Mark(0, Span(15, 24))))

        content = "<p><b>Әкімнің</b> <a href=x>жиыны</a></p>"
        assert self.change(content, swap) == "<p><a href=x>the session</a> of <b>the mayor</b></p>"

    @pytest.mark.parametrize(
        ("marks", "written"),
        [
            ((), "two & words"),
            ((Mark(0, Span(0, 3)),), "<b>two</b> & words"),
            ((Mark(0, Span(3, 4)), Mark(1, Span(0, 99))), "<a>two & words</a>"),
            ((Mark(0, Span(0, 5)), Mark(1, Span(4, 11))), "<b>two <a>&</a></b> words"),
            ((Mark(0, Span(0, 3)), Mark(0, Span(4, 5)), Mark(9, Span(0, 1))), "<b>two</b> & words"),
        ],
    )
    def test_no_text_is_lost_whatever_the_marks(self, marks: tuple[Mark, ...], written: str) -> None:
        made = self.change("<b>екі</b> <a>сөз</a> бар", lambda block: Target("two & words", marks))
        assert made == written.replace("&", "&amp;")

    def test_markup_whose_words_are_lost_leaves_nothing_empty(self) -> None:
        def put(content: str, *spans: tuple[int, int]) -> str:
            marks = tuple(Mark(number, Span(*span)) for number, span in enumerate(spans))
            return self.change(content, lambda _: Target("Read it here", marks))

        assert put("Бұл <em>сөз</em> бар", (4, 4)) == "Read it here"
        assert put("Бұл <em id=x>сөз</em> бар", (5, 5)) == "Read <em id=x>it</em> here"
        assert put("Бұл <a\nhref=x>сөз</a> бар", (12, 12)) == "Read it <a\nhref=x>here</a>"
        assert put("Бұл <a href=x><i>сөз</i></a> бар", (0, 0), (0, 0)) == "<a href=x>Read</a> it here"
        assert put("<A href=x>Бір</A> <a href=y>екі</a> <b>бар</b>", (0, 12), (8, 12), (8, 8)) == (
            "<A href=x>Read it</A> <a href=y>here</a>"
        )

    def test_a_line_break_within_a_sentence_stays_within_it(self) -> None:
        target = Target("Report of the Ministry", (Mark(0, Span(22, 22)),))
        assert self.change("Министрліктің<br>есебі", lambda _: target) == "Report of the <br>Ministry"

    def test_lines_of_an_address_are_lines(self) -> None:
        address = "<p>Қаржы министрлігі<br>Абай көшесі, 8<br><br>қалалық кеңсе</p>"
        assert self.texts(address) == ["Қаржы министрлігі\nАбай көшесі, 8\n\nқалалық кеңсе"]
        assert self.change(address).count("<br>") == 3

    def test_what_is_not_translated_within_a_line_is_a_place(self) -> None:
        content = (
            "<p><code>print()</code> бұйрығын, <kbd>F5</kbd>, <span translate=no>Audarma <b>x</b></span> "
            "(<code>a</code> – бір), <img src=q> H<sub>2</sub>O<sup>[1]</sup> және <code>b</code>-тің "
            "<b><img></b>өзі.</p>"
        )
        block = self.blocks(content.encode())[0]
        assert block.text == "бұйрығын,, (– бір), H2O және -тің өзі."
        assert self.change(content, lambda block: Target(block.text + " ", block.marks)) == content.replace(
            ".</p>", ". </p>"
        )

    def test_a_place_gets_the_spaces_it_needs(self) -> None:
        def put(at: int) -> str:
            return self.change("<code>x</code> санын жаз", lambda _: Target("Write it, now", (Mark(0, Span(at, at)),)))

        assert put(0) == "<code>x</code> Write it, now"
        assert put(6) == "Write <code>x</code> it, now"
        assert put(8) == "Write it <code>x</code>, now"
        assert put(13) == "Write it, now <code>x</code>"

    def test_a_line_break_within_a_sentence_is_a_place(self) -> None:
        assert self.texts("Ол бүгін <br>\n  келеді.<br>Ертең де.") == ["Ол бүгін келеді.\nЕртең де."]
        content = "Ол бүгін <br>\n  келеді.<br>Ертең де."
        assert self.change(content) == "Ож жүжіж <br>\n  жжжжжі.<br>Ежжжң жж."

    def test_what_is_translated_again_inside_what_is_not(self) -> None:
        content = '<div translate="no">жоқ <b>жоқ</b><br><p translate="yes">иә <i>осы</i></p><img alt="жоқ"></div>соңы'
        assert self.texts(content) == ["иә осы", "соңы"]

    def test_unclosed_code_ends_with_its_paragraph(self) -> None:
        assert self.texts("<p>Мына <code>x<b>y</p><p>келесі</p>") == ["Мына", "келесі"]

    def test_list_items_end_one_another(self) -> None:
        assert self.texts("<ul><li translate=no>жоқ<li>иә</ul><p translate=no>жоқ<p>иә") == ["иә", "иә"]

    def test_the_language_is_set_where_something_was_translated(self) -> None:
        assert self.change("<html><p>сөз") == '<html lang="en"><p>жөж'
        assert self.change("<html class=a lang=kk-KZ xml:lang='kk'><p>сөз") == (
            "<html class=a lang=en xml:lang='en'><p>жөж"
        )
        assert self.change("<html lang=kk><p>5") == "<html lang=kk><p>5"

    def test_an_old_encoding_becomes_utf_8(self) -> None:
        page = (
            '<?xml version="1.0" encoding="koi8-r"?><meta charset="koi8-r"><META content="text/html; charset=koi8-r">'
        )
        content = (page + "<p>Новая школа</p>").encode("koi8-r")
        assert self.read(content)[0].notes == ("read as KOI8-R; written as UTF-8",)
        assert self.rewrite(content).decode() == page.replace("koi8-r", "utf-8") + "<p>Новая школа</p>"

    def test_xhtml(self) -> None:
        content = '<?xml version="1.0"?><html><script src="x"/><a id="b"/><p>Бір<br/>Екі</p></html>'
        assert self.texts(content) == ["Бір\nЕкі"]

    def test_targets_are_escaped(self) -> None:
        made = self.change("<p title='а'>а<img alt=а>", lambda _: Target("'<b>' & \"x\"\u00a0"))
        assert made == (
            "<p title='&#39;&lt;b>&#39; &amp; \"x\"\u00a0'>'&lt;b&gt;' &amp; \"x\"\u00a0"
            "<img alt=\"'&lt;b>' &amp; &quot;x&quot;\u00a0\">"
        )
        assert self.change("<p>а&nbsp;б", lambda _: Target("a\u00a0b")) == "<p>a&nbsp;b"

    def test_parts_are_small(self) -> None:
        parts = self.read("".join(f"<p>Бұл {n} сөйлем.\n" for n in range(2000)).encode())
        assert len(parts) == 7
        assert max(len(part.blocks) for part in parts) <= 300

    def test_a_page_that_is_too_large_is_refused(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("translate.formats.html.LARGEST", 10)
        with pytest.raises(FormatError, match="has 11 bytes"):
            list(Html().read(io.BytesIO(b"<p>abcdefgh"), Options()))

    @pytest.mark.parametrize(
        "piece",
        [
            "<b>",
            "</b>",
            "<b>я",
            "<",
            "<a b='",
            '<a b="',
            "<!--",
            "<p",
            "&",
            "</",
            "<code>",
            "<i><code>",
            "<li>я",
            "<br>я ",
        ],
    )
    def test_time_grows_with_the_length(self, piece: str) -> None:
        started = time.perf_counter()
        content = piece * 20_000
        assert self.rewrite(content.encode()) == content.encode()
        assert time.perf_counter() - started < 5

    @given(
        st.lists(
            st.sampled_from(
                [
                    "<b>",
                    "</b>",
                    "<p>",
                    "</p>",
                    "<code>",
                    "</code>",
                    "<br>",
                    "сөз",
                    " ",
                    "&amp;",
                    "<a x='",
                    "'",
                    ">",
                    "<div translate=no>",
                    "</div>",
                    "<img alt=ә>",
                    "<title>",
                    "<!--",
                    "-->",
                    "<script>",
                    "</script>",
                    "\n",
                    "<li>",
                    "</",
                ]
            ),
            max_size=25,
        )
    )
    def test_any_markup_is_kept(self, pieces: list[str]) -> None:
        content = "".join(pieces).encode()
        assert self.rewrite(content) == content
        before = [block.text for block in self.blocks(content)]
        after = [block.text for block in self.blocks(self.rewrite(content, louder))]
        assert after == [louder(Block(text)).text for text in before]
