// Searches the document, and makes the strip one stop for Tab with arrows within.
(() => {
  const query = document.getElementById("query");
  if (!query) return;

  for (const strip of page.all(".strip")) {
    const cells = page.all("a", strip);
    const stop = (cell) => cells.forEach((other) => { other.tabIndex = other === cell ? 0 : -1; });
    stop(cells[0]);
    strip.addEventListener("focusin", (event) => stop(event.target));
    strip.addEventListener("keydown", (event) => {
      const at = cells.indexOf(document.activeElement);
      const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: cells.length - 1 }[event.key];
      if (to === undefined || !cells[to]) return;
      event.preventDefault();
      cells[to].focus();
    });
  }

  const found = document.getElementById("found");
  const paint = typeof Highlight === "function" && CSS.highlights;
  let matches = [];
  let current = -1;

  // Case and full width do not matter; every character stays one, so that positions hold.
  const fold = (text) => [...text].map((c) => {
    const code = c.codePointAt(0);
    const narrow = code >= 0xff01 && code <= 0xff5e ? String.fromCharCode(code - 0xfee0) : c;
    const lower = /\s/.test(narrow) ? " " : narrow.toLowerCase();
    return lower.length === c.length ? lower : c;
  }).join("");

  // Each line of text with the text nodes it is made of.
  const lines = page.all("article .block p:not(.gloss), article .section").map((element) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const nodes = [];
    let length = 0;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      nodes.push({ node, start: length });
      length += node.data.length;
    }
    return { text: fold(nodes.map(({ node }) => node.data).join("")), nodes };
  });

  const place = (nodes, offset, end) => {
    const within = nodes.filter(({ start }) => (end ? start < offset : start <= offset));
    const { node, start } = within[within.length - 1];
    return [node, offset - start];
  };

  const find = (text) => {
    const ranges = [];
    for (const line of text ? lines : []) {
      for (let at = line.text.indexOf(text); at >= 0; at = line.text.indexOf(text, at + text.length)) {
        const range = new Range();
        range.setStart(...place(line.nodes, at, false));
        range.setEnd(...place(line.nodes, at + text.length, true));
        ranges.push(range);
      }
    }
    return ranges;
  };

  const show = (index) => {
    current = matches.length ? (index + matches.length) % matches.length : -1;
    found.value = query.value.trim() ? `${current + 1} / ${matches.length}` : "";
    const range = matches[current];
    if (paint) {
      CSS.highlights.set("found", new Highlight(...matches));
      CSS.highlights.set("current", new Highlight(...(range ? [range] : [])));
    } else if (range) {
      getSelection().removeAllRanges();
      getSelection().addRange(range);
    }
    if (!range) return;
    page.openTab(range.startContainer.parentElement);
    range.startContainer.parentElement.scrollIntoView({ block: "center" });
  };

  query.addEventListener("input", () => {
    matches = find(fold(query.value.trim()));
    show(0);
  });
  query.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.isComposing) show(current + (event.shiftKey ? -1 : 1));
    else if (event.key === "Escape") { query.value = ""; matches = []; show(0); }
    else return;
    event.preventDefault();
  });
  document.getElementById("next").addEventListener("click", () => show(current + 1));
  document.getElementById("previous").addEventListener("click", () => show(current - 1));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || !page.isFree(event)) return;
    event.preventDefault();
    query.focus();
    query.select();
  });
})();
