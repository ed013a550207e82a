// What a click does in the reader's browser alone: a table is sorted, an address or a quotation is copied.
if (!window.clicks) {
  window.clicks = true;
  document.addEventListener("click", (event) => {
    if (event.target.closest?.("[data-testid=stSidebarNavLink]")) closeMenu();
    const button = event.target.closest?.(".table th button, button.copy");
    if (button?.matches(".copy")) copy(button);
    else if (button) sort(button.parentElement);
  });

  // On a phone the menu is a drawer over the page: it closes when a link in it is followed, and has a name.
  function closeMenu() {
    if (innerWidth < 768) document.querySelector("[data-testid=stSidebarCollapseButton] button")?.click();
  }
  const nameMenu = () => {
    for (const button of document.querySelectorAll("[data-testid=stExpandSidebarButton]:not([aria-label=Menu])"))
      button.setAttribute("aria-label", "Menu");
  };
  new MutationObserver(nameMenu).observe(document.querySelector("header") ?? document.body, { childList: true, subtree: true });
  nameMenu();

  // Back and forward lead to an address, and the address holds the page and its choices.
  window.navigation?.addEventListener("currententrychange", (event) => {
    const page = (url) => url.split("#")[0];
    if (event.navigationType !== "traverse" || page(event.from.url) === page(location.href)) return;
    // Arriving at a page leaves an entry or two of its own, which lead nowhere else.
    const isSame = new URL(event.from.url).pathname === location.pathname;
    if (isSame && navigation.currentEntry.index < event.from.index && navigation.canGoBack) history.back();
    else location.reload();
  });

  // By the column of a heading; the rows set off, London and what the reader chose, stay on top.
  function sort(head) {
    const descending = (head.ariaSort ?? (head.cellIndex ? "ascending" : "descending")) === "ascending";
    for (const other of head.parentElement.cells) other.ariaSort = null;
    head.ariaSort = descending ? "descending" : "ascending";
    const body = head.closest("table").tBodies[0];
    const key = (row) => (head.cellIndex ? row.cells[head.cellIndex].dataset.key : row.cells[0].textContent);
    const order = (a, b) => (head.cellIndex ? a - b : a.localeCompare(b, "en"));
    const rows = [...body.rows].filter((row) => !row.classList.contains("marked"));
    rows.sort((a, b) => {
      const [left, right] = [key(a), key(b)];
      if (!left || !right) return !left - !right;
      return order(left, right) * (descending ? -1 : 1);
    });
    body.append(...rows);
  }

  // What stands before the button; where a browser refuses, it is selected instead.
  async function copy(button) {
    const text = button.previousElementSibling;
    try {
      await navigator.clipboard.writeText(text.href ?? text.textContent);
      button.textContent = "Copied";
      button.setAttribute("role", "status");
    } catch {
      getSelection().selectAllChildren(text);
    }
  }
}
