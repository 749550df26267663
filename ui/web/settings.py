"""What the server of the web form was started with."""

from dataclasses import dataclass, field

from glossary.term import Termbase


@dataclass(frozen=True, slots=True)
class Settings:
    """What the server was started with, the same for every visitor.

    `termbase` is the one that ships with those of the command over it. `max_length` is in code points, of a text
    that is pasted; `max_file_size` in bytes; `queue` is how many visitors may wait; `timeout` in seconds, for
    one piece of work.
    """

    model: str = "auto"
    termbase: Termbase = field(default_factory=Termbase)
    max_length: int = 50_000
    max_file_size: int = 20_000_000
    queue: int = 32
    timeout: float = 600.0
