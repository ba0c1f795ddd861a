/* A brief: topics offered, a sentence's tools, the focus where it was. page.js opens the sources, download.js fetches files. */
(() => {
  "use strict";

  const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
  const LONGEST = 20000;
  let last = null;

  /* After an edit the same tool of the same sentence; where that is gone, the sentence now in its place. */
  function refocus(element) {
    if (!last) return;
    const lines = [...element.querySelectorAll(".sheet .brief-line")];
    const line = lines.find((l) => l.dataset.key === last.key) || lines[Math.min(last.at, lines.length - 1)];
    const within = last.key ? line : element;
    const tool = within && (within.querySelector(`[data-do="${last.does}"]:not([disabled])`) || within.querySelector("[data-do]:not([disabled])"));
    if (tool) tool.focus({ preventScroll: true });
    if (last.key && line && ["up", "down", "put"].includes(last.does)) {
      line.scrollIntoView({ block: "nearest", behavior: still() ? "auto" : "smooth" });
    }
    last = null;
  }

  window.briefing.briefed = (element, trigger, watch) => {
    element.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (!button || element.querySelector(".briefed[aria-busy]")) return;
      if (button.dataset.write) {
        trigger("write", { topic: button.dataset.write, template: button.dataset.template });
        return;
      }
      if (!button.dataset.do) return;
      const line = button.closest(".brief-line");
      const lines = [...element.querySelectorAll(".sheet .brief-line")];
      last = { key: line ? line.dataset.key : "", does: button.dataset.do, at: Math.max(0, lines.indexOf(line)) };
      const busy = button.closest(".briefed");
      busy.setAttribute("aria-busy", "true");
      setTimeout(() => busy.removeAttribute("aria-busy"), LONGEST); /* where no reply comes, the tools work again */
      trigger("edit", { does: last.does, key: last.key });
    });
    watch("value", () => setTimeout(() => {
      const edited = Boolean(last);
      const brief = element.querySelector(".briefed");
      if (brief) brief.removeAttribute("aria-busy");
      if (edited) { refocus(element); return; }
      const title = element.querySelector(".brief-title");
      if (!title) return;
      const work = document.getElementById("work");
      title.focus({ preventScroll: true });
      work.scrollBy({ top: brief.getBoundingClientRect().top - work.getBoundingClientRect().top - 56, behavior: still() ? "auto" : "smooth" });
    }));
  };
})();
