// On a small screen a citation shows its evidence in a sheet, and the reader stays where he was.
page.openSheet = (() => {
  const sheet = document.getElementById("sheet");
  if (!sheet || !sheet.showModal) return null;
  const [title, cites, body, go] = ["title", "cites", "body", "go"].map((name) => document.getElementById("sheet-" + name));

  const fill = (link) => {
    const [block, owner] = [document.getElementById(link.hash.slice(1)), link.dataset.from];
    const statement = document.getElementById(owner);
    page.choose(block, [owner]);
    page.light([owner]);
    title.textContent = link.getAttribute("aria-label");
    const heads = page.all(".source-head h3", block.parentElement);   // of a digest: which article it is
    const parts = [...heads, block.querySelector("p"), ...page.all(".gloss.lit", block)].map((part) => part.cloneNode(true));
    const findings = statement ? page.all(`.findings [data-block="${block.id.slice(1)}"]`, statement) : [];
    if (findings.length) {
      const shell = statement.querySelector(".findings").cloneNode(false);
      const list = document.createElement("ul");
      list.append(...findings.map((finding) => finding.cloneNode(true)));
      for (const cite of page.all(".cite", list)) cite.remove();
      shell.append(list);
      parts.push(shell);
    }
    body.replaceChildren(...parts);
    go.href = link.hash;
    for (const other of cites.children) other.classList.toggle("on", other.hash === link.hash);
  };

  cites.addEventListener("click", (event) => {
    const link = event.target.closest("a.cite");
    if (!link) return;
    event.preventDefault();
    event.stopPropagation();
    fill(link);
  });
  go.addEventListener("click", () => sheet.close());
  document.getElementById("sheet-close").addEventListener("click", () => sheet.close());
  sheet.addEventListener("click", (event) => { if (event.target === sheet) sheet.close(); });

  return (link) => {
    const statement = link.closest(".statement");
    const others = statement ? page.all(".claim a.cite", statement) : [];
    cites.replaceChildren(...(others.length > 1 ? others.map((other) => other.cloneNode(true)) : []));
    fill(link);
    sheet.showModal();
    body.scrollTop = 0;
  };
})();
