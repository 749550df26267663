"""What the command's exit codes mean."""

DONE = 0
FAILED = 1
"""The content failed: a title could not be rendered (`--strict`)."""
MISUSED = 2
"""Wrong use, or input that cannot be read."""
INTERRUPTED = 130


class Ended(KeyboardInterrupt):
    """A signal has asked the command to end; all that ends on Ctrl-C ends on it too."""

    def __init__(self, number: int) -> None:
        """Keep the signal's number."""
        super().__init__()
        self.number = number


def tell_code(stop: BaseException) -> int:
    """Return the exit code for what has stopped a command: Ctrl-C, or another signal."""
    return 128 + stop.number if isinstance(stop, Ended) else INTERRUPTED
