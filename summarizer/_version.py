"""The version and the distribution name, as `pyproject.toml` states them; a test compares the two."""

__version__ = "0.1.0"
# On the package index `summarizer` is another project; the import name and the command stay `summarizer`.
DISTRIBUTION = "cited-summarizer"
