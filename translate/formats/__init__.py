"""Document formats, one file each: the text of a document as blocks, and the document again with their translations."""

from translate.formats.format import Block, Format, Mark, Options, Part, Target
from translate.formats.registry import FORMATS, find_format

__all__ = ["FORMATS", "Block", "Format", "Mark", "Options", "Part", "Target", "find_format"]
