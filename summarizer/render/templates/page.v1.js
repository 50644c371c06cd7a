"use strict";
// Marks evidence and searches the document. The page is complete without it: citations are plain links.
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const root = document.documentElement;
  const pane = document.getElementById("document");
  const ids = (element) => (element.dataset.s || "").split(" ").filter(Boolean);
  root.classList.add("live");

  // ---------------------------------------------------------------- evidence
  // Everything in the document that belongs to a statement: its words, its bars in the strip.
  const evidence = new Map();
  for (const element of all("mark, .strip a")) {
    for (const id of ids(element)) evidence.set(id, [...(evidence.get(id) || []), element]);
  }
  const relabel = (name, elements) => {
    for (const element of all("." + name)) element.classList.remove(name);
    for (const element of elements) if (element) element.classList.add(name);
  };

  const light = (statements) =>
    relabel("lit", statements.flatMap((id) => [document.getElementById(id), ...(evidence.get(id) || [])]));

  // Marks the words of a block that support these statements; returns the first of them.
  const choose = (block, statements) => {
    const words = block ? all("mark", block).filter((mark) => ids(mark).some((id) => statements.includes(id))) : [];
    const sources = block ? all(`.cite[href="#${block.id}"]`).filter((a) => statements.includes(a.dataset.from)) : [];
    relabel("on", [block, ...words, ...sources]);
    const cells = block ? all(`.strip a[href="#${block.id}"]`) : [];
    relabel("here", cells);
    if (cells[0]) cells[0].scrollIntoView({ block: "nearest", behavior: "instant" });
    return words[0];
  };

  const citing = (block) => [...new Set(all("mark, .back", block).flatMap(ids))];

  // The words may stand far down in a long block: bring them, not only its beginning, into view.
  const reveal = (block, words, behavior) => {
    block.scrollIntoView({ block: "start", behavior });
    if (!words) return;
    const below = words.getBoundingClientRect().bottom - block.getBoundingClientRect().top;
    if (below > window.innerHeight * 0.6) words.scrollIntoView({ block: "center", behavior });
  };

  let from = null;   // the statement whose citation was followed to the present address
  const arrive = (behavior = "auto") => {
    const target = document.getElementById(location.hash.slice(1));
    if (target && target.matches(".block")) {
      const statements = from ? [from] : citing(target);
      reveal(target, choose(target, statements), behavior);
      light(statements);
    } else if (target && target.matches(".statement")) {
      choose(null, []);
      light([target.id]);
    }
  };

  const rest = () => {   // what is lit when nothing is pointed at
    const statement = document.activeElement && document.activeElement.closest(".statement");
    const chosen = document.querySelector(".block.on");
    if (statement) light([statement.id]);
    else if (chosen) light(from ? [from] : citing(chosen));
    else light([]);
  };

  const pointed = (element) => {
    const statement = element.closest(".statement");
    if (statement) return [statement.id];
    const other = element.closest("mark, .strip a, .back");
    return other ? ids(other) : [];
  };

  document.addEventListener("pointerover", (event) => {
    const statements = pointed(event.target);
    if (statements.length) light(statements);
    else rest();
  });
  document.addEventListener("focusin", (event) => {
    const statements = pointed(event.target);
    if (statements.length) light(statements);
  });
  document.addEventListener("focusout", rest);
  root.addEventListener("pointerleave", rest);

  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (link) {
      from = link.dataset.from || null;
      if (link.hash === location.hash) arrive();   // no change of address, so no event will tell
      return;
    }
    const mark = event.target.closest("mark");
    if (mark && getSelection().isCollapsed) {
      const statement = document.getElementById(ids(mark)[0]);
      from = statement.id;
      choose(mark.closest(".block"), [from]);
      light([from]);
      if (matchMedia("(min-width: 60rem)").matches) statement.scrollIntoView({ block: "nearest" });
    }
  });
  window.addEventListener("hashchange", () => arrive());
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.target.id === "query") return;
    from = null;
    choose(null, []);
    rest();
  });
  if (location.hash) arrive("instant");
  if (!pane) return;

  // ---------------------------------------------------------------- the strip: one stop for Tab, arrows within
  const cells = all(".strip a");
  const stop = (cell) => cells.forEach((other) => { other.tabIndex = other === cell ? 0 : -1; });
  stop(cells[0]);
  const strip = document.querySelector(".strip");
  strip.addEventListener("focusin", (event) => stop(event.target));
  strip.addEventListener("keydown", (event) => {
    const at = cells.indexOf(document.activeElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: cells.length - 1 }[event.key];
    if (to === undefined || !cells[to]) return;
    event.preventDefault();
    cells[to].focus();
  });

  // ---------------------------------------------------------------- search
  const box = document.querySelector(".search");
  const query = document.getElementById("query");
  const found = document.getElementById("found");
  const paint = typeof Highlight === "function" && CSS.highlights;
  let matches = [];
  let current = -1;
  box.hidden = false;

  // Case and full width do not matter; every character stays one, so that positions hold.
  const fold = (text) => [...text].map((c) => {
    const code = c.codePointAt(0);
    const narrow = code >= 0xff01 && code <= 0xff5e ? String.fromCharCode(code - 0xfee0) : c;
    const lower = /\s/.test(narrow) ? " " : narrow.toLowerCase();
    return lower.length === c.length ? lower : c;
  }).join("");

  // Each line of text with the text nodes it is made of.
  const lines = all("article p, article .section").map((element) => {
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
    if (range) range.startContainer.parentElement.scrollIntoView({ block: "center" });
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
})();
