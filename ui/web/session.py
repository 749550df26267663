"""What a visitor has for as long as the page is open: a termbase of their own, which nobody else sees."""

from dataclasses import dataclass, field

from glossary.term import Termbase
from ui.web.termbase_table import Table


@dataclass(slots=True)
class Session:
    """The visitor's own termbase as a table that can be edited, None where there is none.

    `shown` are the numbers of the rows that stand on the page now, `choice` the query and the kind of rows by which
    they were chosen.
    """

    table: Table | None = None
    shown: list[int] = field(default_factory=list)
    choice: tuple[str, str] = ("", "")

    @property
    def termbase(self) -> Termbase | None:
        """The termbase of the rows without errors, as translations use it; None where there is no such row."""
        termbase = self.table.termbase if self.table else None
        return termbase or None

    def open_table(self, beneath: Termbase) -> Table:
        """Return the table, an empty one over `beneath` where there was none."""
        if self.table is None:
            self.table = Table(beneath)
        return self.table
