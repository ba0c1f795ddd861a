/* The first of the page's scripts: its own words in the page's language, and how the language is changed. */
(() => {
  "use strict";

  const held = window.briefingWords || {};
  const spoken = document.documentElement.lang.split("-")[0];

  window.briefing = { say: (words) => (held[spoken] || {})[words] || words };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-language]");
    if (!button) return;
    document.cookie = `language=${button.dataset.language}; path=/; max-age=31536000; samesite=lax`;
    location.reload();
  });
})();
