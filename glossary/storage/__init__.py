"""Reading and writing termbases: one module a format, and `layers`, which puts them on top of each other."""

from glossary.storage.layers import default_termbase, load_termbase

__all__ = ["default_termbase", "load_termbase"]
