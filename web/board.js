// SPDX-License-Identifier: Apache-2.0
// Cards are dragged onto a column: that presses the card's own button, if it leads there.  The page hears it all, because
// the board is another one whenever it refreshes itself (live.js).
(() => {
  let card = null;
  const on = (name, act) => document.addEventListener(name, (event) => event.target.closest?.("[data-board]") && act(event));
  on("dragstart", (event) => {
    card = event.target.closest("[data-card]");
    if (card) event.dataTransfer.setData("text/plain", card.querySelector("a").textContent);
  });
  on("dragover", (event) => {
    if (card && event.target.closest("[data-column]")) event.preventDefault();
  });
  on("drop", (event) => {
    const column = event.target.closest("[data-column]");
    if (!card || !column || column.contains(card)) return;
    event.preventDefault();
    const form = card.querySelector("form");
    if (form && form.dataset.to === column.dataset.column) form.querySelector("button").click();
    else document.querySelector("[data-board-says]").textContent = "Không chuyển thẳng được sang cột này. Hãy mở việc để xem các bước có thể làm và ghi lý do.";
    card = null;
  });
})();
