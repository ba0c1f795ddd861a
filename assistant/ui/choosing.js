/* Rows of the Library's table that are chosen, by pointer or by keys: compared, asked or deleted. For library.js. */
(() => {
  "use strict";

  const { say } = window.briefing;
  const MOST_ASKED = 20; /* documents that a question is asked of by name */

  window.briefing.choosing = ({ element, discard }) => {
    const body = element.querySelector("[data-rows]");
    const bar = element.querySelector("[data-chosen]");
    const all = element.querySelector("[data-choose-all]");
    const chosen = new Set();
    let fit = []; /* ids of the rows that fit the filters, in their order, on whichever page they stand */
    let from = ""; /* the row that a choice with Shift reaches from */
    const boxes = () => [...body.querySelectorAll("[data-choose]")];

    function tell() {
      const number = chosen.size.toLocaleString("en");
      bar.hidden = !chosen.size;
      bar.querySelector("[data-number]").textContent = chosen.size === 1 ? say("{number} document chosen", { number }) : say("{number} documents chosen", { number });
      bar.querySelector("[data-delete-chosen]").textContent = chosen.size === 1 ? say("Delete {number} document", { number }) : say("Delete {number} documents", { number });
      offer();
      all.checked = fit.length > 0 && chosen.size === fit.length;
      all.indeterminate = chosen.size > 0 && !all.checked;
      boxes().forEach((box) => {
        box.checked = chosen.has(box.dataset.choose);
        box.closest("tr").classList.toggle("picked", box.checked);
      });
    }

    /* What leads on from the rows, where there are as many as it takes; onward.js hears of a press. */
    function offer() {
      const ids = fit.filter((id) => chosen.has(id));
      const [compare, ask] = ["compare", "ask"].map((to) => bar.querySelector(`[data-onward=${to}]`));
      compare.hidden = ids.length !== 2;
      [compare.dataset.a, compare.dataset.b] = ids;
      ask.hidden = ids.length > MOST_ASKED;
      ask.dataset.documents = JSON.stringify(ids.slice(0, MOST_ASKED));
    }

    function set(ids, on) {
      ids.forEach((id) => (on ? chosen.add(id) : chosen.delete(id)));
      tell();
    }

    /* What no longer fits is no longer chosen: nothing is deleted that its filters hide. */
    function shown(rows) {
      fit = rows.map((row) => row.id);
      const fitting = new Set(fit);
      [...chosen].forEach((id) => { if (!fitting.has(id)) chosen.delete(id); });
      tell();
    }

    function between(a, b) {
      const [i, j] = [fit.indexOf(a), fit.indexOf(b)];
      return i < 0 ? [b] : fit.slice(Math.min(i, j), Math.max(i, j) + 1);
    }

    const remove = () => { if (chosen.size) discard([...chosen]); };

    function step(box, down, choose) {
      const column = boxes();
      const next = column[column.indexOf(box) + (down ? 1 : -1)];
      if (!next) return;
      next.focus();
      from = next.dataset.choose;
      if (choose) set([box.dataset.choose, from], true);
    }

    body.addEventListener("click", (event) => {
      const box = event.target.closest("[data-choose]");
      if (!box) return;
      const { choose } = box.dataset;
      set(event.shiftKey ? between(from, choose) : [choose], box.checked);
      from = choose;
    });
    body.addEventListener("keydown", (event) => {
      const box = event.target.closest("[data-choose]");
      if (!box) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") { event.preventDefault(); step(box, event.key === "ArrowDown", event.shiftKey); }
      if (event.key === "Delete") remove();
      if (event.key === "Escape") set(fit, false);
    });
    all.addEventListener("change", () => set(fit, all.checked));
    bar.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (!button) return;
      if ("deleteChosen" in button.dataset) remove();
      if (button.dataset.does === "unchoose") { set(fit, false); all.focus(); }
    });

    return { shown };
  };
})();
