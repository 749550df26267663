"""The web form: one page a language, with a tab for each kind of work."""
