/* The first of the page's scripts: its own words in the page's language, and how the language is changed. */
(() => {
  "use strict";

  const held = (window.briefingWords || {})[document.documentElement.lang.split("-")[0]] || {};
  const READ = ["aria-label", "placeholder", "title"];

  /* `words` in the page's language, {name} in them filled in. */
  const say = (words, values = {}) => (held[words] || words).replace(/\{(\w+)\}/g, (field, name) => values[name] ?? field);

  /* What was laid out in English, where it may hold a number. */
  function said(words) {
    const number = words.match(/\d+/)?.[0];
    return number && !held[words] ? say(words.replace(number, "{number}"), { number }) : say(words);
  }

  /* A frame that is laid out in English for everybody, put into the page's language before a script fills it. */
  function translate(frame) {
    const texts = document.createTreeWalker(frame, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const words = texts.currentNode.data.trim();
      if (words) texts.currentNode.data = texts.currentNode.data.replace(words, () => said(words));
    }
    READ.forEach((name) => frame.querySelectorAll(`[${name}]`).forEach((element) => {
      element.setAttribute(name, said(element.getAttribute(name)));
    }));
  }

  window.briefing = { say, translate };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-language]");
    if (!button) return;
    document.cookie = `language=${button.dataset.language}; path=/; max-age=31536000; samesite=lax`;
    location.reload();
  });
})();
