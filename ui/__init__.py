"""The command, the web form, and how results are shown to people."""
