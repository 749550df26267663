"""JSON lines: strings of some fields change, and nothing else does."""

import io
import json
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.translate.formats.contract import FormatContract
from translate.errors import FormatError
from translate.formats import Options, Part, Target
from translate.formats.jsonl import JsonLines

LINES = (
    '{"id": 1, "text": "Қала әкімі жиын өткізді.", "score": 1.50e+3}\n'
    '{ "text" :"Ол \\"иә\\" деді\\nсосын кетті." ,"n":12345678901234567890, "id":2}\r\n'
    "\n"
    '{"id":3,"text":"\\u0436\\u043e\\u049b <\\/b>","meta":{"text":"ішінде"}}\n'
    '{"id":4,"text":null}\n'
    '["text", "тізім"]\n'
    '{"text":["бір","екі 😀",3,["үш"]],"id":-0.0}'
)


def texts(content: str, *columns: str) -> list[str]:
    parts = JsonLines().read(io.BytesIO(content.encode("utf-8", "surrogatepass")), Options(columns=columns))
    return [block.text for part in parts for block in part.blocks]


def write(content: str, target: str, *columns: str) -> str:
    file, out, options = io.BytesIO(content.encode()), io.BytesIO(), Options(columns=columns)

    def translated() -> Iterator[tuple[Part, list[Target]]]:
        for part in JsonLines().read(file, options):
            yield part, [Target(target) for _ in part.blocks]

    JsonLines().write(file, translated(), out, options)
    return out.getvalue().decode()


class TestJsonLines(FormatContract):
    name = "jsonl"

    @pytest.fixture
    def documents(self) -> dict[str, bytes]:
        made = [{"text": f"Сөйлем нөмірі {n}", "n": n / 7} for n in range(1200)]
        return {
            "by hand": LINES.encode(),
            "with a mark": b"\xef\xbb\xbf" + LINES.encode(),
            "escaped": "".join(json.dumps(row) + "\n" for row in made).encode(),
            "plain": "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in made).encode(),
            "empty": b"",
        }

    @pytest.fixture
    def broken(self) -> dict[str, bytes]:
        return {
            "no JSON": b'{"text": "a"}\n{"text": \n',
            "a package": b"PK\x03\x04" + bytes(50),
            "old letters": '{"text": "қала"}'.encode("utf-16"),
            "deep": b"[" * 100_000 + b"]" * 100_000,
            "no such field": b'{"title": "a"}\n',
            "two values": b'{"text": "a"} {"text": "b"}\n',
            "a control character": b'{"text": "a\x01"}\n',
        }


def test_strings_and_lists_of_the_field() -> None:
    assert texts(LINES) == [
        "Қала әкімі жиын өткізді.",
        'Ол "иә" деді\nсосын кетті.',
        "жоқ </b>",
        "бір",
        "екі 😀",
        "үш",
    ]


def test_dotted_names() -> None:
    line = '{"a": {"b": [{"c": "бір", "d": "екі"}, {"c": "үш"}], "b.c": "төрт"}, "c": "бес"}'
    assert texts(line, "a.b.c") == ["бір", "үш", "төрт"]
    assert texts(line, "c", "a.b.d") == ["екі", "бес"]


def test_a_key_is_no_text() -> None:
    assert texts('{"text": "text", "мәтін": {"text": 1}}') == ["text"]


def test_only_the_strings_change() -> None:
    made = write(LINES, "new – text")
    assert made.startswith('{"id": 1, "text": "new – text", "score": 1.50e+3}\n{ "text" :"new – text" ,"n":1234567890')
    assert '{"id":3,"text":"new \\u2013 text","meta":{"text":"ішінде"}}\n{"id":4,"text":null}\n' in made
    assert made.endswith('{"text":["new – text","new – text",3,["new – text"]],"id":-0.0}')


def test_markup_stays_escaped() -> None:
    assert write('{"text":"\\u003Cb\\u003e қала"}', "<i>city</i>") == '{"text":"\\u003ci\\u003ecity\\u003c/i\\u003e"}'
    assert write('{"text":"қала<\\/b>"}', "city</b>") == '{"text":"city<\\/b>"}'


def test_half_characters_are_left_alone() -> None:
    assert texts('{"text":"\\ud83d қала"}\n{"text":"қала"}') == ["қала"]


def test_a_bad_line_is_named() -> None:
    with pytest.raises(FormatError, match="line 3 is no JSON"):
        texts('{"text": "a"}\n\n{"text": "b"\n')
    with pytest.raises(FormatError, match=r"line 2 is not UTF-8 \(byte 2\)"):
        list(JsonLines().read(io.BytesIO(b'{"text": "a"}\n"\xff"\n'), Options()))


def test_fields_that_are_not_there() -> None:
    with pytest.raises(FormatError, match=r"no string field text; name one with --column. It has: id, body\.kk"):
        texts('{"id": "1", "body": {"kk": "қала"}, "n": 1}')
    parts = list(JsonLines().read(io.BytesIO(b'{"text": "a"}'), Options(columns=("text", "title"))))
    assert parts[0].notes == ("the first lines have no string field title",)


def test_long_numbers_and_names_twice() -> None:
    line = '{"n": ' + "9" * 10_000 + ', "text": "бір", "text": "екі"}'
    assert texts(line) == ["бір", "екі"]


def test_parts_are_small() -> None:
    parts = JsonLines().read(io.BytesIO('{"text": "Ұзын сөйлем осында тұр."}\n'.encode() * 3000), Options())
    sizes = [len(part.rest.lines) for part in parts]
    assert sum(sizes) == 3000
    assert max(sizes) <= 500


VALUES = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["text", "a", 'b"c']), inner, max_size=3)
    ),
    max_leaves=10,
)


@given(VALUES, st.booleans(), st.sampled_from([None, 1]))
def test_values_of_any_kind(value: object, escaping: bool, spaces: int | None) -> None:
    separators = (" , ", " : ") if spaces else (",", ":")
    line = json.dumps({"text": "қала", "x": value}, ensure_ascii=escaping, separators=separators)
    made = json.loads(write(line, "city", "text"))
    assert made["text"] == "city"
    assert json.dumps(made["x"]) == json.dumps(value)
