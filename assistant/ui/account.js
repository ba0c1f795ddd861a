/* Who is signed in, signing out, and what is said once a session has ended. words.js comes first, spoken.py says who. */
(() => {
  "use strict";

  const { say } = window.briefing;
  const who = window.briefingAsker;
  const make = (name, attributes, ...content) => {
    const element = Object.assign(document.createElement(name), attributes);
    element.append(...content);
    return element;
  };

  window.briefing.account = (element) => {
    if (!who) return;
    const told = make("span", { className: "who", title: say("Signed in as {name}", { name: who.name }) }, who.name);
    const shown = [told];
    if (who.role === "admin") shown.push(make("a", { className: "quiet", href: `${who.root}/audit` }, say("Audit trail")));
    if (who.leaves) shown.push(make("button", { type: "button", className: "quiet", onclick: leave }, say("Sign out")));
    element.firstElementChild.prepend(...shown);
  };
  if (!who) return;

  const ask = window.fetch.bind(window);
  const signIn = () => `${who.root}/sign-in${location.search}`;

  async function leave() {
    await ask(`${who.root}/sign-out`, { method: "POST" });
    location.assign(signIn());
  }

  /* What was typed stays: signing in again in another tab is enough. */
  function ended() {
    if (document.getElementById("ended")) return;
    const link = make("a", { href: signIn(), target: "_blank" }, say("Sign in again"));
    const bar = make("p", { id: "ended" }, `${say("Your session has ended.")} `, link);
    bar.setAttribute("role", "alert");
    document.body.append(bar);
  }

  window.fetch = async (...given) => {
    const response = await ask(...given);
    if (response.status === 401) ended();
    else if (response.ok) document.getElementById("ended")?.remove();
    return response;
  };
})();
