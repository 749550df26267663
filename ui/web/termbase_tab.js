// The table of a visitor's own terms: what is written in a cell goes to the server alone, and what is said of rows
// comes back alone. The rows are replaced as a whole only where others are shown.
const DELAY = 60; // milliseconds without a key
const waiting = new Map();
let timer = 0;
let again = null; // the row whose button has the focus once the rows are shown anew

const flush = () => {
  clearTimeout(timer);
  for (const change of waiting.values()) trigger("edit", change);
  waiting.clear();
};

const note = (cell) => {
  const row = cell.closest("tr[data-row]").dataset.row;
  waiting.set(`${row} ${cell.dataset.column}`, { row: Number(row), column: cell.dataset.column, value: cell.value });
};

element.addEventListener("input", (event) => {
  const cell = event.target.closest("[data-column]");
  if (!cell) return;
  note(cell);
  clearTimeout(timer);
  timer = setTimeout(flush, DELAY);
});
element.addEventListener("change", flush);
element.addEventListener("focusout", flush);
element.addEventListener("click", (event) => {
  const button = event.target.closest("[data-delete]");
  if (!button) return;
  flush();
  const next = button.closest("tr").nextElementSibling.nextElementSibling;
  again = next ? next.dataset.row : "";
  trigger("delete", { row: Number(button.dataset.delete) });
});
// Enter goes to the same column of the next row, as in a spreadsheet.
element.addEventListener("keydown", (event) => {
  const cell = event.target.closest("input[data-column]");
  if (event.key !== "Enter" || !cell || event.isComposing) return;
  let row = cell.closest("tr");
  do row = event.shiftKey ? row.previousElementSibling : row.nextElementSibling; while (row && !row.dataset.row);
  const other = row && row.querySelector(`[data-column="${cell.dataset.column}"]`);
  if (other) other.focus();
});

// After a row has gone, the button of the one that took its place is where the person was.
watch("value", () => {
  if (again === null) return;
  const button = element.querySelector(again ? `[data-delete="${again}"]` : "tr[data-row]:nth-last-child(2) [data-delete]");
  again = null;
  if (button) button.focus();
});

window.audarmaTerms = {
  mark: (text) => {
    if (!text) return;
    for (const [number, [kind, said]] of Object.entries(JSON.parse(text))) {
      const row = element.querySelector(`tr[data-row="${number}"]`);
      const place = element.querySelector(`#au-said-${number}`);
      if (row && row.className !== kind) row.className = kind;
      if (place && place.innerHTML !== said) place.innerHTML = said; // escaped by the server
    }
  },
};
