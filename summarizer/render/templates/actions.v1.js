// Copies a statement with its evidence or the whole summary, and saves the summary as Markdown or JSON.
(() => {
  const said = document.getElementById("said");
  const json = () => document.getElementById("summary-data").textContent;
  const kept = (name) => document.getElementById("as-" + name).content.textContent;

  const statements = (summary) =>
    [...(summary.core_viewpoint ? [summary.core_viewpoint] : []), ...summary.groups.flatMap((group) => group.points)];

  // The statement, a line for each quote, and where they are from.
  const describe = (id) => {
    const summary = JSON.parse(json());
    const { text, citations, evidence } = statements(summary)[Number(id.slice(1)) - 1];
    const { title, source, published_at: time, address } = summary.document;
    const quotes = evidence.map(({ article, block, quote, gloss }) => `[${article ? article + ":" : ""}${block}] “${quote}”${gloss ? ` (${gloss.text})` : ""}`);
    const origin = [title, source, time && time.slice(0, 10), address].filter(Boolean).join(", ");
    const claim = `${text} ${citations.map((number) => `[${number}]`).join("")}`.trim();
    return [claim, ...quotes, ...(origin ? [`— ${origin}`] : [])].join("\n");
  };

  // Where the clipboard is out of reach, as on a page that is not from https, a field is copied from.
  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const field = Object.assign(document.createElement("textarea"), { value: text, className: "unseen" });
      document.body.append(field);
      field.select();
      document.execCommand("copy");
      field.remove();
    }
    said.textContent = said.dataset.copied;
    setTimeout(() => { said.textContent = ""; }, 2000);
  };

  const save = (text, type, suffix) => {
    const name = document.title.replace(/[\s\\/:*?"<>|.]+/g, "-").slice(0, 60).replace(/^-+|-+$/g, "") || "summary";
    const address = URL.createObjectURL(new Blob([text], { type }));
    Object.assign(document.createElement("a"), { href: address, download: name + suffix }).click();
    setTimeout(() => URL.revokeObjectURL(address), 1000);
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-copy], [data-save]");
    if (!button) return;
    const { copy: what, save: form } = button.dataset;
    if (what) copy(what === "text" ? kept("text") + "\n" : describe(what));
    else if (form === "markdown") save(kept("markdown") + "\n", "text/markdown", ".md");
    else save(JSON.stringify(JSON.parse(json()), null, 2) + "\n", "application/json", ".json");
  });
})();
