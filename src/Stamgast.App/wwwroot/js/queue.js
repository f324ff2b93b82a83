// The queue of duplicates: a key decides, the next pair is there at once, and the decision travels behind it. Pages work without this.
(() => {
  const root = document.getElementById("dup-queue");
  document.addEventListener("change", (e) => e.target.matches(".dup-filters select") && e.target.form.requestSubmit());
  // The button counts what is ticked, on other pages too.
  const ticks = document.getElementById("certain");
  ticks?.addEventListener("change", (e) => {
    const page = document.getElementById("tick-page");
    const boxes = [...ticks.querySelectorAll("input[name=in]")];
    if (e.target === page) for (const box of boxes) box.checked = page.checked;
    const on = boxes.filter((box) => box.checked).length;
    page.checked = on === boxes.length;
    page.indeterminate = on > 0 && on < boxes.length;
    const button = document.getElementById("merge-ticked");
    if (!button) return;
    const elsewhere = new Set([...ticks.querySelectorAll("input[name=out]")].map((i) => i.value));
    for (const row of ticks.querySelectorAll("input[name=row]")) elsewhere.delete(row.value);
    const count = button.dataset.none ? on + elsewhere.size : button.dataset.total - (boxes.length - on) - elsewhere.size;
    button.querySelector("span").textContent = count === 1 ? button.dataset.one : button.dataset.words.replace("#", count.toLocaleString(document.documentElement.lang));
    button.disabled = count === 0;
  });
  if (!root) return;

  const holder = document.getElementById("dup-pane");
  const list = root.querySelector(".queue");
  const ahead = 3;
  let next = [];
  let filling = null;
  let going = null;
  let walks = 0;
  let sending = Promise.resolve();

  const pane = () => holder.querySelector(".pane");
  const form = () => holder.querySelector("form");
  const items = () => [...list.querySelectorAll("a.q")];
  const keyOf = (node) => `${node.dataset.a}-${node.dataset.b}`;
  const itemOf = (node) => node && items().find((i) => keyOf(i) === keyOf(node));
  const judged = new Set();
  const gone = new Map();

  async function parts(url) {
    const answer = await fetch(url, { headers: { "HX-Request": "true" } });
    if (!answer.ok) throw new Error(answer.status);
    const box = document.createElement("template");
    box.innerHTML = await answer.text();
    return box.content;
  }

  const asking = (base, more) => base + (base.includes("?") ? "&" : "?") + new URLSearchParams(more);

  // ---- what comes next is loaded before it is needed
  function fill() {
    if (filling || next.length >= ahead) return filling ?? Promise.resolve();
    const last = next.at(-1) ?? pane();
    const walk = walks;
    const mine = parts(asking(root.dataset.panes, { after: last?.dataset.cursor ?? "" }))
      .then((found) => {
        // What follows another pair than the one that is open now is not next.
        if (walk !== walks) return;
        for (const one of found.querySelectorAll(".pane"))
          if (!judged.has(keyOf(one)) && keyOf(one) !== (pane() && keyOf(pane())) && !next.some((n) => keyOf(n) === keyOf(one))) next.push(one);
      })
      .catch(() => {})
      .finally(() => { if (filling === mine) filling = null; });
    filling = mine;
    return mine;
  }

  function show(fresh, focus = true) {
    holder.replaceChildren(fresh);
    for (const item of items()) item.removeAttribute("aria-current");
    const item = itemOf(fresh);
    item?.setAttribute("aria-current", "true");
    item?.scrollIntoView({ block: "nearest" });
    // Its name is read aloud.
    if (focus) fresh.querySelector("h2")?.focus({ preventScroll: true });
    root.querySelector(".body").scrollTop = 0;
    fill();
  }

  async function goOn() {
    if (next.length === 0) await fill();
    const fresh = next.shift();
    if (fresh) return show(fresh);
    // The last one: whatever came up meanwhile is on the page itself.
    await sending;
    location.assign(location.pathname + new URL(root.dataset.list, location).search.replace(/([?&])lane=[^&]*&?/, "$1").replace(/[?&]$/, ""));
  }

  // ---- the list beside it
  async function refill() {
    const left = items();
    if (left.length >= 8 || !left.length) return;
    const rest = list.querySelector(".q-rest a");
    if (!rest) return;
    try {
      const found = await parts(asking(root.dataset.list, { after: left.at(-1).dataset.cursor }));
      const fresh = [...found.querySelectorAll("a.q")].filter((i) => !judged.has(keyOf(i)) && !itemOf(i));
      if (!fresh.length) rest.remove();
      list.querySelector(".q-rest").before(...fresh);
    } catch { /* the list stays shorter until the next key */ }
  }

  // ---- a decision: the next pair first, then the server
  function decide(verdict) {
    // While the next pair is on its way, the key is meant for it.
    if (going) { going.then(() => decide(verdict)); return; }
    if (pane() && judged.has(keyOf(pane()))) return;
    const at = form();
    const button = at?.querySelector(`button[value=${verdict}]`);
    if (!button) return;
    const members = [...at.querySelectorAll("input[name=member]")];
    if (verdict === "duplicate" && members.length && members.filter((m) => m.checked).length !== 2) { location.assign(choices()); return; }
    const data = new FormData(at);
    data.set("verdict", verdict);
    const old = pane();
    judged.add(keyOf(old));
    const item = itemOf(old);
    going = goOn().finally(() => { going = null; });
    if (item) { gone.set(keyOf(old), item); item.remove(); }
    send(at.action, data).then((kept) => { if (!kept) judged.delete(keyOf(old)); });
    refill();
  }

  // One after the other, in the order of the keys.
  function send(action, data) {
    const mine = sending.then(async () => {
      try {
        const answer = await fetch(action, { method: "POST", body: new URLSearchParams(data), headers: { "HX-Request": "true" } });
        const to = answer.headers.get("HX-Redirect");
        if (to) { location.assign(to); return true; }
        const text = await answer.text();
        if (!answer.ok) { window.stamgast?.say(text, true); return false; }
        const box = document.createElement("template");
        box.innerHTML = text;
        for (const part of [...box.content.children]) document.getElementById(part.id)?.replaceWith(part);
        const count = document.querySelector("#menu a[href='/duplicates'] small");
        if (count) count.textContent = document.querySelector("#dup-tabs .hot")?.textContent ?? "";
        return true;
      } catch {
        window.stamgast?.say("", true);
        return false;
      }
    });
    sending = mine;
    return mine;
  }

  async function undo() {
    const back = document.querySelector("#dup-foot .undo-form");
    if (!back) return;
    const data = new FormData(back);
    await send(back.action, data);
    const key = `${data.get("a")}-${data.get("b")}`;
    judged.delete(key);
    const item = gone.get(key);
    if (item && !itemOf(item)) (itemOf(pane()) ?? list.querySelector(".q-rest")).before(item);
    const found = await parts(asking(root.dataset.panes, { a: data.get("a"), b: data.get("b") })).catch(() => null);
    const again = found?.querySelector(".pane");
    if (!again) return;
    if (pane() && !judged.has(keyOf(pane()))) next.unshift(pane());
    show(again);
  }

  // ---- choices
  function choices() {
    const link = holder.querySelector(".all-choices");
    const at = form();
    if (!link || !at) return null;
    const members = [...at.querySelectorAll("input[name=member]:checked")].map((m) => m.value);
    const query = new URLSearchParams({ ids: members.length > 1 ? members.join(",") : link.dataset.ids });
    const keep = at.querySelector("input[name=keep]:checked")?.value;
    if (keep) query.set("keep", keep);
    const taken = [...at.querySelectorAll("input[name^='t:']:checked")]
      .filter((r) => r.value !== at.querySelector(`input[name="w:${r.name.slice(2)}"]`)?.value).map((r) => `${r.name.slice(2)}:${r.value}`);
    if (taken.length) query.set("take", taken.join(","));
    return "/customers/merge?" + query.toString().replaceAll("%2C", ",").replaceAll("%3A", ":");
  }

  // What a key chose is read aloud; the focus stays, so that the next key still decides.
  function tell(radio) {
    const row = radio.closest("tr").querySelector("th.cap")?.firstChild.textContent.trim() ?? "";
    document.getElementById("dup-said").textContent = `${row} ${radio.closest("label").textContent.trim()}`.trim();
  }

  function other(radios) {
    const rest = radios.find((r) => !r.checked);
    if (rest) { rest.checked = true; rest.dispatchEvent(new Event("change", { bubbles: true })); tell(rest); }
  }

  // What nobody chose follows the kept customer.
  holder.addEventListener("change", (e) => {
    if (e.target.name !== "keep") return;
    const at = form();
    for (const was of at.querySelectorAll("input[name^='w:']")) {
      const radios = [...at.querySelectorAll(`input[name="t:${was.name.slice(2)}"]`)];
      const chosen = radios.find((r) => r.checked);
      if (chosen?.value !== was.value) continue;
      const follow = radios.find((r) => r.value === e.target.value);
      if (follow) { follow.checked = true; was.value = follow.value; }
    }
  });

  async function open(item) {
    if (!item) return;
    const found = await parts(asking(root.dataset.panes, { a: item.dataset.a, b: item.dataset.b })).catch(() => null);
    const fresh = found?.querySelector(".pane");
    if (!fresh) { item.remove(); return; }
    next = [];
    filling = null;
    walks++;
    show(fresh);
  }

  function walk(step) {
    const all = items();
    const at = all.indexOf(itemOf(pane()));
    open(all[Math.min(all.length - 1, Math.max(0, at + step))]);
  }

  list.addEventListener("click", (e) => {
    const item = e.target.closest("a.q");
    if (!item || e.ctrlKey || e.metaKey || e.shiftKey) return;
    e.preventDefault();
    open(item);
  });
  // The second click of a double click would decide on the next pair, which nobody has seen yet.
  holder.addEventListener("click", (e) => { if (e.detail > 1 && e.target.closest("button[value]")) e.preventDefault(); });
  holder.addEventListener("submit", (e) => {
    if (!e.submitter?.value) return;
    e.preventDefault();
    decide(e.submitter.value);
  });
  document.addEventListener("submit", (e) => {
    if (!e.target.matches("#dup-foot .undo-form")) return;
    e.preventDefault();
    undo();
  });

  const keys = {
    m: () => decide("duplicate"), n: () => decide("different"), l: () => decide("later"), z: undo,
    k: () => other([...holder.querySelectorAll("input[name=keep]")]),
    arrowdown: () => walk(1), arrowup: () => walk(-1),
    enter: () => { const to = choices(); if (to) location.assign(to); },
  };
  // Before the keys of every page, which have other meanings for N and Z.
  document.addEventListener("keydown", (e) => {
    const isIn = e.target.closest?.("input:not([type=checkbox]):not([type=radio]), textarea, select, details[open], dialog, [contenteditable]");
    if (isIn || e.ctrlKey || e.altKey || e.metaKey || e.repeat || document.querySelector("dialog[open]")) return;
    const key = e.key.toLowerCase();
    if (key === "enter" && e.target.closest?.("a, button, summary, label")) return;
    if (key.startsWith("arrow") && e.target.matches?.("input[type=radio]")) return;
    const digit = holder.querySelectorAll(`input[data-digit="${key}"]`);
    const act = keys[key] ?? (/^[1-9]$/.test(key) && digit.length ? () => other([...digit]) : null);
    if (!act) return;
    e.preventDefault();
    e.stopImmediatePropagation();
    act();
  }, true);

  fill();
})();
