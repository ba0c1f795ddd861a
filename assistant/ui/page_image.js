/* A source's page as it is printed, in place of its text: "Page image" turns it on and off. page.js comes first. */
(() => {
  "use strict";

  const { say } = window.briefing;
  const DOWN = `<p class="problem" role="alert"><strong>${say("The server does not answer.")}</strong> ${say("Start it again, then open the page once more.")}</p>`;
  const shown = { panel: null, server: null, toText: null, wanted: false, sequence: 0 };
  const toggle = () => shown.panel.querySelector("[data-page-image]");
  const scroller = () => shown.panel.querySelector(".source-scroll");

  function scrollToMark() {
    const box = scroller();
    const mark = box.querySelector(".page-mark");
    box.scrollTop = mark ? mark.getBoundingClientRect().top - box.getBoundingClientRect().top + box.scrollTop - box.clientHeight / 3 : 0;
  }

  async function show(page) {
    const button = toggle();
    const { pageImage: id, version, start, end } = button.dataset;
    const sequence = ++shown.sequence;
    const box = scroller();
    button.setAttribute("aria-pressed", "true");
    box.setAttribute("aria-busy", "true");
    let html;
    try {
      html = await shown.server.show_page({ document: id, version, start, end, page });
    } catch {
      html = DOWN;
    }
    if (sequence !== shown.sequence || !box.isConnected) return;
    const place = box.querySelector(".page-shown") || box.appendChild(Object.assign(document.createElement("div"), { className: "page-shown" }));
    const stepped = place.contains(document.activeElement) ? document.activeElement.getAttribute("aria-label") : null;
    place.innerHTML = html;
    box.classList.add("as-printed");
    box.removeAttribute("aria-busy");
    await place.querySelector("img")?.decode().catch(() => {});
    scrollToMark();
    if (!stepped) return;
    const again = place.querySelector(`[aria-label="${stepped}"]:not([disabled])`) || place.querySelector("[data-to-page]:not([disabled])");
    if (again) again.focus({ preventScroll: true });
  }

  function hide() {
    shown.sequence += 1;
    toggle().setAttribute("aria-pressed", "false");
    const box = scroller();
    box.classList.remove("as-printed");
    box.removeAttribute("aria-busy");
    box.querySelector(".page-shown")?.remove();
    shown.toText();
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("#source-panel button");
    if (!button) return;
    if ("toPage" in button.dataset) show(button.dataset.toPage);
    if (!("pageImage" in button.dataset)) return;
    shown.wanted = button.getAttribute("aria-pressed") !== "true";
    if (shown.wanted) show();
    else hide();
  });

  window.briefing.pageImages = (panel, server, toText) => Object.assign(shown, { panel, server, toText });
  /* Whoever looks at pages goes on looking at pages, from one source to the next. */
  window.briefing.sourceShown = () => { if (shown.wanted && toggle()) show(); };
})();
