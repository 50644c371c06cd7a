"""Make docs/page.png, the picture of the page in the README: the Chinese example with its English summary.

Two errors are planted in the summary, so that the picture shows what becomes of them.

    python scripts/screenshot.py      after scripts/install_browser.sh
"""

from __future__ import annotations

import os
import struct
import subprocess
import sys
import tempfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from summarizer.models import Document, Summary

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))
TOOLS = Path(os.environ.get("BROWSER_TOOLS", Path.home() / ".cache/summarizer-dev/browser"))
TARGET = ROOT / "docs/page.png"
MAX_KILOBYTES = 200
WIDTH, HEIGHT = 1280, 860

# A citation is followed, then the page is scrolled back to its head, so that all that belongs together is in sight.
_SHOOT = """
const decode = async (shot) => {
  const image = new Image();
  image.src = "data:image/png;base64," + shot;
  await image.decode();
  const context = new OffscreenCanvas(image.width, image.height).getContext("2d");
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, image.width, image.height);
  const parts = [];
  for (let i = 0; i < data.length; i += 30000) parts.push(String.fromCharCode(...data.subarray(i, i + 30000)));
  return btoa(parts.join(""));
};
const { chromium } = require(process.argv[1] + "/node_modules/playwright-core");
(async () => {
  const browser = await chromium.launch({ executablePath: "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"] });
  const page = await browser.newPage({ viewport: { width: %d, height: %d }, reducedMotion: "reduce" });
  await page.goto("file://" + process.argv[2]);
  await page.click("#s3 .cite");
  await page.evaluate(() => scrollTo(0, 0));
  await page.hover("#s3 .cites");
  await page.evaluate(() => scrollTo(0, 0));
  const shot = (await page.screenshot()).toString("base64");
  const blank = await browser.newPage();
  const pixels = await blank.evaluate(decode, shot);
  require("node:fs").writeFileSync(process.argv[3], Buffer.from(pixels, "base64"));
  await browser.close();
})();
"""


EXAMPLE = ROOT / "examples" / "chinese_business"
PLANTED = (("rose 40.7%", "rose 4.07%"), ("Auto manufacturing profit fell", "Auto manufacturing profit rose"))


def main() -> int:
    """Write the picture; 1 when it is larger than a README should carry."""
    from summarizer.models import Document, Summary

    document = Document.from_file(EXAMPLE / "article.txt")
    told = (EXAMPLE / "summary.en.json").read_text(encoding="utf-8")
    for right, wrong in PLANTED:
        assert right in told, f"the example does not say {right!r} any more"
        told = told.replace(right, wrong, 1)
    return shoot(checked(Summary.parse(told), document).to_html(document))


def checked(summary: Summary, document: Document) -> Summary:
    """The summary with the verdicts of a new check."""
    from summarizer.grounding import SourceIndex
    from summarizer.grounding.report import check_summary
    from summarizer.repair.policy import replace_statements

    return replace_statements(
        summary, {entry.place: entry.statement for entry in check_summary(summary, SourceIndex(document)).entries}
    )


def shoot(html: str) -> int:
    """Write the picture of a page; 1 when it is too large."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        page.write_text(html, encoding="utf-8")
        TARGET.parent.mkdir(exist_ok=True)
        raw = Path(folder) / "pixels"
        subprocess.run(["node", "-e", _SHOOT % (WIDTH, HEIGHT), str(TOOLS), str(page), str(raw)], check=True)
        TARGET.write_bytes(png(np.frombuffer(raw.read_bytes(), np.uint8).reshape(HEIGHT, WIDTH, 4)[..., :3]))
    kilobytes = TARGET.stat().st_size / 1024
    print(f"{TARGET.relative_to(ROOT)}: {kilobytes:.0f} KB")
    return int(kilobytes > MAX_KILOBYTES)


def png(pixels: npt.NDArray[np.uint8]) -> bytes:
    """A PNG of 256 colours, a third of the size of what a browser writes: the commonest ones, the rest by nearness."""
    colours, index, counts = np.unique(pixels.reshape(-1, 3), axis=0, return_inverse=True, return_counts=True)
    chroma = colours.max(axis=1).astype(int) - colours.min(axis=1)  # few pixels are green or red, but those tell
    palette = colours[np.argsort(-counts * (1 + chroma))[:256]]
    distances = ((colours[:, None, :].astype(int) - palette[None, :, :]) ** 2).sum(axis=2)
    rows = distances.argmin(axis=1)[index].reshape(pixels.shape[:2]).astype(np.uint8)
    height, width = rows.shape
    lines = b"".join(b"\0" + row.tobytes() for row in rows)
    chunks = {
        b"IHDR": struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0),
        b"PLTE": palette.tobytes(),
        b"IDAT": zlib.compress(lines, 9),
        b"IEND": b"",
    }
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks.items()
    )


if __name__ == "__main__":
    sys.exit(main())
