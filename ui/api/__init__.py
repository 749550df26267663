"""The HTTP API, which is that of LibreTranslate with a few additions."""
