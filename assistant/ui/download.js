/* Downloads: a button inside [data-product] asks the server for the file and hands it to the browser. page.js comes first. */
(() => {
  "use strict";

  const { say } = window.briefing;
  let server = null;

  async function download(button) {
    const whole = button.closest("[data-product]");
    const told = whole.querySelector(".told");
    told.textContent = say("Preparing");
    try {
      const annex = whole.querySelector("[data-annex]")?.checked ?? false;
      const made = await server.download({ product: whole.dataset.product, form: button.dataset.form, annex });
      if (made.problem) { told.textContent = made.problem; return; }
      const bytes = Uint8Array.from(atob(made.content), (c) => c.charCodeAt(0));
      const address = URL.createObjectURL(new Blob([bytes], { type: made.type }));
      const link = document.createElement("a");
      link.href = address;
      link.download = made.name;
      link.click();
      setTimeout(() => URL.revokeObjectURL(address), 10000);
      told.textContent = "";
    } catch {
      told.textContent = say("The server does not answer. Start it again, then ask once more.");
    }
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-product] button[data-form]");
    if (button) download(button);
    document.querySelectorAll("details.menu[open]").forEach((menu) => {
      if (!menu.contains(event.target)) menu.open = false;
    });
  });

  document.addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && event.target instanceof Element && event.target.closest("details.menu[open]");
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
    event.stopPropagation();
  }, true);

  window.briefing.downloads = (functions) => { server = functions; };
})();
