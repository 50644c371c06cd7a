"""Printed summaries: the grammar that renderers print and the parser reads, and the shapes in which sites publish them.

`grammar` is the printed statement and its escapes, `labels` its labels, `header_line` the line with source and time.
The parser works like that of any language: `citation_styles`, `list_numbers` and `listing` bring what others write into
our form, `scanner` cuts lines into tokens, `section_builder` holds the state, and `parser` has the entry points
`parse_summary` and `parse_summaries`. `prose` makes statements of any other text.
"""
