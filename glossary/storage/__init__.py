"""Reading and writing termbases: one module a format, and `layers`, which puts them on top of each other."""

from glossary.storage.formats import FORMATS, Format, Reading, load, read, save
from glossary.storage.layers import default_termbase, load_termbase
from glossary.storage.loss import Loss

__all__ = ["FORMATS", "Format", "Loss", "Reading", "default_termbase", "load", "load_termbase", "read", "save"]
