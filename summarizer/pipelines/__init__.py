"""Past one machine: the same work inside Daft, Ray Data and PySpark.

The engine brings the machines: it reads and writes tables, moves rows to workers, tries a task again when a worker is
lost and holds back what is not yet needed. `Rows` brings the work: a row in, a summary or the reason for none out, so
that no document can fail a task with a thousand others in it.
"""

from .rows import Rows

__all__ = ["Rows"]
