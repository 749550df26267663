"""The table of all messages, and the way to one."""

from collections.abc import Callable
from typing import Literal

from ui.messages import check, model, page, termbase, translation

MESSAGES: dict[str, tuple[str, str]] = {
    **page.MESSAGES,
    **translation.MESSAGES,
    **termbase.MESSAGES,
    **check.MESSAGES,
    **model.MESSAGES,
}
"""Each message by its key: in Kazakh, in English. A part in braces is a value that is given when it is said."""


def say(language: Literal["kk", "en"]) -> Callable[..., str]:
    """Return what turns the key of a message and its values into the message in a language.

    >>> say("en")("too-long", length="60,000", limit="50,000")
    'The text has 60,000 characters; up to 50,000 can be translated at once. Give it as a file, or in parts.'
    """
    column = 0 if language == "kk" else 1

    def speak(key: str, **values: object) -> str:
        return MESSAGES[key][column].format(**values)

    return speak
