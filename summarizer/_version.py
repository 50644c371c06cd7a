"""The version, read by the build and by `summarizer --version`."""

__version__ = "0.1.0"
