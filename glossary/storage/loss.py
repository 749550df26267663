"""What a format could not hold, and what was left out of a file that was read."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Loss:
    """One thing that did not get through: the concept and the term it belongs to ("" for none), and what it is."""

    concept: str
    term: str
    what: str

    def __str__(self) -> str:
        """Return one line for people.

        >>> print(Loss("akim", "mayor", "status forbidden: the term is left out"))
        akim, mayor: status forbidden: the term is left out
        """
        place = ", ".join(filter(None, (self.concept, self.term)))
        return f"{place}: {self.what}" if place else self.what


@dataclass(slots=True)
class Tally:
    """Counts what a file has and a termbase has no place for, with the first example of each kind."""

    counts: dict[str, int] = field(default_factory=dict)
    examples: dict[str, str] = field(default_factory=dict)

    def add(self, what: str, example: str = "") -> None:
        """Count one more of a kind."""
        self.counts[what] = self.counts.get(what, 0) + 1
        self.examples.setdefault(what, example)

    def losses(self) -> list[Loss]:
        """Return one loss for each kind, the most frequent first; its term is the first example.

        >>> tally = Tally()
        >>> tally.add("language ru", "аким")
        >>> [str(loss) for loss in tally.losses()]
        ['аким: language ru (once)']
        """
        kinds = sorted(self.counts, key=lambda what: -self.counts[what])
        times = {what: "once" if self.counts[what] == 1 else f"{self.counts[what]} times" for what in kinds}
        return [Loss("", self.examples[what], f"{what} ({times[what]})") for what in kinds]
