// The queue of duplicates: a key decides, the next pair is there at once, and the decision travels behind it. Pages work without this.
(() => {
  const root = document.getElementById("dup-queue");

  // Each arrow on a filter chooses another one: chosen with keys, it waits for Enter or the button. The focus stays on it.
  let lastKey = "";
  const filter = (e) => (e.target.matches?.(".dup-filters select") ? e.target : null);
  document.addEventListener("pointerdown", () => { lastKey = ""; }, true);
  document.addEventListener("keydown", (e) => {
    const at = filter(e);
    if (!at) return;
    lastKey = e.key;
    if (e.key !== "Enter" || !at.form.classList.contains("waits")) return;
    e.preventDefault();
    at.form.requestSubmit();
  }, true);
  document.addEventListener("change", (e) => {
    const at = filter(e);
    if (!at) return;
    at.form.dataset.last = at.name;
    if (lastKey && lastKey !== "Enter") at.form.classList.add("waits");
    else at.form.requestSubmit();
  });
  document.addEventListener("submit", (e) => {
    if (e.target.matches(".dup-filters") && e.target.dataset.last)
      sessionStorage.setItem("leads-to", `.dup-filters select[name=${e.target.dataset.last}]`);
  });
  // The button counts what is ticked, on other pages too.
  const ticks = document.getElementById("certain");
  const countTicks = (e) => {
    const page = document.getElementById("tick-page");
    const boxes = [...ticks.querySelectorAll("input[name=in]")];
    if (e?.target === page) for (const box of boxes) box.checked = page.checked;
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
  };
  ticks?.addEventListener("change", countTicks);
  // After the back button the browser ticks again what was ticked.
  if (ticks) addEventListener("pageshow", () => countTicks());
  if (!root) return;

  const holder = document.getElementById("dup-pane");
  const list = root.querySelector(".queue");
  const ahead = 3;
  let next = [];
  let filling = null;
  let walks = 0;
  // What keys do here, and what they send: each one after the other, in the order of the keys.
  let acting = Promise.resolve();
  let sending = Promise.resolve();

  const pane = () => holder.querySelector(".pane");
  const form = () => holder.querySelector("form");
  const items = () => [...list.querySelectorAll("a.q")];
  const keyOf = (node) => `${node.dataset.a}-${node.dataset.b}`;
  const itemOf = (node) => node && items().find((i) => keyOf(i) === keyOf(node));
  const judged = new Set();
  // Groups after those in the list.
  let more = list.querySelector(".q-rest").dataset.total - items().length;
  const gone = new Map();
  // Decisions that did not arrive, and what stood at the foot before.
  const unsent = [];
  let footBefore = null;

  const act = (job) => { acting = acting.then(job).catch((error) => console.error(error)); };
  const inTurn = (job) => (sending = sending.then(job).catch((error) => console.error(error)));

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
    // A reload, and the way back to this page, open the same pair.
    const here = new URL(location.href);
    here.searchParams.set("a", fresh.dataset.a);
    here.searchParams.set("b", fresh.dataset.b);
    history.replaceState(history.state, "", here);
    fill();
  }

  // A pair is shown again, and the one that was open comes after it.
  function bring(again) {
    const open = pane();
    next = next.filter((n) => keyOf(n) !== keyOf(again));
    if (open && open !== again && keyOf(open) !== keyOf(again) && !judged.has(keyOf(open))) next.unshift(open);
    show(again);
  }

  async function goOn() {
    if (next.length === 0) await fill();
    const fresh = next.shift();
    if (fresh) return show(fresh);
    // The last one: whatever came up meanwhile is on the page itself.
    await sending;
    if (unsent.length) return bring(unsent.pop());
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
      list.querySelector(".q-rest").before(...fresh);
      more -= fresh.length;
      if (!fresh.length || more < 1) rest.remove();
      else rest.textContent = rest.parentElement.dataset.words.replace("{0}", more.toLocaleString(document.documentElement.lang));
    } catch { /* the list stays shorter until the next key */ }
  }

  // Where it was: most alike first.
  function putBack(item) {
    if (!item || itemOf(item)) return;
    item.removeAttribute("aria-current");
    const place = (node) => node.dataset.cursor.split("_").map(Number);
    const [bits, group] = place(item);
    const after = items().find((i) => { const [b, g] = place(i); return b < bits || (b === bits && g < group); });
    (after ?? list.querySelector(".q-rest")).before(item);
  }

  // ---- a decision: the next pair first, then the server
  async function decide(verdict) {
    const old = pane();
    const at = form();
    if (!at?.querySelector(`button[value=${verdict}]`) || judged.has(keyOf(old))) return;
    if (verdict === "duplicate" && !meansBoth()) { leave(choices()); return; }
    const data = new FormData(at);
    data.set("verdict", verdict);
    judged.add(keyOf(old));
    const item = itemOf(old);
    if (item) { gone.set(keyOf(old), item); item.remove(); }
    inTurn(async () => {
      const isOpen = await post(at.action, data) ? document.getElementById("dup-foot").dataset.open === keyOf(old) : lost(old);
      if (!isOpen) return;
      judged.delete(keyOf(old));
      putBack(item);
    });
    refill();
    await goOn();
  }

  // Nothing was decided, and an undo must not take back what was decided before it.
  function lost(old) {
    const foot = document.getElementById("dup-foot");
    footBefore ??= [...foot.childNodes];
    foot.replaceChildren();
    warn(root.dataset.unsent.replace("{0}", old.querySelector("h2").textContent.trim()));
    unsent.push(old);
    return true;
  }

  function footAgain() {
    if (footBefore) document.getElementById("dup-foot").replaceChildren(...footBefore);
    footBefore = null;
  }

  function warn(words) {
    const foot = document.getElementById("dup-foot");
    foot.querySelector(".warn-text")?.remove();
    const line = document.createElement("span");
    line.className = "warn-text";
    line.textContent = words;
    foot.prepend(line);
  }

  // True when the server answered.
  async function post(action, data) {
    try {
      const answer = await fetch(action, { method: "POST", body: new URLSearchParams(data), headers: { "HX-Request": "true" } });
      const to = answer.headers.get("HX-Redirect");
      if (to) { location.assign(to); return true; }
      const text = await answer.text();
      if (!answer.ok) { window.stamgast?.say(text, true); return false; }
      const box = document.createElement("template");
      box.innerHTML = text;
      for (const part of [...box.content.children]) document.getElementById(part.id)?.replaceWith(part);
      footBefore = null;
      unsent.length = 0;
      const count = document.querySelector("#menu a[href='/duplicates'] small");
      if (count) count.textContent = document.querySelector("#dup-tabs .hot")?.textContent ?? "";
      return true;
    } catch {
      window.stamgast?.say("", true);
      return false;
    }
  }

  // What stands at the foot once every decision has arrived.
  async function undo() {
    await sending;
    if (unsent.length) {
      bring(unsent.pop());
      if (!unsent.length) footAgain();
      return;
    }
    if (footBefore) { footAgain(); return; }
    const back = document.querySelector("#dup-foot .undo-form");
    if (!back) return;
    const data = new FormData(back);
    if (!await post(back.action, data)) return;
    const key = `${data.get("a")}-${data.get("b")}`;
    const found = await parts(asking(root.dataset.panes, { a: data.get("a"), b: data.get("b") })).catch(() => null);
    const again = found?.querySelector(".pane");
    if (!again) return;
    judged.delete(key);
    putBack(gone.get(key));
    bring(again);
  }

  // ---- choices
  const members = () => [...form().querySelectorAll("input[name=member]")];

  // Of a larger group exactly the two that are shown are ticked.
  function meansBoth() {
    const ticked = members().filter((m) => m.checked).map((m) => m.value);
    return !members().length || (ticked.length === 2 && ticked.includes(pane().dataset.a) && ticked.includes(pane().dataset.b));
  }

  function choices() {
    const link = holder.querySelector(".all-choices");
    if (!link) return null;
    const ticked = members().filter((m) => m.checked).map((m) => m.value);
    if (members().length && ticked.length < 2) { warn(holder.querySelector(".members").dataset.few); return null; }
    const ids = members().length ? ticked : link.dataset.ids.split(",");
    const query = new URLSearchParams({ ids: ids.join(",") });
    const keep = form().querySelector("input[name=keep]:checked")?.value;
    if (keep && ids.includes(keep)) query.set("keep", keep);
    // What nobody chose follows the kept customer there, too.
    const taken = [...form().querySelectorAll("input[name^='t:']:checked")]
      .filter((r) => ids.includes(r.value) && (r.value !== keep || r.dataset.own)).map((r) => `${r.name.slice(2)}:${r.value}`);
    if (taken.length) query.set("take", taken.join(","));
    return "/customers/merge?" + query.toString().replaceAll("%2C", ",").replaceAll("%3A", ":");
  }

  const leave = (to) => { if (to) location.assign(to); };

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
    if (e.target.name.startsWith("t:")) e.target.closest("tr").dataset.chosen = "1";
    if (e.target.name !== "keep") return;
    for (const radio of form().querySelectorAll("input[name^='t:']"))
      if (radio.value === e.target.value && !radio.dataset.own && !radio.closest("tr").dataset.chosen) radio.checked = true;
  });

  async function open(item) {
    if (!item) return;
    let found;
    try {
      found = await parts(asking(root.dataset.panes, { a: item.dataset.a, b: item.dataset.b }));
    } catch {
      window.stamgast?.say("");
      return;
    }
    const fresh = found.querySelector(".pane");
    if (!fresh) { item.remove(); return; }
    next = [];
    filling = null;
    walks++;
    show(fresh);
  }

  function walk(step) {
    const all = items();
    const at = all.indexOf(itemOf(pane()));
    return open(all[Math.min(all.length - 1, Math.max(0, at + step))]);
  }

  list.addEventListener("click", (e) => {
    const item = e.target.closest("a.q");
    if (!item || e.ctrlKey || e.metaKey || e.shiftKey) return;
    e.preventDefault();
    act(() => open(item));
  });
  // The second click of a double click would decide on the next pair, which nobody has seen yet.
  holder.addEventListener("click", (e) => { if (e.detail > 1 && e.target.closest("button[value]")) e.preventDefault(); });
  holder.addEventListener("submit", (e) => {
    if (!e.submitter?.value) return;
    e.preventDefault();
    const verdict = e.submitter.value;
    act(() => decide(verdict));
  });
  document.addEventListener("submit", (e) => {
    if (!e.target.matches("#dup-foot .undo-form")) return;
    e.preventDefault();
    act(undo);
  });

  const keys = {
    m: () => decide("duplicate"), n: () => decide("different"), l: () => decide("later"), z: undo,
    k: () => other([...holder.querySelectorAll("input[name=keep]")]),
    arrowdown: () => walk(1), arrowup: () => walk(-1),
    enter: () => leave(choices()),
  };
  // Before the keys of every page, which have other meanings for N and Z.
  document.addEventListener("keydown", (e) => {
    const isIn = e.target.closest?.("input:not([type=checkbox]):not([type=radio]), textarea, select, details[open], dialog, [contenteditable]");
    if (isIn || e.ctrlKey || e.altKey || e.metaKey || e.repeat || document.querySelector("dialog[open]")) return;
    const key = e.key.toLowerCase();
    if (key === "enter" && e.target.closest?.("a, button, summary, label")) return;
    if (key.startsWith("arrow") && e.target.matches?.("input[type=radio]")) return;
    const digit = holder.querySelectorAll(`input[data-digit="${key}"]`);
    const job = keys[key] ?? (/^[1-9]$/.test(key) && digit.length ? () => other([...holder.querySelectorAll(`input[data-digit="${key}"]`)]) : null);
    if (!job) return;
    e.preventDefault();
    e.stopImmediatePropagation();
    // While the next pair is on its way, the key is meant for it.
    act(job);
  }, true);

  fill();
})();
