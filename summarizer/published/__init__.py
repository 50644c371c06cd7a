"""Printed summaries: the grammar that renderers print and the parser reads, and the shapes in which sites publish them.

`grammar` is the labels, the printed statement and its escapes, `header_line` the line with source and time. The parser
works like that of any language: `scanner` cuts lines into tokens, `section_builder` holds the state, and `parser` has
the entry point `parse_summary`.
"""
