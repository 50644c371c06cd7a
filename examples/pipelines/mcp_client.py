"""The tools of `summarizer mcp`, asked by a client of the same SDK that hosts use."""

import asyncio
import sys
from pathlib import Path

from mcp import Client, StdioServerParameters

ARTICLES = Path(__file__).parent.parent
SERVER = StdioServerParameters(command=sys.executable, args=["-m", "summarizer", "mcp", "--root", str(ARTICLES)])


async def main() -> None:
    """Summarise an article, then have a false statement about it checked."""
    async with Client(SERVER) as client:
        print("tools:", *(tool.name for tool in (await client.list_tools()).tools))
        article = "english_economy/article.txt"
        answer = await client.call_tool("summarize", {"path": article, "groups": 2, "points": 2})
        print(answer.content[0].text)
        claim = "Core Viewpoint\n- Consumer prices rose 19 percent in the year to June 2022 [1]"
        report = await client.call_tool("check", {"summary": claim, "path": article})
        print(report.content[0].text)


asyncio.run(main())
