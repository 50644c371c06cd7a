"""What a page holds and a browser does not show: no part of the article, and a place to hide orders to a model.

Seen from an element's own attributes. What a style sheet hides, or the colour of the paper, is not seen.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_UNSEEN = "//template | //noscript | //*[@hidden] | //*[@aria-hidden='true']"
# Invisible, of no size, or moved out of the window. A negative margin only moves what stands beside it.
_HIDING = re.compile(
    r"""(?:^|;)\s*(?:
      display\s*:\s*none | visibility\s*:\s*(?:hidden|collapse) | color\s*:\s*transparent
      | opacity\s*:\s*0?\.?0+%?\s*(?:;|!|$)
      | font-size\s*:\s*(?:0(?:\.0+)?(?![.\d])|[01](?:\.\d+)?p[xt])
      | (?:left|top|text-indent)\s*:\s*-(?:\d{4,}|999)
      | clip\s*:\s*rect\(\s*0 | clip-path\s*:\s*inset\(\s*(?:50|100)%
    )""",
    re.I | re.X,
)


def drop_hidden(tree: HtmlElement) -> None:
    """Take out the elements that are not shown, not the text behind them. In place."""
    styled = (element for element in tree.xpath("//*[@style]") if _HIDING.search(element.get("style")))
    for element in (*tree.xpath(_UNSEEN), *styled):
        if element.tag not in ("html", "body"):   # scripts show a whole page when it is ready
            element.drop_tree()


def show_by_script(tree: HtmlElement) -> None:
    """Show what WeChat hides until its script runs: every article. In place."""
    for element in tree.xpath("//*[@id='js_content'][not(contains(@style, 'display'))]"):
        element.attrib.pop("style", None)
