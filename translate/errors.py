"""What can go wrong in translating. Each error says what, where, and what to do."""


class TranslationError(Exception):
    """The root of all errors of this package."""


class ModelError(TranslationError):
    """A model cannot be used. `model` is its name or folder, `problem` what is wrong and what to do."""

    def __init__(self, model: str, problem: str) -> None:
        """Keep the model's name beside the message."""
        super().__init__(f"model {model}: {problem}")
        self.model, self.problem = model, problem


class LanguageError(TranslationError):
    """A language, or a pair of languages, is not known."""


class EngineError(TranslationError):
    """An engine broke its contract, for example by answering for fewer requests than it was given."""


class TextError(TranslationError):
    """A text cannot be read. `name` is the file's, `position` the byte where it is not UTF-8."""

    def __init__(self, name: str, position: int, beginning: bytes = b"") -> None:
        """Keep the place; what the file begins with tells what it may be."""
        advice = "save it as UTF-8 and try again"
        if beginning.startswith(b"PK\x03\x04"):
            advice = "it looks like a Word document or another package; save its text as plain text in UTF-8"
        elif beginning.startswith((b"\xff\xfe", b"\xfe\xff")):
            advice = "it looks like UTF-16; save it as UTF-8 and try again"
        self.problem = f"not UTF-8 at byte {position}; {advice}"
        super().__init__(f"{name}: {self.problem}")
        self.name, self.position = name, position


class FormatError(TranslationError):
    """A document cannot be read in its format. `path` is its name, `problem` what is wrong and what to do."""

    def __init__(self, path: str, problem: str) -> None:
        """Keep the document's name beside the message; formats, which know none, leave it empty."""
        super().__init__(f"{path}: {problem}" if path else problem)
        self.path, self.problem = path, problem
