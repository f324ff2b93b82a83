// Keys and menus of every page. Pages work without them.
(() => {
  document.documentElement.classList.add("js");
  const typing = (e) => e.target.closest?.("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]");

  // A filter menu stays open, and the field being typed in keeps its text, while the page around it is renewed.
  if (window.Idiomorph) {
    Idiomorph.defaults.ignoreActiveValue = true;
    Idiomorph.defaults.callbacks.beforeAttributeUpdated = (name, node) => !(name === "open" && node.tagName === "DETAILS");
  }

  // Without a modifier, and never while typing.
  const shortcuts = {
    "/": () => document.getElementById("find")?.focus(),
    "n": () => document.querySelector("a[href='/customers/new']")?.click(),
    "z": () => document.getElementById("undo-last")?.requestSubmit(),
    "?": async () => {
      const answer = await fetch("/keys", { headers: { "HX-Request": "true" } });
      const dialog = document.createElement("dialog");
      dialog.className = "keys";
      const title = document.querySelector(".me a[href='/keys'] span").textContent;
      dialog.setAttribute("aria-label", title);
      dialog.innerHTML = await answer.text();
      const close = document.querySelector("#said .btn").cloneNode(true);
      close.classList.add("plain");
      close.addEventListener("click", () => dialog.close());
      const bar = document.createElement("div");
      bar.className = "bar";
      bar.append(Object.assign(document.createElement("h2"), { textContent: title }), Object.assign(document.createElement("span"), { className: "grow" }), close);
      dialog.prepend(bar);
      dialog.addEventListener("close", () => dialog.remove());
      document.body.append(dialog);
      dialog.showModal();
    },
  };

  document.addEventListener("keydown", (e) => {
    if ((e.ctrlKey || e.metaKey) && e.key.toLowerCase() === "k") {
      const find = document.getElementById("find");
      if (find) { e.preventDefault(); find.focus(); find.select(); }
      return;
    }
    if (e.key === "Escape") {
      const open = [...document.querySelectorAll("details.menu[open]")].pop();
      if (open) { open.open = false; open.querySelector("summary").focus(); e.preventDefault(); return; }
      if (location.hash === "#menu") location.hash = "";
      if (e.target.id === "find") e.target.blur();
      return;
    }
    const menu = e.target.closest?.("details.menu[open]");
    if (menu && (e.key === "ArrowDown" || e.key === "ArrowUp")) {
      const items = [...menu.querySelectorAll(".pop :is(.item, .btn):not([disabled]), .pop input:not([type=hidden])")]
        .filter((n) => n.offsetParent && !(n.matches("label") && n.querySelector("input")));
      const next = items[(items.indexOf(document.activeElement) + (e.key === "ArrowDown" ? 1 : -1) + items.length) % items.length];
      if (next) { next.focus(); e.preventDefault(); }
      return;
    }
    if (typing(e) || e.ctrlKey || e.altKey || e.metaKey || e.repeat || document.querySelector("dialog[open]")) return;
    const act = shortcuts[e.key.toLowerCase()];
    if (act) { e.preventDefault(); act(); }
  });

  document.addEventListener("click", (e) => {
    for (const menu of document.querySelectorAll("details.menu[open]")) if (!menu.contains(e.target)) menu.open = false;
  });

  // Ignore the second click of a double click.
  document.addEventListener("submit", (e) => {
    const form = e.target;
    if (form.method !== "post" || form.hasAttribute("data-repeat")) return;
    if (form.dataset.sent === "1") { e.preventDefault(); return; }
    if (e.defaultPrevented) return;
    form.dataset.sent = "1";
    setTimeout(() => delete form.dataset.sent, 4000);
  });
  // After the back button, the form is usable again.
  window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach((f) => delete f.dataset.sent));

  // Focus the note on what was just done or refused: it is read aloud, and its Undo is one Tab away.
  const told = document.querySelector("[data-focus]") ?? document.querySelector("body[data-wrong] :is(.note.bad, .note[tabindex], .empty h1)");
  if (told) { if (!told.hasAttribute("tabindex")) told.tabIndex = -1; told.focus(); }

  // After a form that failed, a way back to it as it was filled in.
  document.addEventListener("click", (e) => e.target.closest?.("[data-back]") && history.back());

  // A tick box that is its own form.
  document.addEventListener("change", (e) => e.target.form?.matches("[data-tick]") && e.target.form.requestSubmit());

  // A refused request for a part of the page: show the reason and read it aloud; the page stays as it is.
  const said = document.getElementById("said");
  const hush = () => { said.hidden = true; said.querySelector("p").replaceChildren(); };
  // Remove the note about a lost connection when the server answers again, unless a change did not arrive.
  const say = (answer, stays) => {
    const page = new DOMParser().parseFromString(answer ?? "", "text/html");
    const parts = [...page.querySelectorAll(".note.bad > div, .empty :is(h1, h2), .empty p")].map((n) => n.textContent.trim());
    const words = parts.join(" ") || said.dataset.lost;
    const isSaid = said.querySelector("p").textContent === words;
    if (stays || !isSaid) said.dataset.isLost = words === said.dataset.lost && !stays ? "1" : "";
    if (isSaid) return;
    said.hidden = false;
    said.querySelector("p").textContent = words;
  };
  said?.querySelector("button").addEventListener("click", hush);
  document.addEventListener("htmx:responseError", (e) => said && say(e.detail.xhr.responseText));
  document.addEventListener("htmx:sendError", (e) => said && say("", e.detail.requestConfig.verb !== "get"));
  document.addEventListener("htmx:afterOnLoad", (e) => {
    if (said && !said.hidden && e.detail.xhr.status < 400 && (said.dataset.isLost || e.detail.requestConfig.verb !== "get")) hush();
  });
  window.stamgast = { say };

  // A filter chosen by keyboard keeps the focus after its page has loaded, and when the user returns to it.
  const cameBack = performance.getEntriesByType("navigation")[0]?.type === "back_forward";
  const led = sessionStorage.getItem("leads-to") ?? (cameBack ? history.state?.ledTo : null);
  const leads = (to) => history.replaceState({ ...history.state, ledTo: to }, "");
  sessionStorage.removeItem("leads-to");
  if (led) { document.querySelector(led)?.focus(); leads(led); }
  document.addEventListener("click", (e) => {
    const from = e.detail === 0 && e.target.closest?.("a[href]")?.closest("[data-leads-to]");
    if (!from) return;
    sessionStorage.setItem("leads-to", from.dataset.leadsTo);
    leads(from.dataset.leadsTo);
  });
})();
