/* A checked text: which claims are listed, one opened under its paragraph, from one contradicted claim to the next.
   download.js fetches files, page.js opens the sources. No library, no outside address. */
(() => {
  "use strict";

  const { say } = window.briefing;
  const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
  /* The pane alone is scrolled: scrollIntoView moves the window behind it as well. */
  const glide = (element, above) => {
    const work = document.getElementById("work");
    const top = element.getBoundingClientRect().top - work.getBoundingClientRect().top - above;
    work.scrollBy({ top, behavior: still() ? "auto" : "smooth" });
  };
  const result = (element) => element.closest(".checked");

  function filter(button) {
    const whole = result(button);
    const wanted = button.dataset.filter;
    whole.querySelectorAll("[data-filter]").forEach((b) => b.setAttribute("aria-pressed", String(b === button)));
    whole.querySelectorAll(".claims > .claim").forEach((card) => {
      card.hidden = wanted !== "all" && card.dataset.verdict !== wanted;
    });
  }

  /* The claim's card under its paragraph ------------------------------------------------------------------------ */

  function shut(whole, { focus = false } = {}) {
    const card = whole.querySelector(".claim.opened");
    if (!card) return null;
    const claim = whole.querySelector(`.said.begins[data-claim="${card.dataset.claim}"]`);
    whole.querySelectorAll(".said.current").forEach((s) => s.classList.remove("current"));
    card.remove();
    if (claim) claim.setAttribute("aria-expanded", "false");
    if (claim && focus) claim.focus({ preventScroll: true });
    return claim;
  }

  function quiet(text, name, data) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "quiet";
    button.textContent = text;
    button.setAttribute("aria-label", name);
    Object.assign(button.dataset, data);
    return button;
  }

  function show(whole, number) {
    shut(whole);
    const claim = whole.querySelector(`.said.begins[data-claim="${number}"]`);
    const listed = whole.querySelector(`.claims > .claim[data-claim="${number}"]`);
    if (!claim || !listed) return;
    const card = listed.cloneNode(true);
    card.hidden = false;
    card.classList.add("opened");
    card.tabIndex = -1;
    const steps = card.querySelector(".claim-steps");
    steps.replaceChildren();
    if (whole.querySelector(".said.begins.contradicted")) {
      steps.append(quiet("↑", say("Previous contradicted claim"), { hop: "previous" }));
      steps.append(quiet("↓", say("Next contradicted claim"), { hop: "next" }));
    }
    steps.append(quiet(say("Close"), say("Close claim"), { shut: "" }));
    claim.closest("p").after(card);
    claim.setAttribute("aria-expanded", "true");
    whole.querySelectorAll(`.said[data-claim="${number}"]`).forEach((s) => s.classList.add("current"));
    card.focus({ preventScroll: true });
    glide(claim, 150);
  }

  function toggle(claim) {
    const whole = result(claim);
    const open = whole.querySelector(".claim.opened");
    if (open && open.dataset.claim === claim.dataset.claim) shut(whole, { focus: true });
    else show(whole, claim.dataset.claim);
  }

  function hop(button) {
    const whole = result(button);
    const all = [...whole.querySelectorAll(".said.begins")];
    const open = whole.querySelector(".claim.opened");
    const at = open ? all.findIndex((s) => s.dataset.claim === open.dataset.claim) : -1;
    const forward = button.dataset.hop === "next";
    const wanted = all.filter((s) => s.classList.contains("contradicted"));
    const after = wanted.filter((s) => (forward ? all.indexOf(s) > at : all.indexOf(s) < at));
    const next = forward ? after[0] || wanted[0] : after[after.length - 1] || wanted[wanted.length - 1];
    if (!next) return;
    const inside = open && open.contains(button);
    show(whole, next.dataset.claim);
    const again = inside ? whole.querySelector(`.opened [data-hop="${button.dataset.hop}"]`) : button;
    again.focus({ preventScroll: true });
  }

  /* Wiring ------------------------------------------------------------------------------------------------------ */

  document.addEventListener("click", (event) => {
    const button = event.target.closest(".checked button");
    const claim = event.target.closest(".said[data-claim]");
    if (claim && !String(getSelection())) toggle(claim);
    if (!button) return;
    if (button.dataset.filter) filter(button);
    else if (button.dataset.find) show(result(button), button.dataset.find);
    else if (button.dataset.hop) hop(button);
    else if ("shut" in button.dataset) shut(result(button), { focus: true });
  });

  document.addEventListener("keydown", (event) => {
    if (!(event.target instanceof Element)) return;
    const claim = event.target.closest(".said.begins");
    if (claim && (event.key === "Enter" || event.key === " ")) { event.preventDefault(); toggle(claim); }
    const inside = event.target.closest(".claim.opened");
    const sourceOpen = document.body.classList.contains("source-open");
    if (inside && event.key === "Escape" && !sourceOpen) shut(result(inside), { focus: true });
  });

  window.briefing.checked = (element, watch) => {
    watch("value", () => setTimeout(() => {
      const tally = element.querySelector(".tally");
      if (!tally) return;
      tally.focus({ preventScroll: true });
      glide(element.querySelector(".checked"), 56);
    }));
  };
})();
