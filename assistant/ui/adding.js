/* What goes into the library: files and folders chosen or dropped, pasted texts, how far they are, what failed. For library.js. */
(() => {
  "use strict";

  const { say } = window.briefing;
  const LOOK_MS = 400;
  const HIDDEN = /^(\.|~\$)/;
  const README = /^readme\.md$/i;

  /* The files below what was dropped, however deep; in folders what is hidden and READMEs are no documents. */
  async function below(entry, inside = false) {
    if (inside && (HIDDEN.test(entry.name) || README.test(entry.name))) return [];
    if (entry.isFile) return [await new Promise((resolve, reject) => entry.file(resolve, reject))];
    const reader = entry.createReader();
    const found = [];
    for (;;) {
      const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
      if (!some.length) return found;
      for (const one of some) found.push(...await below(one, true));
    }
  }

  async function filesOf(transfer) {
    const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
    const files = entries.length ? [] : [...transfer.files];
    for (const entry of entries) files.push(...await below(entry));
    return files;
  }

  const isDocument = (file) => !file.webkitRelativePath.split("/").some((part) => HIDDEN.test(part)) && !README.test(file.name);

  window.briefing.adding = ({ element, call, fill, upload, changed }) => {
    const at = (name) => element.querySelector(`[data-${name}]`);
    const does = (name) => element.querySelector(`[data-does=${name}]`);
    const form = element.querySelector(".paste");
    const limit = Number(at("limit").dataset.limit);
    const state = { changes: null, halted: false, sending: 0, renews: "", looking: null };

    const headline = (text) => { if (at("headline").textContent !== text) at("headline").textContent = text; };
    const complain = (html) => at("complaints").insertAdjacentHTML("beforeend", html);

    /* How far it is ------------------------------------------------------------------------------------------ */

    async function look() {
      state.looking = null;
      const reply = await call("arriving");
      if (reply.problem) { fill(at("arriving"), reply.problem); return; }
      const busy = reply.busy || state.sending > 0;
      if (!state.sending || reply.busy) headline(reply.headline);
      fill(at("arriving"), reply.files);
      fill(at("failures"), reply.failures);
      const list = at("arriving").querySelector("ol");
      const current = list?.querySelector("[data-state=reading]");
      if (current) list.scrollTop += current.getBoundingClientRect().top - list.getBoundingClientRect().top - list.clientHeight / 2;
      does("stop").hidden = !busy;
      does("stop").disabled = reply.stopping;
      const grown = state.changes !== null && reply.changes !== state.changes;
      if (busy) { state.changes ??= reply.changes; lookSoon(); return; }
      state.changes = reply.changes;
      if (grown) changed();
    }

    const lookSoon = (wait = LOOK_MS) => { state.looking ??= setTimeout(look, wait); };
    const ask = async (name, asked) => {
      const reply = await call(name, asked);
      if (reply.problem) complain(reply.problem);
      lookSoon(0);
    };

    /* Files -------------------------------------------------------------------------------------------------- */

    async function send(files, renews = "") {
      at("complaints").replaceChildren();
      state.halted = false;
      state.sending += files.length;
      const batch = String(performance.now()) + String(Math.random());
      for (const [i, file] of files.entries()) {
        if (!state.halted) {
          headline(say("Sending file {n} of {all}.", { n: i + 1, all: files.length }));
          await sendOne(file, renews, batch);
          lookSoon();
        }
        state.sending -= 1;
      }
      lookSoon(0);
    }

    async function sendOne(file, renews, batch) {
      const told = (what) => {
        const said = document.createElement("p");
        said.className = "problem";
        said.setAttribute("role", "alert");
        said.append(Object.assign(document.createElement("strong"), { textContent: file.name }), ` ${what}`);
        complain(said.outerHTML);
      };
      if (file.size > limit * 1e6) { told(say("is over the limit of {number} MB. The command briefing ingest takes larger files.", { number: limit })); return; }
      let sent;
      try {
        sent = await upload(file);
      } catch {
        told(say("could not be sent. Add it once more."));
        return;
      }
      const reply = await call("add", { path: sent.path, name: file.name, renews, batch });
      if (reply.problem) complain(reply.problem);
    }

    function pick(name, renews = "") {
      state.renews = renews;
      at(name).multiple = !renews;
      at(name).click();
    }

    /* Pasted text -------------------------------------------------------------------------------------------- */

    function showPaste(shown) {
      form.hidden = !shown;
      does("paste").setAttribute("aria-expanded", String(shown));
      (shown ? form.elements.title : does("paste")).focus();
    }

    async function paste() {
      const reply = await call("paste", { title: form.elements.title.value, text: form.elements.text.value });
      fill(at("paste-problem"), reply.problem || "");
      if (reply.problem) return;
      form.reset();
      showPaste(false);
      lookSoon(0);
    }

    /* Wiring ------------------------------------------------------------------------------------------------- */

    const buttons = {
      choose: () => pick("files"),
      folder: () => pick("folder-files"),
      paste: () => showPaste(form.hidden),
      unpaste: () => showPaste(false),
      stop: () => { state.halted = true; ask("stop", {}); },
    };

    element.addEventListener("click", (event) => {
      const { dataset } = event.target.closest("button") || { dataset: {} };
      if (dataset.does in buttons) buttons[dataset.does]();
      else if (dataset.renew) pick("files", dataset.renew);
      else if (dataset.retry) ask("retry", { path: dataset.retry });
      else if (dataset.dismiss) ask("dismiss", { path: dataset.dismiss });
    });
    form.addEventListener("submit", (event) => { event.preventDefault(); paste(); });
    form.addEventListener("keydown", (event) => { if (event.key === "Escape") showPaste(false); });
    at("files").addEventListener("change", (event) => { send([...event.target.files], state.renews); event.target.value = ""; });
    at("folder-files").addEventListener("change", (event) => { send([...event.target.files].filter(isDocument)); event.target.value = ""; });
    const drop = at("drop");
    drop.addEventListener("dragover", (event) => { event.preventDefault(); drop.classList.add("over"); });
    drop.addEventListener("dragleave", () => drop.classList.remove("over"));
    drop.addEventListener("drop", async (event) => {
      event.preventDefault();
      drop.classList.remove("over");
      send(await filesOf(event.dataTransfer));
    });

    look();
  };
})();
