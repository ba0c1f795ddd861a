/* From one tab to the next: what is taken along, the phrase that is marked in a text, the tab's own button pressed there. */
(() => {
  "use strict";

  const { say } = window.briefing;
  const WAIT_MS = 5000;
  const MOST_CHARACTERS = 80;
  const MARKABLE = ".comparison, .source-text, .reply, .ledger, .sheet, .checked-text";
  const ROWS = { ask: "#ask-row", compare: "#compare-row", brief: "#brief-row", check: "#check-row", phrases: "#phrase-row" };
  let trigger = null;
  let brought = ""; /* the text that was last brought to Check */

  function take(to, taken) {
    if (!trigger) return;
    if (to === "check") {
      const box = document.querySelector("#check-form textarea");
      const there = box ? box.value.trim() : "";
      if (there && there !== brought.trim() && !confirm(say("Check holds another text. Put this answer in its place?"))) return;
      brought = taken.text;
    }
    if (document.body.classList.contains("source-open") && innerWidth < 900) document.querySelector("[data-close]")?.click();
    trigger(to, taken);
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-onward]");
    if (!button) return;
    const { documents = "[]", ...taken } = button.dataset;
    take(taken.onward, { ...taken, documents: JSON.parse(documents) });
  });

  /* A phrase marked in a text ------------------------------------------------------------------------------------ */

  const offer = document.createElement("button");
  offer.type = "button";
  offer.className = "follow-marked";
  offer.hidden = true;
  offer.addEventListener("mousedown", (event) => event.preventDefault()); /* the text stays marked */
  offer.addEventListener("click", () => {
    take("phrases", { phrase: offer.dataset.phrase });
    getSelection().removeAllRanges();
  });

  function marked() {
    const selection = getSelection();
    const words = selection.isCollapsed ? "" : selection.toString().replace(/\s+/g, " ").trim();
    const node = words && selection.getRangeAt(0).commonAncestorContainer;
    const element = node && (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement);
    const fits = element && element.closest(MARKABLE) && words.length > 1 && words.length <= MOST_CHARACTERS;
    offer.hidden = !fits;
    if (!fits) return;
    if (!offer.isConnected) document.body.append(offer);
    offer.dataset.phrase = words;
    offer.textContent = say("Follow in Phrases");
    offer.setAttribute("aria-label", say("Follow “{phrase}” in Phrases", { phrase: words }));
    const box = selection.getRangeAt(0).getBoundingClientRect();
    offer.style.top = `${Math.min(box.bottom + 6, innerHeight - 44)}px`;
    offer.style.left = `${Math.max(8, Math.min(box.left, innerWidth - offer.offsetWidth - 8))}px`;
  }

  let waiting = 0;
  document.addEventListener("selectionchange", () => { clearTimeout(waiting); waiting = setTimeout(marked, 200); });
  document.addEventListener("scroll", () => { offer.hidden = true; }, true);

  window.briefing.ways = (_element, triggered) => { trigger = triggered; };

  /* What was brought is in its place: press the tab's button. A brief that is there is somebody's work and stays. To
     Ask documents were brought, and the question is still to be written. */
  window.briefing.arrived = (to) => {
    const until = Date.now() + WAIT_MS;
    const press = () => {
      const next = document.querySelector(`${ROWS[to]} ${to === "ask" ? "textarea" : "button.primary"}`);
      if (!next || !next.offsetParent) {
        if (Date.now() < until) setTimeout(press, 50);
        return;
      }
      next.focus({ preventScroll: true });
      if (to === "ask") return;
      document.getElementById("work").scrollTo({ top: 0 });
      if (to !== "brief" || !document.querySelector("#briefed .sheet")) next.click();
    };
    press();
  };
})();
