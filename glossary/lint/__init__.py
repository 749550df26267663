"""Look a termbase over: what is wrong, doubtful or worth a look, each with its line and with what to do."""

from glossary.lint.finding import SEVERITIES, Finding, Severity, Subject
from glossary.lint.inspection import CHECKS, lint, locate

__all__ = ["CHECKS", "SEVERITIES", "Finding", "Severity", "Subject", "lint", "locate"]
