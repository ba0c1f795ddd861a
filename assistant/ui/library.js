/* The tab Library: the table with its filters and its line of time, details, undo. page.js opens sources, adding.js adds files. */
(() => {
  "use strict";

  const { say } = window.briefing;
  const FIELDS = ["issuer", "recipient", "kind", "language"];
  const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });
  const make = (name, attributes = {}, ...content) => {
    const element = document.createElement(name);
    Object.entries(attributes).forEach(([key, value]) => { if (value !== false) element.setAttribute(key, value === true ? "" : value); });
    element.append(...content);
    return element;
  };
  const names = (row, field) => (field === "issuer" || field === "recipient" ? row[`${field}s`] : row[field] ? [row[field]] : []);

  /* Which rows fit, in order: plain functions of rows, filters and sorting. -------------------------------------- */

  function within(row, from, to) {
    if (!from && !to) return true;
    if (!/^\d{4}/.test(row.date)) return false;
    /* "~" comes after every digit and hyphen: a date followed by it is the last day that the date may mean. */
    return (!from || `${row.until || row.date}~` >= from) && (!to || row.date <= `${to}~`);
  }

  function fitting(rows, filters) {
    const words = (filters.words || "").toLocaleLowerCase().split(/\s+/).filter(Boolean);
    return rows.filter((row) => FIELDS.every((field) => !filters[field] || names(row, field).includes(filters[field]))
      && within(row, filters.from, filters.to)
      && words.every((word) => row.said.includes(word)));
  }

  function sorted(rows, by, down) {
    const value = (row) => (by === "date" && !/^\d{4}/.test(row.date) ? "" : row[by]);
    const order = (a, b) => (by === "date" ? (a < b ? -1 : Number(a > b)) : collator.compare(a, b));
    return [...rows].sort((a, b) => {
      const [x, y] = [value(a), value(b)];
      if (!x || !y) return Number(!x) - Number(!y); /* what is not known stands last, whichever way */
      return (down ? -1 : 1) * order(x, y);
    });
  }

  /* Years, or months where there are few years, or decades where there are many: [from, to, label, rows]. */
  function periods(rows) {
    const dated = rows.map((row) => row.date).filter((date) => /^\d{4}/.test(date)).sort();
    if (!dated.length) return [];
    const [first, last] = [Number(dated[0].slice(0, 4)), Number(dated[dated.length - 1].slice(0, 4))];
    const span = last - first + 1;
    const months = span <= 3 && dated.every((date) => date.length >= 7);
    const step = span > 60 ? 10 : 1;
    const out = new Map();
    for (let year = first - (first % step); year <= last; year += step) {
      for (let month = 1; month <= (months ? 12 : 1); month += 1) {
        const key = months ? `${year}-${String(month).padStart(2, "0")}` : String(year);
        out.set(key, { from: key, to: months ? key : String(year + step - 1), year: String(year), count: 0, starts: month === 1 });
      }
    }
    dated.forEach((date) => {
      const year = Number(date.slice(0, 4));
      out.get(months ? date.slice(0, 7) : String(year - (year % step))).count += 1;
    });
    const all = [...out.values()];
    const begins = all.findIndex((period) => period.count);
    return all.slice(begins, all.length - [...all].reverse().findIndex((period) => period.count));
  }

  window.briefing.library = (element, trigger, server, upload) => {
    window.briefing.translate(element);
    const at = (name) => element.querySelector(`[data-${name}]`);
    const state = { rows: [], by: "date", down: true, page: 0, open: "" };
    const size = Number(at("rows-a-page").dataset.rowsAPage);
    const filters = element.querySelector(".filters");

    const call = async (name, asked = {}) => {
      try {
        return await server[name](asked);
      } catch {
        return { problem: `<p class="problem" role="alert"><strong>${say("The server does not answer.")}</strong> ${say("Start it again, then reload this page.")}</p>` };
      }
    };
    const fill = (place, html) => { if (place.innerHTML !== html && place.dataset.html !== html) { place.innerHTML = html; place.dataset.html = html; } };
    const tell = (html) => { fill(at("undo"), html); };

    /* The table ---------------------------------------------------------------------------------------------- */

    const asked = () => Object.fromEntries(new FormData(filters).entries());
    const choosing = window.briefing.choosing({ element, discard: (ids) => discard(ids) });

    function cells(row) {
      const title = make("button", { type: "button", class: "cite-title", "data-document": row.id, "data-version": row.version, "aria-label": say("Source: {named}", { named: row.title }) }, row.title);
      const shown = [title, row.issuer, row.recipient, row.day, row.kind, row.language];
      const told = [...element.querySelectorAll("thead [data-sort]")].map((button, i) => make("td", { class: button.dataset.sort, "data-label": button.textContent }, shown[i]));
      const box = make("input", { type: "checkbox", "data-choose": row.id, "aria-label": say("Choose {title}", { title: row.title }) });
      const open = state.open === row.id;
      const more = make("button", { type: "button", class: "quiet", "data-details": row.id, "aria-expanded": String(open), "aria-label": say("Details of {title}", { title: row.title }) }, say("Details"));
      return make("tr", {}, make("td", { class: "choose" }, make("label", {}, box)), ...told, make("td", { class: "row-tools" }, more));
    }

    function show() {
      const found = sorted(fitting(state.rows, asked()), state.by, state.down);
      const pages = Math.max(1, Math.ceil(found.length / size));
      state.page = Math.min(state.page, pages - 1);
      const part = found.slice(state.page * size, (state.page + 1) * size);
      state.open = part.some((row) => row.id === state.open) ? state.open : "";
      const opened = element.querySelector("tr.open");
      const body = document.createDocumentFragment();
      part.forEach((row) => {
        body.append(cells(row));
        if (opened && row.id === state.open) body.append(opened);
      });
      at("rows").replaceChildren(body);
      choosing.shown(found);
      const filtered = Object.values(asked()).some(Boolean);
      const total = state.rows.length;
      at("count").textContent = filtered ? say("{some} of {all} documents", { some: found.length, all: total })
        : total === 1 ? say("{number} document", { number: total }) : say("{number} documents", { number: total });
      at("page").textContent = say("{first} to {last} of {all}", { first: state.page * size + 1, last: state.page * size + part.length, all: found.length });
      element.querySelector(".pages").hidden = pages === 1;
      element.querySelector("[data-does=previous]").disabled = state.page === 0;
      element.querySelector("[data-does=next]").disabled = state.page === pages - 1;
      element.querySelector("[data-does=clear]").hidden = !filtered;
      at("none").hidden = found.length > 0;
      element.querySelector("table.library").hidden = !found.length;
      drawTime(found);
    }

    function drawTime(found) {
      const all = periods(found);
      const most = Math.max(...all.map((period) => period.count));
      const step = Math.ceil(all.length / 12);
      at("timeline").hidden = all.length < 2;
      at("timeline").replaceChildren(...all.map((period, i) => {
        const told = `${period.from === period.to ? period.from : say("{first} to {last}", { first: period.from, last: period.to })}: ${period.count}`;
        const bar = make("button", { type: "button", "data-from": period.from, "data-to": period.to, "aria-label": told, title: told, disabled: !period.count },
          make("span", { class: "bar", style: `height: ${Math.round((period.count / most) * 100)}%` }));
        const tick = all.length > 24 && period.from.length > 4 ? (period.starts ? period.year : "") : (i % step ? "" : period.from);
        return make("li", {}, bar, make("span", { class: "tick", "aria-hidden": "true" }, tick));
      }));
    }

    function fillChoices() {
      FIELDS.forEach((field) => {
        const select = filters.elements[field];
        const values = [...new Set(state.rows.flatMap((row) => names(row, field)))].sort(collator.compare);
        const before = select.value;
        select.replaceChildren(select.options[0], ...values.map((value) => make("option", { value }, value)));
        select.value = values.includes(before) ? before : "";
        element.querySelector(`#known-${field}`).replaceChildren(...values.map((value) => make("option", { value })));
      });
    }

    async function load() {
      const [reply, gone] = await Promise.all([call("documents"), call("deleted")]);
      if (reply.problem) { tell(reply.problem); at("held").hidden = false; return; }
      state.rows = JSON.parse(reply.rows);
      state.rows.forEach((row) => { row.said = [row.title, row.issuers.join(" "), row.recipients.join(" "), row.kind, row.id].join(" ").toLocaleLowerCase(); });
      at("held").hidden = !state.rows.length;
      at("empty").hidden = state.rows.length > 0;
      fillChoices();
      show();
      element.querySelector(".trash").hidden = !gone.html;
      fill(at("deleted"), gone.html || "");
    }

    async function changed() {
      await load();
      await renewDetails();
      trigger("changed", {});
    }

    /* Details ------------------------------------------------------------------------------------------------ */

    const button = (id) => [...element.querySelectorAll("[data-details]")].find((b) => b.dataset.details === id);

    function fold() {
      const id = state.open;
      state.open = "";
      element.querySelector("tr.open")?.remove();
      const folded = button(id);
      if (folded) { folded.setAttribute("aria-expanded", "false"); folded.focus({ preventScroll: true }); }
    }

    async function unfold(id) {
      const reply = await call("details", { id });
      fold();
      const row = button(id)?.closest("tr");
      if (!row) return;
      state.open = id;
      button(id).setAttribute("aria-expanded", "true");
      const cell = make("td", { colspan: "8" });
      cell.innerHTML = reply.problem || reply.html;
      row.after(make("tr", { class: "open" }, cell));
      cell.querySelector("input")?.focus({ preventScroll: true });
      cell.scrollIntoView({ block: "nearest" });
    }

    /* Details that are open say what holds now, such as a version just added; what somebody is writing there stays. */
    async function renewDetails() {
      const cell = element.querySelector("tr.open > td");
      const written = [...(cell?.querySelectorAll("input") || [])].some((input) => input.value !== input.defaultValue);
      if (!cell || written) return;
      const reply = await call("details", { id: state.open });
      if (reply.problem || !cell.isConnected) return;
      const within = cell.contains(document.activeElement);
      cell.innerHTML = reply.html;
      if (within) cell.querySelector("[data-renew]")?.focus({ preventScroll: true });
    }

    async function correct(form) {
      const id = form.dataset.correct;
      const told = form.querySelector(".told");
      told.textContent = say("Saving");
      const reply = await call("correct", { id, fields: Object.fromEntries(new FormData(form).entries()) });
      fill(form.querySelector(".details-problem"), reply.problem || "");
      told.textContent = "";
      if (reply.problem) return;
      await changed();
      if (button(id)) await unfold(id);
      const again = element.querySelector("tr.open .told");
      if (again) again.textContent = say("Saved");
      element.querySelector("tr.open [type=submit]")?.focus({ preventScroll: true });
    }

    async function discard(ids) {
      const reply = await call("discard", { ids });
      tell(reply.problem || reply.undo);
      if (reply.problem) return;
      const gone = new Set(ids);
      if (gone.has(state.open)) { state.open = ""; element.querySelector("tr.open")?.remove(); }
      state.rows = state.rows.filter((row) => !gone.has(row.id));
      show(); /* they are gone at once; the other tabs hear of it in a moment */
      await changed();
      at("undo").querySelector("button")?.focus({ preventScroll: true });
      at("undo").scrollIntoView({ block: "nearest" });
    }

    async function bringBack(key) {
      const reply = await call("restore", { key });
      tell(reply.problem || "");
      await changed();
      button(reply.ids?.[0])?.focus();
    }

    async function erase(key) {
      const reply = await call("erase", { key });
      tell(reply.problem || "");
      await load();
    }

    /* Wiring ------------------------------------------------------------------------------------------------- */

    const turn = (by) => { state.page += by; show(); element.querySelector("table.library").scrollIntoView({ block: "start" }); };
    const does = {
      previous: () => turn(-1),
      next: () => turn(1),
      clear: () => { filters.reset(); state.page = 0; show(); filters.elements.words.focus(); },
      fold,
    };

    element.addEventListener("click", (event) => {
      const pressed = event.target.closest("button");
      if (!pressed) return;
      const { dataset } = pressed;
      if (dataset.does in does) does[dataset.does]();
      else if (dataset.details) (state.open === dataset.details ? fold() : unfold(dataset.details));
      else if (dataset.sort) sortBy(dataset.sort);
      else if (dataset.from) choosePeriod(dataset);
      else if ("use" in dataset) pressed.closest(".field").querySelector("input").value = dataset.use;
      else if (dataset.delete) discard([dataset.delete]);
      else if (dataset.restore) bringBack(dataset.restore);
      else if (dataset.erase) erase(dataset.erase);
    });

    function sortBy(by) {
      state.down = state.by === by ? !state.down : by === "date";
      state.by = by;
      element.querySelectorAll("thead th").forEach((th) => th.removeAttribute("aria-sort"));
      element.querySelector(`[data-sort=${by}]`).closest("th").setAttribute("aria-sort", state.down ? "descending" : "ascending");
      show();
    }

    function choosePeriod({ from, to }) {
      const { elements } = filters;
      const again = elements.from.value === from && elements.to.value === to;
      [elements.from.value, elements.to.value] = again ? ["", ""] : [from, to];
      state.page = 0;
      show();
    }

    element.addEventListener("submit", (event) => {
      event.preventDefault();
      if (event.target.dataset.correct) correct(event.target);
    });
    filters.addEventListener("input", () => { state.page = 0; show(); });
    element.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && event.target.closest("tr.open") && !document.body.classList.contains("source-open")) fold();
    });
    window.briefing.adding({ element, call, fill, upload, changed });
    load();
  };
})();
