"""Long documents with a model: sections, summarised side by side, and their statements summarised again.

- `sections`: where a document is cut, so that each part fits and ends where a topic ends;
- `reduce`: from the statements of many sections to those of one summary, their sentence numbers carried along;
- `write`: the whole way from a document to a draft.

Sentences keep the numbers they have in the whole document, so that the result is a draft like any other: it is grounded
in, and checked against, the document itself.
"""
