/* What is thought of an answer: up or down, with a note. What was said stays said when the conversation is shown anew. */
(() => {
  "use strict";

  const { say } = window.briefing;
  let server = null;
  const said = new Map(); /* by place: what was said since the page was opened, and what is being typed */
  const key = (box) => `${box.dataset.token} ${box.dataset.place}`;

  function show(box) {
    const known = said.get(key(box));
    if (!known) return;
    box.querySelectorAll("[data-verdict]").forEach((b) => b.setAttribute("aria-pressed", String(b.dataset.verdict === known.verdict)));
    const form = box.querySelector("form");
    form.hidden = !known.verdict;
    const note = form.querySelector("input");
    if (note.value !== known.note) note.value = known.note;
  }

  async function keep(box) {
    const { verdict, note } = said.get(key(box));
    const told = box.querySelector(".told");
    let found;
    try {
      found = await server.judge({ token: box.dataset.token, place: box.dataset.place, verdict, note });
    } catch {
      found = { said: `${say("The server does not answer.")} ${say("Start it again, then say it once more.")}` };
    }
    told.textContent = found.said || found.told;
    setTimeout(() => { told.textContent = ""; }, 4000);
  }

  function chosen(button) {
    const box = button.closest(".opinion");
    const before = button.getAttribute("aria-pressed") === "true";
    said.set(key(box), { verdict: before ? "" : button.dataset.verdict, note: box.querySelector("input").value });
    show(box);
    keep(box);
    if (!before) box.querySelector("input").focus();
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest(".opinion [data-verdict]");
    if (button) chosen(button);
  });

  document.addEventListener("input", (event) => {
    const box = event.target.closest(".opinion");
    if (!box) return;
    const verdict = box.querySelector("[aria-pressed=true]")?.dataset.verdict || "";
    said.set(key(box), { verdict, note: event.target.value });
  });

  document.addEventListener("submit", (event) => {
    const box = event.target.closest(".opinion");
    if (!box) return;
    event.preventDefault();
    const verdict = box.querySelector("[aria-pressed=true]")?.dataset.verdict || "";
    said.set(key(box), { verdict, note: box.querySelector("input").value });
    keep(box);
  });

  window.briefing.judging = (functions) => {
    server = functions;
    const conversation = document.getElementById("conversation");
    const showAll = () => conversation.querySelectorAll(".opinion").forEach(show);
    new MutationObserver(showAll).observe(conversation, { childList: true, subtree: true });
  };
})();
