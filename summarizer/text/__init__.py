"""Text primitives that every stage shares: scripts and languages, folding, token counts, fields of header lines.

Modules here import nothing of the package but `models` and `errors`.
"""
