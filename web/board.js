// SPDX-License-Identifier: Apache-2.0
// Cards are dragged onto a column: that presses the card's own button, if it leads there.
(() => {
  const board = document.querySelector("[data-board]");
  const says = document.querySelector("[data-board-says]");
  if (!board) return;
  let card = null;
  board.addEventListener("dragstart", (event) => {
    card = event.target.closest("[data-card]");
    if (card) event.dataTransfer.setData("text/plain", card.querySelector("a").textContent);
  });
  board.addEventListener("dragover", (event) => {
    if (card && event.target.closest("[data-column]")) event.preventDefault();
  });
  board.addEventListener("drop", (event) => {
    const column = event.target.closest("[data-column]");
    if (!card || !column || column.contains(card)) return;
    event.preventDefault();
    const form = card.querySelector("form");
    if (form && form.dataset.to === column.dataset.column) form.querySelector("button").click();
    else says.textContent = "Không chuyển thẳng được sang cột này. Hãy mở việc để xem các bước có thể làm và ghi lý do.";
    card = null;
  });
})();
