// SPDX-License-Identifier: Apache-2.0
// Cards are dragged onto a column: that presses the card's own button or link which leads there; one that needs words opens
// and waits for them.  A column to which a card cannot go says why.  The page hears it all, because the board is another one
// whenever it refreshes itself (live.js), which it does not while a card is in somebody's hand (data-moving).
(() => {
  let card = null;
  const board = () => document.querySelector("[data-board]");
  const columns = () => [...document.querySelectorAll("[data-column]")];
  const wayTo = (column) => card.querySelector(`[data-to~="${column.dataset.column}"]`);

  const whyNot = (column) => {
    const line = column.querySelector(`[data-why] > [data-from="${card.dataset.state}"]`);
    if (!line || column.contains(card)) return "";
    return card.dataset.waits && "byAgency" in line.dataset ? "Báo cáo đang chờ thủ trưởng cơ quan chủ trì xác nhận." : line.textContent;
  };

  const take = (event) => {
    card = event.target.closest("[data-card]");
    if (!card) return;
    event.dataTransfer.setData("text/plain", card.querySelector("a").textContent);
    event.dataTransfer.effectAllowed = "move";
    board().dataset.moving = "1";
    for (const column of columns()) {
      const may = Boolean(wayTo(column));
      column.classList.toggle("may", may);
      column.querySelector("[data-column-says]").textContent = may ? "" : whyNot(column);
    }
  };

  const letGo = () => {
    card = null;
    delete board()?.dataset.moving;
    for (const column of columns()) {
      column.classList.remove("may");
      column.querySelector("[data-column-says]").textContent = "";
    }
  };

  const drop = (event) => {
    const column = event.target.closest("[data-column]");
    if (!card || !column || column.contains(card)) return;
    event.preventDefault();
    const way = wayTo(column);
    if (!way) document.querySelector("[data-board-says]").textContent = whyNot(column);
    else if (way.form?.querySelector("textarea")) way.form.querySelector("textarea").focus();
    else way.click();
  };

  const on = (name, act) => document.addEventListener(name, (event) => event.target.closest?.("[data-board]") && act(event));
  on("dragstart", take);
  on("dragend", letGo);
  on("dragover", (event) => card && event.target.closest("[data-column]") && event.preventDefault());
  on("drop", drop);
})();
