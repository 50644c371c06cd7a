// Shows one article of a digest at a time, as tabs. Without it they stand one after the other.
page.openTab = (() => {
  const list = document.getElementById("tabs");
  if (!list) return () => {};
  const tabs = page.all("a", list);
  const panel = (tab) => document.getElementById(tab.hash.slice(1));

  const select = (chosen) => {
    for (const tab of tabs) {
      tab.setAttribute("aria-selected", tab === chosen);
      tab.tabIndex = tab === chosen ? 0 : -1;
      panel(tab).hidden = tab !== chosen;
    }
    // Not `scrollIntoView`, which would move the page too.
    list.scrollTop = chosen.offsetTop - list.offsetTop - chosen.offsetHeight;
    list.scrollLeft = chosen.offsetLeft - list.offsetLeft - list.clientWidth / 3;
  };

  list.setAttribute("role", "tablist");
  for (const tab of tabs) {
    tab.setAttribute("role", "tab");
    tab.setAttribute("aria-controls", panel(tab).id);
    panel(tab).setAttribute("role", "tabpanel");
    panel(tab).setAttribute("aria-labelledby", tab.id);
    panel(tab).tabIndex = 0;
  }
  list.addEventListener("keydown", (event) => {
    const at = tabs.indexOf(document.activeElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (event.key === " ") tabs[at].click();
    else if (to === undefined) return;
    event.preventDefault();
    const tab = tabs[(to + tabs.length) % tabs.length];
    if (!tab) return;
    select(tab);
    tab.focus({ preventScroll: true });
  });
  select(tabs[0]);
  return (element) => {
    const tab = tabs.find((one) => panel(one).contains(element));
    if (tab) select(tab);
  };
})();
