/* The list of conversations: filled, searched, opened, renamed, deleted; the address of the one that is shown. page.js comes first. */
(() => {
  "use strict";

  const { say } = window.briefing;
  const list = { element: null, place: null, server: null, trigger: null, roomy: false, sequence: 0 };
  const ROOMY = 1384; /* pixels of the pane that leave room for the list beside the conversation */
  let current = ""; /* the token of the conversation that is shown */
  let leaving = false; /* whether the browser itself has just changed the address */
  const within = (selector) => list.element.querySelector(selector);
  const asked = () => new URL(location.href).searchParams.get("conversation") || "";

  /* The list --------------------------------------------------------------------------------------------------- */

  function markCurrent() {
    list.element.querySelectorAll("[data-open]").forEach((button) => {
      if (button.dataset.open === current) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
    });
  }

  async function ask(does = "list", more = {}) {
    const sequence = ++list.sequence;
    let found;
    try {
      found = await list.server.talks({ does, find: within("input").value, ...more });
    } catch {
      found = { said: `${say("The server does not answer.")} ${say("Start it again, then reload this page.")}` };
    }
    if (sequence !== list.sequence) return false;
    if (found.list !== undefined) within(".talks-found").innerHTML = found.list;
    if (!within("input").value) list.element.classList.toggle("none-kept", !within("[data-talk]"));
    if (found.told || found.said || does !== "list") within(".talks-told").innerHTML = found.problem || found.told || "";
    if (!found.problem && found.said) within(".talks-told").textContent = found.said;
    markCurrent();
    return !found.said;
  }

  function open(token) {
    if (!list.roomy) within("details").open = false;
    list.trigger("open", { token });
  }

  async function remove(token) {
    if (!(await ask("delete", { token }))) return;
    within("[data-restore]")?.focus();
    if (token !== current) return;
    list.deleted = token;
    list.trigger("open", { token: "" }); /* the list stays open: deleting is undone there */
  }

  async function restore(token) {
    if (!(await ask("restore", { token }))) return;
    within(`[data-open="${token}"]`)?.focus();
    if (token === list.deleted && !current) open(token);
  }

  function rename(entry) {
    const opening = entry.querySelector("[data-open]");
    const box = document.createElement("input");
    Object.assign(box, { type: "text", maxLength: 200, value: entry.querySelector(".talk-name").textContent });
    box.setAttribute("aria-label", say("Name of the conversation"));
    let over = false;
    const end = async (keep) => {
      if (over) return;
      over = true;
      const name = box.value.trim();
      box.replaceWith(opening);
      if (keep && name) await ask("rename", { token: entry.dataset.talk, name });
      within(`[data-open="${entry.dataset.talk}"]`)?.focus();
    };
    box.addEventListener("keydown", (event) => {
      if (event.key === "Enter") { event.preventDefault(); end(true); }
      if (event.key === "Escape") { event.stopPropagation(); end(false); }
    });
    box.addEventListener("blur", () => end(true));
    opening.replaceWith(box);
    box.focus();
    box.select();
  }

  function pressed(button) {
    const entry = button.closest("[data-talk]");
    if (button.dataset.open) open(button.dataset.open);
    else if (button.dataset.restore) restore(button.dataset.restore);
    else if (button.dataset.talkDo === "rename") rename(entry);
    else if (button.dataset.talkDo === "delete") remove(entry.dataset.talk);
  }

  /* The address ------------------------------------------------------------------------------------------------ */

  const linkTo = (token) => {
    const address = new URL(location.href);
    if (token) address.searchParams.set("conversation", token);
    else address.searchParams.delete("conversation");
    return address.href;
  };

  /* The conversation shown has changed: its address, its place in the list. */
  function follow(region) {
    const token = region.dataset.conversation || "";
    const answered = region.querySelectorAll(".turn:not(.searching)").length;
    if (token === current && answered === list.answered) return;
    if (token !== current) {
      const begun = token && !current && asked() === "";
      if (linkTo(token) !== location.href && !leaving) history[begun ? "replaceState" : "pushState"](null, "", linkTo(token));
      current = token;
    }
    leaving = false;
    list.answered = answered;
    ask();
  }

  window.addEventListener("popstate", () => {
    if (!list.trigger || asked() === current) return;
    leaving = true;
    open(asked());
  });

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy-link]");
    if (!button) return;
    const told = button.parentElement.querySelector(":scope > .told");
    const copied = await window.briefing.copy(linkTo(button.dataset.copyLink));
    told.textContent = copied ? say("Link copied") : say("The browser refused to copy; the address bar has the link");
    setTimeout(() => { told.textContent = ""; }, 4000);
  });

  /* Wiring ----------------------------------------------------------------------------------------------------- */

  window.briefing.talks = (element, trigger, server) => {
    window.briefing.translate(element);
    Object.assign(list, { element, place: document.getElementById("talks"), trigger, server });
    window.briefing.judging(server);
    element.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (button) pressed(button);
    });
    let waiting = 0;
    within("input").addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(() => ask(), 200); });
    const work = document.getElementById("work");
    const settle = () => {
      const roomy = work.clientWidth >= ROOMY;
      if (roomy !== list.roomy) within("details").open = roomy;
      list.roomy = roomy;
      list.place.classList.toggle("at-side", roomy);
    };
    new ResizeObserver(settle).observe(work);
    settle();
    const conversation = document.getElementById("conversation");
    new MutationObserver(() => {
      const region = conversation.querySelector("[role=log]");
      if (region) follow(region);
    }).observe(conversation, { childList: true, subtree: true });
    ask();
  };
})();
