"""What the command's exit codes mean."""

DONE = 0
FAILED = 1
"""The content failed: a title could not be rendered (`--strict`)."""
MISUSED = 2
"""Wrong use, or input that cannot be read."""
INTERRUPTED = 130
