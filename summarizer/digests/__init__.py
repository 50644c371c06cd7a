"""One summary of many articles: copies, matters, corrections and disagreements among them, and the digest itself."""

from .digest_run import write_digest
from .offline_digest import compose_digest

__all__ = ["compose_digest", "write_digest"]
