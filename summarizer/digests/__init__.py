"""One summary of many articles: copies, matters, corrections and disagreements among them, and the digest itself."""

from .article_notes import Articles, take_note
from .digest_run import write_digest
from .offline_digest import compose_digest

__all__ = ["Articles", "compose_digest", "take_note", "write_digest"]
