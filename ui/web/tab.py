"""What a tab of the web form is given: its language, its messages, the server's settings, the visitor's session."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from ui.messages import say
from ui.web.desk import Desk
from ui.web.settings import Settings

__all__ = ["Page", "PageLanguage", "Settings"]

PageLanguage = Literal["kk", "en"]


@dataclass(frozen=True, slots=True)
class Page:
    """The page of one language while it is built.

    `session` is a `gr.State` that holds the visitor's `ui.web.session.Session`; `desk` is where all visitors'
    texts are translated in turn; files for a visitor to download are written below `folder`, which is private
    to the server and removed with it.
    """

    language: PageLanguage
    settings: Settings
    session: Any
    desk: Desk
    folder: Path

    @property
    def say(self) -> Callable[..., str]:
        """Return what turns the key of a message, with its values by name, into the message in the page's language."""
        return say(self.language)
