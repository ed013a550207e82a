// A click on a column's name sorts the table by it; the rows set off, London and what the reader chose, stay on top.
if (!window.sortsTables) {
  window.sortsTables = true;
  document.addEventListener("click", (event) => {
    const head = event.target.closest?.(".table th button")?.parentElement;
    if (!head) return;
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
  });
}
