"use strict";
// Searches, filters and sorts the summaries of a batch. The page is complete without it: the verdicts filter by style.
(() => {
  const list = document.querySelector(".entries");
  if (!list) return;
  document.documentElement.classList.add("live");
  const field = (name) => document.getElementById(name);
  const value = (name) => (field(name) ? field(name).value : "");
  const names = ["query", "symbol", "source", "since", "until", "sort"].filter(field);
  const radios = [...document.querySelectorAll(".filter input")];
  const fold = (text) => text.normalize("NFKC").toLowerCase();
  const entries = [...list.children].map((element, number) => ({
    element, number,
    text: fold(element.textContent),
    title: element.querySelector("h2").textContent,
    symbols: (element.dataset.symbols || "").split(" "),
    source: element.dataset.source || "",
    date: element.dataset.date || "",
    findings: Number(element.dataset.findings),
  }));

  const has = (entry, words) =>
    words.every((word) => entry.text.includes(word))
    && (!value("symbol") || entry.symbols.includes(value("symbol")))
    && (!value("source") || entry.source === value("source"))
    && (!value("since") || (entry.date && entry.date >= value("since")))
    && (!value("until") || (entry.date && entry.date <= value("until")));

  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const orders = {
    batch: () => 0,
    newest: (a, b) => (a.date < b.date) - (a.date > b.date),
    oldest: (a, b) => (!a.date) - (!b.date) || (a.date > b.date) - (a.date < b.date),
    title: (a, b) => collator.compare(a.title, b.title),
    findings: (a, b) => b.findings - a.findings,
  };

  const verdict = () => radios.find((radio) => radio.checked).value;
  const apply = () => {
    const words = fold(value("query")).split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const entry of entries) {
      entry.element.hidden = !has(entry, words);
      if (!entry.element.hidden && (verdict() === "all" || entry.element.matches(".is-" + verdict()))) shown += 1;
    }
    const output = field("shown");
    output.value = output.dataset.text.replace("{n}", shown).replace("{all}", entries.length);
    field("nothing").hidden = shown > 0;
  };
  const sort = () => {
    const order = orders[value("sort")] || orders.batch;
    list.append(...[...entries].sort((a, b) => order(a, b) || a.number - b.number).map(({ element }) => element));
  };

  // What is chosen stands in the address, so that it can be sent on, and is there after a way back.
  const keep = () => {
    const chosen = new URLSearchParams(names.filter((name) => value(name) && value(name) !== "batch").map((name) => [name, value(name)]));
    if (verdict() !== "all") chosen.set("v", verdict());
    history.replaceState(null, "", "#" + chosen);
  };
  const restore = () => {
    const chosen = new URLSearchParams(location.hash.slice(1));
    for (const name of names) field(name).value = chosen.get(name) || (name === "sort" ? "batch" : "");
    const radio = radios.find((one) => one.value === chosen.get("v")) || radios[0];
    radio.checked = true;
  };

  const controls = document.querySelector(".controls");
  controls.addEventListener("input", (event) => {
    if (event.target.id === "sort") sort();
    apply();
    keep();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input:not([type=radio]), select")) return;
    event.preventDefault();
    field("query").focus();
  });
  addEventListener("hashchange", () => { restore(); sort(); apply(); });
  restore();
  sort();
  apply();
})();
