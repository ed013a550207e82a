// What a click does in the reader's browser alone: a table is sorted, an address or a quotation is copied.
if (!window.clicks) {
  window.clicks = true;
  document.addEventListener("click", (event) => {
    if (event.target.closest?.("[data-testid=stSidebarNavLink]")) closeMenu();
    if (event.target.closest?.("a[href^='#']")) unfold(event.target.closest("a").hash.slice(1));
    if (event.target.closest?.("button.print")) print();
    if (event.target.closest?.("button.theme")) changeTheme();
    const button = event.target.closest?.(".table th button, button.copy");
    if (button?.matches(".copy")) copy(button);
    else if (button) sort(button.parentElement);
  });

  // A link to a part of the page opens the first table that is folded there.
  function unfold(name) {
    const head = document.getElementById(name);
    if (!head) return;
    const isAfter = (one) => head.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING;
    const next = [...document.querySelectorAll(".section-head, details.folded")].find(isAfter);
    if (next?.matches("details")) next.open = true;
  }

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

  // The other theme, on every page; where it is the one that the system asks for, nothing is kept but the system's.
  function changeTheme() {
    const [red, green, blue] = getComputedStyle(document.querySelector("[data-testid=stApp]")).backgroundColor.match(/\d+/g).map(Number);
    const next = red + green + blue < 384 ? "Light" : "Dark";
    if (matchMedia("(prefers-color-scheme: dark)").matches === (next === "Dark")) localStorage.removeItem("theme");
    else localStorage.setItem("theme", next);
    location.reload();
  }

  // Back and forward lead to an address, and the address holds the page and its choices: it is loaded anew. Streamlit's
  // own listener would run the page that is left once more, and what that run writes into the address takes the
  // choices of the page that is arrived at with it.
  let departed = null;
  window.navigation?.addEventListener("currententrychange", (event) => {
    departed = event.navigationType === "traverse" ? event.from : null;
  });
  addEventListener("popstate", (event) => {
    const page = (url) => url.split("#")[0];
    if (!departed || page(departed.url) === page(location.href)) return;
    event.stopImmediatePropagation();
    const entry = navigation.currentEntry;
    const isBack = entry.index < departed.index;
    // Arriving at a page leaves an entry or two of its own, which lead nowhere else.
    const leadsNowhere = (isBack && path(departed) === path(entry)) || isLeftover(entry);
    if (leadsNowhere && (isBack ? navigation.canGoBack : navigation.canGoForward)) return history.go(isBack ? -1 : 1);
    left.delete(entry.key);
    keepLeft();
    location.reload();
  }, true);

  // A page that is being left may write its address once more, without the choices that the next page does not have:
  // such an entry stands after one in which a link was followed, and holds the same page.
  const path = (entry) => new URL(entry.url).pathname;
  const left = new Set(JSON.parse(sessionStorage.getItem("left") ?? "[]"));
  const keepLeft = () => sessionStorage.setItem("left", JSON.stringify([...left]));
  const isLeftover = (entry) => {
    const before = navigation.entries()[entry.index - 1];
    return Boolean(before) && left.has(before.key) && path(before) === path(entry);
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (!window.navigation || !link || link.pathname === location.pathname) return;
    left.add(navigation.currentEntry.key);
    keepLeft();
  }, true);

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

  // For those who hear the page: the button stays a button, and this says what became of it.
  const announcement = document.createElement("span");
  announcement.className = "for-hearing";
  announcement.setAttribute("role", "status");
  document.body.append(announcement);

  // What stands before the button; where a browser refuses, it is selected instead.
  async function copy(button) {
    const text = button.previousElementSibling;
    try {
      await navigator.clipboard.writeText(text.href ?? text.textContent);
      button.textContent = "Copied";
      announcement.textContent = "Copied";
    } catch {
      getSelection().selectAllChildren(text);
    }
  }
}
