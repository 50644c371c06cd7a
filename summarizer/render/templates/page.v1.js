"use strict";
// Marks evidence, and leads from statements to it and back. The page is complete without it: citations are plain links.
const page = (() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const root = document.documentElement;
  const wide = matchMedia("(min-width: 60rem)");
  const ids = (element) => (element.dataset.s || "").split(" ").filter(Boolean);
  const disputes = (element) => (element.dataset.f || "").split(" ");
  root.classList.add("live");

  // Everything in the document that belongs to a statement: its words, their translation, its bars in the strip.
  const evidence = new Map();
  for (const element of all("mark, .strip a, .block .gloss")) {
    for (const id of ids(element)) evidence.set(id, [...(evidence.get(id) || []), element]);
  }
  const relabel = (name, elements) => {
    for (const element of all("." + name)) element.classList.remove(name);
    for (const element of elements) if (element) element.classList.add(name);
  };

  const faults = all("article .fault");
  const light = (statements) => {
    relabel("lit", statements.flatMap((id) => [document.getElementById(id), ...(evidence.get(id) || [])]));
    relabel("told", faults.filter((word) => disputes(word).some((id) => statements.includes(id))));
  };

  // Marks the words of a block that support these statements; returns the first of them, or the disputed ones.
  const choose = (block, statements) => {
    const words = block ? all("mark", block).filter((mark) => ids(mark).some((id) => statements.includes(id))) : [];
    const sources = block ? all(`.cite[href="#${block.id}"]`).filter((a) => statements.includes(a.dataset.from)) : [];
    relabel("on", [block, ...words, ...sources]);
    const cells = block ? all(`.strip a[href="#${block.id}"]`) : [];
    relabel("here", cells);
    // Not `scrollIntoView`, which would move the page too where the strip is far away.
    for (const cell of cells) cell.parentElement.scrollTop = cell.offsetTop - cell.offsetHeight;
    return words.find((word) => disputes(word).some((id) => statements.includes(id))) || words[0];
  };

  const citing = (block) => [...new Set(all("mark, .back", block).flatMap(ids))];

  // The words may stand far down in a long block: bring them, not only its beginning, into view.
  const reveal = (block, words, behavior) => {
    page.openTab(block);
    block.scrollIntoView({ block: "start", behavior });
    if (!words) return;
    const below = words.getBoundingClientRect().bottom - block.getBoundingClientRect().top;
    if (below > window.innerHeight * 0.6) words.scrollIntoView({ block: "center", behavior });
  };

  // Where a statement stands in the document: the block that a finding names, else the first that is cited.
  const source = (statement) => {
    const disputed = statement.querySelector(".findings [data-block]");
    const cited = statement.querySelector("a.cite");
    return document.getElementById(disputed ? "b" + disputed.dataset.block : cited ? cited.hash.slice(1) : "");
  };

  // Lights a statement, and beside it, where both halves are in sight, the place in the document.
  const present = (statement, behavior) => {
    const block = wide.matches ? source(statement) : null;
    const words = choose(block, [statement.id]);
    light([statement.id]);
    if (block) reveal(block, words, behavior);
  };

  let from = null;   // the statement whose citation was followed to the present address
  const arrive = (behavior = "auto") => {
    const target = document.getElementById(location.hash.slice(1));
    if (target && target.matches(".block")) {
      const statements = from ? [from] : citing(target);
      reveal(target, choose(target, statements), behavior);
      light(statements);
    } else if (target && target.matches(".statement")) {
      present(target, behavior);
    } else if (target && target.matches(".source")) {
      page.openTab(target);
      target.scrollIntoView({ block: "start", behavior });
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

  // A finger has no hover: what it would light must not cost the tap that follows.
  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
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
      if (link.matches("a.cite") && !wide.matches && page.openSheet) {
        event.preventDefault();
        page.openSheet(link);
      } else if (link.hash === location.hash) {
        arrive();   // no change of address, so no event will tell
      }
      return;
    }
    const mark = event.target.closest("article mark");
    if (mark && getSelection().isCollapsed) {
      const statement = document.getElementById(ids(mark)[0]);
      from = statement.id;
      choose(mark.closest(".block"), [from]);
      light([from]);
      if (wide.matches) statement.scrollIntoView({ block: "nearest" });
    }
  });
  window.addEventListener("hashchange", () => arrive());

  // Keys of one letter can be switched off, and never take a letter that is meant for a field.
  const isFree = (event) => {
    const switched = document.getElementById("keys");
    const field = event.target.closest("input:not([type=radio]):not([type=checkbox]), select, textarea, dialog");
    return !field && !event.ctrlKey && !event.metaKey && !event.altKey && (!switched || switched.checked);
  };
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.target.id === "query" || event.target.closest("dialog")) return;
    from = null;
    choose(null, []);
    if (document.activeElement.matches(".statement")) document.activeElement.blur();
    rest();
  });
  addEventListener("DOMContentLoaded", () => { if (location.hash) arrive("instant"); });

  return { all, ids, light, choose, present, isFree };
})();
