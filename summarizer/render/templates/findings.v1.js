// Walks from finding to finding, by buttons or j and k, and reads the counts as a filter.
(() => {
  const at = document.getElementById("at");
  if (!at) return;
  const marked = page.all(".statement:has(.verdict), .group > .findings");
  const filters = page.all(".filter input");
  const total = at.value;
  let current = null;

  const isAskedFor = (element) => {
    const filter = filters.find((input) => input.checked);
    return !filter || filter.value === "all" || filter.value === (element.dataset.v || element.dataset.status);
  };

  const go = (step) => {
    const shown = marked.filter(isAskedFor);
    if (!shown.length) return;
    const from = shown.includes(current) ? shown.indexOf(current) : step > 0 ? -1 : 0;
    const number = (from + step + shown.length) % shown.length;
    current = shown[number];
    at.value = at.dataset.text.replace("{n}", number + 1).replace("{all}", shown.length);
    current.tabIndex = -1;
    current.focus({ preventScroll: true });
    current.scrollIntoView({ block: "nearest" });
    if (current.matches(".statement")) page.present(current);
  };

  document.getElementById("on").addEventListener("click", () => go(1));
  document.getElementById("back").addEventListener("click", () => go(-1));
  document.addEventListener("keydown", (event) => {
    const step = { j: 1, k: -1 }[event.key];
    if (!step || !page.isFree(event)) return;
    event.preventDefault();
    go(step);
  });
  for (const input of filters) {
    input.addEventListener("change", () => { current = null; at.value = total; });
  }
})();
