"""Gettext catalogues: what has no translation gets one, and every other line stays."""

import codecs
from collections.abc import Callable

import polib
import pytest

from glossary.text import Span
from tests.translate.formats.contract import FormatContract, keep, louder
from translate.formats import Block, Mark, Options, Target
from translate.formats.placeholders import read_placeholders
from translate.formats.po_entries import read_entries, split_lines, unescape, write_string

CATALOGUE = r"""# Аударма
#, fuzzy
msgid ""
msgstr ""
"Project-Id-Version: 1\n"
"Language-Team: Қазақ\n"
"Language: \n"
"Content-Type: text/plain; charset=UTF-8\n"
"Plural-Forms: nplurals=INTEGER; plural=EXPRESSION;\n"

#. Түсінік
#: main.c:5
#, c-format
msgid "%s файлын ашу мүмкін емес: %d қате."
msgstr ""

#: main.c:9
msgctxt "мәзір"
msgid "Ашу"
msgstr "Open"

#| msgid "Ескі"
msgid ""
"Бірінші жол бар,\n"
"екінші \"жол\" да бар.\n"
msgstr ""

#, python-brace-format, fuzzy
msgid "<b>{0}</b> қаласы (<a href=\"%(url)s\">толық</a>)"
msgstr ""
#, c-format
msgid "%d файл"
msgid_plural "%d файлдар"
msgstr[0] ""
msgstr[1] ""

msgid "page.title"
msgstr ""

msgid "5"
msgstr ""

#~ msgid "Ескірген"
#~ msgstr ""
"""


class TestPo(FormatContract):
    name = "po"

    @pytest.fixture
    def documents(self) -> dict[str, bytes]:
        made = polib.POFile()
        made.metadata = {"Content-Type": "text/plain; charset=UTF-8", "Language": "kk"}
        made.append(
            polib.POEntry(msgid="Бұл ұзын хабар, " * 12, msgstr="", occurrences=[("a.py", "5")], comment="бір\nекі")
        )
        made.append(polib.POEntry(msgid="Файл %s", msgstr_plural={0: "", 1: ""}, msgid_plural="Файлдар %s"))
        made.append(polib.POEntry(msgid="Жойылған", msgstr="", obsolete=True))
        return {
            "catalogue": CATALOGUE.encode(),
            "another system": codecs.BOM_UTF8 + CATALOGUE.replace("\n", "\r\n").encode(),
            "by another program": str(made).encode(),
            "no header, no last line end": 'msgid "Бір"\nmsgstr ""\nmsgid "Екі"\nmsgstr ""'.encode(),
            "many": "".join(f'msgid "Хабар {n} бар"\nmsgstr ""\n\n' for n in range(700)).encode(),
            "only remarks": b"# abc\n",
            "empty": b"",
        }

    @pytest.fixture
    def broken(self) -> dict[str, bytes]:
        return {
            "a text": "Жай мәтін\n".encode(),
            "a string that is not closed": b'msgid "abc\nmsgstr ""\n',
            "no msgid": b'msgstr ""\n',
            "a string alone": b'"abc"\n',
            "a package": b"PK\x03\x04" + bytes(90),
            "bytes": bytes(range(256)),
        }

    def test_what_is_written_is_read_again(self, documents: dict[str, bytes]) -> None:
        """A message that has a translation is no block again, so that the translations are looked at."""
        for content in documents.values():
            wanted = [louder(block).text for block in self.blocks(content)]
            made = self.rewrite(content, louder)
            assert self.blocks(made) == []
            found = [
                string.text for entry in read_entries(split_lines(made.decode("utf-8-sig"))) for string in entry.targets
            ]
            assert len(wanted) <= len(found)
            if content:
                polib.pofile(made.decode("utf-8-sig").replace("\r\n", "\n"))

    def change(self, content: str, change: Callable[[Block], Target] = louder) -> str:
        return self.rewrite(content.encode(), change).decode()

    def test_what_is_translated(self) -> None:
        assert [block.text for block in self.blocks(CATALOGUE.encode())] == [
            "файлын ашу мүмкін емес: қате.",
            'Бірінші жол бар,\nекінші "жол" да бар.',
            "қаласы (толық)",
            "файл",
            "файлдар",
        ]
        assert self.read(CATALOGUE.encode())[0].notes == ("1 of its messages had a translation, which was kept",)

    def test_only_translations_and_flags_change(self) -> None:
        made = self.change(CATALOGUE)
        expected = CATALOGUE
        for old, new in (
            ('"Language: \\n"', '"Language: en\\n"'),
            ("nplurals=INTEGER; plural=EXPRESSION;", "nplurals=2; plural=(n != 1);"),
            ('қате."\nmsgstr ""', 'қате."\nmsgstr "%s жжжжжж жжж жүжжіж жжжж: %d қжжж."'),
            ("#, c-format", "#, fuzzy, c-format"),
            ('бар.\\n"\nmsgstr ""\n', 'бар.\\n"\nmsgstr ""\n"Біжіжжі жжж жжж,\\n"\n"жжіжжі \\"жжж\\" жж жжж.\\n"\n'),
            ('#| msgid "Ескі"', '#, fuzzy\n#| msgid "Ескі"'),
            ('</a>)"\nmsgstr ""', '</a>)"\nmsgstr "<b>{0}</b> қжжжжж (<a href=\\"%(url)s\\">жжжжқ</a>)"'),
            ('msgstr[0] ""', 'msgstr[0] "%d жжжж"'),
            ('msgstr[1] ""', 'msgstr[1] "%d жжжжжжж"'),
        ):
            assert old in expected
            expected = expected.replace(old, new)
        assert made == expected

    def test_another_program_reads_it(self) -> None:
        made = polib.pofile(self.change(CATALOGUE))
        assert made.metadata["Language"] == "en"
        assert [entry.msgid for entry in made.fuzzy_entries()] == [
            "%s файлын ашу мүмкін емес: %d қате.",
            'Бірінші жол бар,\nекінші "жол" да бар.\n',
            '<b>{0}</b> қаласы (<a href="%(url)s">толық</a>)',
            "%d файл",
        ]
        assert len(made.obsolete_entries()) == 1

    def test_placeholders_move(self) -> None:
        content = 'msgid "%s файлын %d рет ашу"\nmsgstr ""\n'
        target = Target("Opening the file, times", (Mark(1, Span(18, 18)), Mark(0, Span(16, 16))))
        assert self.change(content, lambda _: target) == (
            '#, fuzzy\nmsgid "%s файлын %d рет ашу"\nmsgstr "Opening the file %s, %d times"\n'
        )

    def test_one_form_of_the_plural(self) -> None:
        content = 'msgid "%d файл"\nmsgid_plural "%d файлдар"\nmsgstr[0] ""\n'
        assert [block.text for block in self.blocks(content.encode())] == ["файлдар"]
        content = 'msgid "%d файл"\nmsgid_plural "%d файлдар"\nmsgstr[0] "бар"\nmsgstr[1] ""\nmsgstr[2] ""\n'
        assert self.change(content, lambda _: Target("files")).endswith(
            '[0] "бар"\nmsgstr[1] "files"\nmsgstr[2] "files"\n'
        )

    def test_a_header_without_a_language_gets_one(self) -> None:
        content = 'msgid ""\nmsgstr "Language-Team: x"\n\nmsgid "сөз"\nmsgstr ""\n'
        assert self.change(content).startswith(
            'msgid ""\nmsgstr "Language-Team: x\\n"\n"Language: en\\n"\n\n#, fuzzy\n'
        )
        content = 'msgid ""\nmsgstr ""\n"Language: kk\\nX-Source-Language: kk\\n"\n\nmsgid "сөз"\nmsgstr ""\n'
        assert '"Language: en\\nX-Source-Language: kk\\n"' in self.change(content)

    def test_nothing_is_written_for_an_empty_target(self) -> None:
        assert self.change(CATALOGUE, lambda _: Target(" ")) == CATALOGUE
        assert self.change(CATALOGUE, keep) == CATALOGUE

    def test_an_old_encoding(self) -> None:
        content = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=koi8-r\\n"\n\nmsgid "Новое слово"\nmsgstr ""\n'
        made = self.rewrite(content.encode("koi8-r")).decode()
        assert made == content.replace("koi8-r", "UTF-8")

    def test_parts_are_whole_entries(self) -> None:
        content = "".join(f'msgid "Хабар {n} бар"\nmsgstr ""\n\n' for n in range(700))
        assert [len(part.blocks) for part in self.read(content.encode())] == [300, 300, 100]
        assert self.change(content).count("#, fuzzy") == 700
        assert self.options == Options()


class TestStrings:
    @pytest.mark.parametrize(
        "text", ["", "а", 'а"ә\\', "бір\nекі\n", "\n", "ұзын сөз " * 30, "х" * 200, "\t\r\a\x0b", "а\n\nб"]
    )
    def test_strings_are_read_again(self, text: str) -> None:
        lines = split_lines('msgid "x"\n' + write_string("msgstr", text, "\n"))
        assert next(read_entries(lines)).find("msgstr") == text
        assert all(len(line) < 84 or " " not in line.strip() for line in lines[1:])

    def test_escapes(self) -> None:
        assert unescape(r"\101\x41\n\"\\\q") == 'AA\n"\\q'

    @pytest.mark.parametrize(
        ("text", "places"),
        [
            ("%s, %d", ["%s", "%d"]),
            ("%1$s %-5.2f %%", ["%1$s", "%-5.2f", "%%"]),
            ("100% of 5% дейін, 20%of", []),
            ("%(name)s %(n)d", ["%(name)s", "%(n)d"]),
            ("{0} {name!r:>5} {} {a b}", ["{0}", "{name!r:>5}", "{}"]),
            ("${x} %{y} #{z} {{ w }} {% t %}", ["${x}", "%{y}", "#{z}", "{{ w }}", "{% t %}"]),
            ("%1 файл %sке %lluКБ", ["%1", "%s", "%llu"]),
            ("a<br/>&nbsp;б", ["<br/>", "&nbsp;"]),
        ],
    )
    def test_placeholders(self, text: str, places: list[str]) -> None:
        items = read_placeholders(text)
        assert [item.source[0] for item in items if item.kind == "place"] == places
        assert "".join(str(item.source[0]) for item in items) == text
