/* The page's own behaviour: opening sources, asking examples, retrying, copying. No library, no outside address. */
(() => {
  "use strict";

  const { say } = window.briefing;
  const panel = { show: null, element: null, opener: null, sequence: 0 };
  const column = () => document.getElementById("source");
  const ofTurn = (button) => {
    const turn = button.closest(".turn, .comparison, .claim, .briefed");
    const all = turn ? [...turn.querySelectorAll("[data-document][data-start]")] : [];
    const unlike = (b, i) => all.findIndex((a) => a.getAttribute("aria-label") === b.getAttribute("aria-label")) === i;
    return all.filter(unlike);
  };

  /* Source panel ------------------------------------------------------------------------------------------- */

  function markCurrent(button) {
    document.querySelectorAll("[data-document][aria-current]").forEach((b) => b.removeAttribute("aria-current"));
    if (button) button.setAttribute("aria-current", "true");
  }

  function scrollToMark() {
    const scroller = panel.element.querySelector(".source-scroll");
    const mark = panel.element.querySelector("mark");
    if (!scroller) return;
    if (!mark) { scroller.scrollTop = 0; return; }
    const span = mark.getClientRects()[0] || mark.getBoundingClientRect();
    const box = scroller.getBoundingClientRect();
    scroller.scrollTop += span.top - box.top - box.height / 3;
  }

  async function open(button, { focus = true } = {}) {
    if (!panel.show) return;
    const siblings = ofTurn(button);
    const same = (b) => b.getAttribute("aria-label") === button.getAttribute("aria-label");
    const { document: id, version, start, end, from } = button.dataset;
    const position = siblings.findIndex(same) + 1;
    const sequence = ++panel.sequence;
    let html;
    try {
      html = await panel.show({ document: id, version, start, end, from, position, total: siblings.length });
    } catch {
      html = `<div class="source-bar"><span class="source-count">${say("Document")}</span><button type="button" class="quiet" data-close aria-label="${say("Close source")}">${say("Close")}</button></div>`
        + `<div class="source-scroll"><p class="problem" role="alert"><strong>${say("The server does not answer.")}</strong> ${say("Start it again, then open the source once more.")}</p></div>`;
    }
    if (sequence !== panel.sequence) return;
    panel.element.innerHTML = html;
    panel.opener = button;
    window.briefing.sourceShown?.();
    tellPassages();
    markCurrent(button);
    column().classList.remove("closed");
    document.body.classList.add("source-open");
    scrollToMark();
    if (focus) panel.element.querySelector(".source-scroll").focus({ preventScroll: true });
  }

  function close() {
    column().classList.add("closed");
    document.body.classList.remove("source-open");
    markCurrent(null);
    if (panel.opener && panel.opener.isConnected) panel.opener.focus({ preventScroll: true });
  }

  /* Whether the passages' numbers are shown stays as it was chosen, from source to source. */
  function tellPassages() {
    const shown = String(panel.element.classList.contains("with-passages"));
    panel.element.querySelector("[data-passages]")?.setAttribute("aria-pressed", shown);
  }

  async function step(direction) {
    const current = document.querySelector("[data-document][aria-current]") || panel.opener;
    if (!current || !current.isConnected) return;
    const siblings = ofTurn(current);
    const at = siblings.findIndex((b) => b.getAttribute("aria-label") === current.getAttribute("aria-label"));
    const next = siblings[at + (direction === "next" ? 1 : -1)];
    if (!next) return;
    await open(next, { focus: false });
    const again = panel.element.querySelector(`[data-step="${direction}"]:not([disabled])`)
      || panel.element.querySelector("[data-step]:not([disabled])");
    if (again) again.focus({ preventScroll: true });
  }

  /* Copying ------------------------------------------------------------------------------------------------ */

  function copyByEvent(text, html) {
    const fill = (event) => {
      event.clipboardData.setData("text/plain", text);
      event.clipboardData.setData("text/html", html);
      event.preventDefault();
    };
    document.addEventListener("copy", fill, { once: true });
    const done = document.execCommand("copy");
    document.removeEventListener("copy", fill);
    return done;
  }

  async function copyBoth(text, html) {
    try {
      const as = (type, content) => new Blob([content], { type });
      await navigator.clipboard.write([
        new ClipboardItem({ "text/plain": as("text/plain", text), "text/html": as("text/html", html) }),
      ]);
      return true;
    } catch {
      return copyByEvent(text, html); /* older browsers, or the clipboard's permission was refused */
    }
  }

  async function copyAnswer(button) {
    const told = button.closest(".actions").querySelector(":scope > .told");
    const { copyText, copyHtml } = button.dataset;
    told.textContent = (await copyBoth(copyText, copyHtml)) ? button.dataset.copied || say("Copied with its sources") : say("The browser refused to copy");
    setTimeout(() => { told.textContent = ""; }, 4000);
  }

  /* Wiring ------------------------------------------------------------------------------------------------- */

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.document) open(button);
    else if ("close" in button.dataset) close();
    else if ("passages" in button.dataset) { panel.element.classList.toggle("with-passages"); tellPassages(); }
    else if (button.dataset.step) step(button.dataset.step);
    else if (button.dataset.copyText) copyAnswer(button);
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && document.body.classList.contains("source-open")) close();
  });

  /* The question as it was read, put where it can be corrected and sent. */
  function edit(question) {
    const box = document.querySelector("#ask-row textarea");
    if (!box) return;
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value").set.call(box, question);
    box.dispatchEvent(new Event("input", { bubbles: true }));
    box.focus();
  }

  /* Gradio's fold does not say whether it is open. */
  function tellFold() {
    document.querySelectorAll(".scope").forEach((scope) => {
      const button = scope.querySelector(".label-wrap");
      const content = scope.querySelector("[data-testid=accordion-content]");
      if (button && content) button.setAttribute("aria-expanded", String(content.style.display !== "none"));
    });
  }

  Object.assign(window.briefing, {
    /* The panel is filled by this script alone, so that Gradio's own patching never meets a document's text. */
    sourcePanel(element, _props, server) {
      panel.element = element;
      panel.show = server.show_source;
      window.briefing.pageImages(element, server, scrollToMark);
      const fits = () => {
        work.classList.toggle("library-cards", work.clientWidth < 840);
        document.getElementById("desk").parentElement.classList.toggle("slender", work.clientWidth < 752);
      };
      const work = document.getElementById("work");
      new ResizeObserver(fits).observe(work);
      fits();
    },

    /* A phrase proposed is followed by a click. */
    phrases(element, trigger) {
      element.addEventListener("click", (event) => {
        const button = event.target.closest("button");
        if (button && "follow" in button.dataset) trigger("follow", { phrase: button.dataset.follow });
      });
    },

    /* Plain text to the clipboard; whether it went there. */
    copy: (text) => copyBoth(text, text.replace(/&/g, "&amp;").replace(/</g, "&lt;")),

    conversation(element, trigger, watch) {
      document.addEventListener("click", () => setTimeout(tellFold));
      setTimeout(tellFold);
      element.addEventListener("click", (event) => {
        const button = event.target.closest("button");
        if (!button) return;
        if (button.dataset.ask) trigger("ask", { question: button.dataset.ask, of: button.dataset.of || "", turn: button.dataset.turn || "0" });
        else if (button.dataset.edit) edit(button.dataset.edit);
        else if ("retry" in button.dataset) trigger("retry", {});
      });
      let turns = 0;
      watch("value", () => {
        const shown = [...element.querySelectorAll(".turn")];
        if (!shown.length) return;
        const latest = shown[shown.length - 1];
        const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
        if (shown.length !== turns || latest.matches(".answered, .failed")) {
          latest.scrollIntoView({ block: "start", behavior: still ? "auto" : "smooth" });
        }
        turns = shown.length;
      });
    },
  });
})();
