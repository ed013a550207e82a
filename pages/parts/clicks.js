// What a click does in the reader's browser alone: a table is sorted, an address or a quotation is copied.
if (!window.clicks) {
  window.clicks = true;
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.(".table th button, button.copy");
    if (button?.matches(".copy")) copy(button);
    else if (button) sort(button.parentElement);
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
    } catch {
      getSelection().selectAllChildren(text);
    }
  }
}
