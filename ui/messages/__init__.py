"""Everything that the web form says, in Kazakh and English."""

from ui.messages.table import MESSAGES, say

__all__ = ["MESSAGES", "say"]
