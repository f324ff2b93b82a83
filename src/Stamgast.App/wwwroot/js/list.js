// The list of customers: endless scroll that drops rows far off screen, keys, and a selection that survives the dropped rows.
(() => {
  const farPixels = 3000;
  const nearPixels = 900;
  let watcher;
  const mostShown = 500;
  const picked = new Set();
  let lastPicked = null;

  const table = () => document.querySelector("table[data-endless]");
  const scroller = () => matchMedia("(max-width: 720px)").matches ? null : table()?.closest(".scroller");
  const rows = () => [...document.querySelectorAll("table[data-endless] tbody[data-page] tr:not(.spacer)")];

  const columnCount = () => table().tHead?.rows[0].cells.length ?? 10;

  async function load(url) {
    const answer = await fetch(url, { headers: { "HX-Request": "true", "HX-Target": "rows" } });
    if (!answer.ok) throw new Error(answer.status);
    const holder = document.createElement("template");
    holder.innerHTML = `<table>${await answer.text()}</table>`;
    return [...holder.content.querySelectorAll("tbody")];
  }

  // ---- endless scroll
  async function more(body) {
    const link = body.querySelector("a");
    if (body.dataset.busy) return;
    body.dataset.busy = "1";
    try {
      const bodies = await load(link.getAttribute("href"));
      body.replaceWith(...bodies);
      bodies.forEach((b) => htmx.process(b));
      mark(bodies);
      watch();
    } catch { delete body.dataset.busy; }
  }

  function drop(body) {
    const height = body.offsetHeight;
    if (!height) return;
    body.dataset.height = height;
    const spacer = document.createElement("tr");
    spacer.className = "spacer";
    const cell = spacer.insertCell();
    cell.colSpan = columnCount();
    cell.style.height = height + "px";
    body.replaceChildren(spacer);
  }

  async function refill(body) {
    if (body.dataset.busy) return;
    body.dataset.busy = "1";
    try {
      const [fresh] = await load(body.dataset.page);
      body.replaceChildren(...fresh.children);
      htmx.process(body);
      mark([body]);
    } finally { delete body.dataset.busy; }
  }

  function watch() {
    watcher?.disconnect();
    if (!table()) return;
    watcher = new IntersectionObserver((seen) => {
      for (const { target, isIntersecting, boundingClientRect: at, rootBounds } of seen) {
        if (target.classList.contains("more")) { if (isIntersecting) more(target); continue; }
        const spaced = !!target.querySelector("tr.spacer");
        if (isIntersecting && spaced) refill(target);
        else if (!isIntersecting && !spaced && rootBounds && (at.bottom < rootBounds.top || at.top > rootBounds.bottom)) drop(target);
      }
    }, { root: scroller(), rootMargin: `${farPixels}px 0px` });
    const nearWatcher = new IntersectionObserver((seen) => seen.forEach((s) => s.isIntersecting && more(s.target)), { root: scroller(), rootMargin: `${nearPixels}px 0px` });
    for (const body of table().tBodies) (body.classList.contains("more") ? nearWatcher : watcher).observe(body);
  }

  // ---- back button: the same pages at the same height; those in view are loaded again
  const memory = () => "list:" + location.pathname + location.search;
  addEventListener("pagehide", () => {
    if (!table()) return;
    const pages = [...table().tBodies].map((b) => b.classList.contains("more")
      ? { more: b.innerHTML } : { url: b.dataset.page, height: b.offsetHeight });
    const top = scroller()?.scrollTop ?? scrollY;
    sessionStorage.setItem(memory(), JSON.stringify({ pages, top, picked: [...picked] }));
  });
  // Ticks survive going from list to list, by a chip or a heading; leaving the list forgets them.
  function keepPicked() { if (form() && picked.size) sessionStorage.setItem("list-picked", JSON.stringify([...picked])); }
  document.addEventListener("click", (e) => {
    const link = e.target.closest?.("a[href]");
    if (link && link.pathname === "/customers" && link.target !== "_blank" && !e.ctrlKey && !e.metaKey) keepPicked();
  });
  document.addEventListener("submit", (e) => { if (["adding", "filters", "columns"].includes(e.target.id)) keepPicked(); });
  function takePicked() {
    const kept = sessionStorage.getItem("list-picked");
    sessionStorage.removeItem("list-picked");
    if (kept && form()) JSON.parse(kept).forEach((id) => picked.add(id));
    if (picked.size) showPicked();
  }
  function comeBack() {
    const saved = sessionStorage.getItem(memory());
    if (!saved || !table() || performance.getEntriesByType("navigation")[0]?.type !== "back_forward") return;
    const { pages, top, picked: ids } = JSON.parse(saved);
    ids.forEach((id) => picked.add(id));
    if (pages.length > 2 || top > 0) {
      const first = table().querySelector("tbody[data-page]");
      table().querySelectorAll("tbody").forEach((b) => b !== first && b.remove());
      for (const page of pages.slice(1)) {
        const body = document.createElement("tbody");
        table().append(body);
        if (page.more) { body.className = "more"; body.innerHTML = page.more; continue; }
        body.dataset.page = page.url;
        body.innerHTML = '<tr class="spacer"><td></td></tr>';
        body.querySelector("td").colSpan = columnCount();
        body.querySelector("td").style.height = page.height + "px";
      }
      const box = scroller();
      if (box) box.scrollTop = top; else scrollTo(0, top);
    }
    showPicked();
  }

  // ---- selection
  const form = () => document.getElementById("selection");
  const all = () => form()?.elements.all;
  function mark(bodies) {
    for (const body of bodies) for (const box of body.querySelectorAll("td.pick input")) box.checked = all()?.checked || picked.has(box.value);
  }
  function showPicked() {
    if (!form()) return;
    if (table()) mark([table()]);
    const counted = document.querySelector("#list .count[data-total]")?.dataset;
    if (counted) { form().querySelector("[data-of-total]").textContent = counted.of; form().querySelector("[data-every-one]").textContent = counted.every; }
    const number = all().checked && counted ? +counted.total : picked.size;
    const culture = document.documentElement.lang;
    document.querySelector("[data-picking]")?.setAttribute("aria-pressed", document.documentElement.classList.contains("picking"));
    form().querySelector("[data-count]").textContent = form().dataset.many.replace("{0}", number.toLocaleString(culture === "nl" || culture === "de" ? "de" : culture));
    form().querySelector(".selbar").classList.toggle("show", number > 0);
    const shown = rows();
    // Ticks survive a search: those not among the rows can be shown.
    const there = form().querySelector("[data-show-picked]");
    there.hidden = all().checked || !picked.size || picked.size > mostShown || shown.filter((r) => picked.has(r.querySelector("td.pick input").value)).length === picked.size;
    form().querySelector("[data-of-total]").hidden = !there.hidden;
    const asked = new URLSearchParams(location.search);
    if (!there.hidden) there.href = "/customers?active=" + (asked.get("active") === "trash" ? "trash" : "all") + "&id=" + [...picked].map(Number).sort((a, b) => a - b).join(",") + (asked.has("columns") ? "&columns=" + asked.get("columns") : "");
    if (!table()) return;
    form().querySelector("[data-all]").checked = shown.length > 0 && shown.every((r) => r.querySelector("td.pick input")?.checked);
  }
  function pick(box, extend) {
    if (extend && lastPicked) {
      const shown = rows();
      const ends = [shown.findIndex((r) => r.querySelector("td.pick input").value === lastPicked), shown.indexOf(box.closest("tr"))].sort((a, b) => a - b);
      if (ends[0] >= 0) for (const row of shown.slice(ends[0], ends[1] + 1)) set(row.querySelector("td.pick input"), box.checked);
    }
    set(box, box.checked);
    lastPicked = box.value;
    if (!box.checked) all().checked = false;
    showPicked();
  }
  const isPicking = () => document.documentElement.classList.contains("picking") && matchMedia("(max-width: 720px)").matches;
  const set = (box, on) => { box.checked = on; on ? picked.add(box.value) : picked.delete(box.value); };

  document.addEventListener("click", (e) => {
    const box = e.target.closest?.("td.pick input");
    if (box) return pick(box, e.shiftKey);
    const row = e.target.closest?.("table.customers tbody[data-page] tr:not(.spacer)");
    // While selecting on a phone, a tap anywhere in a row ticks it.
    if (row && isPicking() && !e.target.closest("label, button")) {
      e.preventDefault();
      const own = row.querySelector("td.pick input");
      own.checked = !own.checked;
      return pick(own, false);
    }
    if (!row || e.target.closest("a, input, label, button") || getSelection().toString()) return;
    const href = row.querySelector("td.name a")?.href;
    if (href) e.ctrlKey || e.metaKey ? open(href, "_blank", "noopener") : (location.href = href);
  });
  document.addEventListener("change", (e) => {
    if (e.target.matches("[data-all]")) { rows().forEach((r) => set(r.querySelector("td.pick input"), e.target.checked)); if (!e.target.checked) all().checked = false; showPicked(); }
    if (e.target === all()) showPicked();
  });
  document.addEventListener("reset", (e) => { if (e.target === form()) { picked.clear(); lastPicked = null; setTimeout(showPicked); } });
  document.addEventListener("formdata", (e) => {
    if (e.target !== form()) return;
    e.formData.delete("id");
    e.formData.set("ids", all().checked ? "" : [...picked].join(","));
  });

  // ---- keys: arrows or j/k move, Enter opens, x selects, Home and End jump, * selects all rows shown
  document.addEventListener("keydown", (e) => {
    if (!table() || table().classList.contains("preview") || e.ctrlKey || e.metaKey || e.altKey || e.target.closest?.("details[open]")) return;
    const inFind = e.target.id === "find";
    const field = !inFind && e.target.matches("input:not([type=checkbox]), textarea, select");
    if (field || (inFind && e.key !== "ArrowDown")) return;
    const shown = rows();
    const at = shown.indexOf(document.activeElement?.closest?.("tr"));
    const go = (row) => { const link = row?.querySelector("td.name a"); if (link) { e.preventDefault(); link.focus(); } };
    if (e.key === "ArrowDown" || e.key === "j") go(shown[at + 1]);
    else if (e.key === "ArrowUp" || e.key === "k") at > 0 ? go(shown[at - 1]) : at === 0 && (e.preventDefault(), document.getElementById("find").focus());
    else if (e.key === "x" && at >= 0) { const box = shown[at].querySelector("td.pick input"); box.checked = !box.checked; pick(box, false); }
    else if (e.key === "Home" && at >= 0) go(shown[0]);
    else if (e.key === "End" && at >= 0) go(shown[shown.length - 1]);
    else if (e.key === "Escape" && picked.size) form().reset();
  });

  document.addEventListener("htmx:afterSwap", (e) => {
    if (e.detail.pathInfo?.requestPath?.startsWith("/customers/filter")) return;
    if (e.detail.pathInfo?.requestPath?.startsWith("/customers/count")) return showPicked();
    if (!["list", "preview-found"].includes(e.target.id) && !e.target.querySelector?.("#list, #preview-found")) return;
    // The rows of a preview are renumbered.
    if (e.target.id !== "list") picked.clear();
    const box = scroller();
    if (box) box.scrollTop = 0;
    watch();
    showPicked();
  });

  // A menu that would not fit on the right opens to the left.
  document.addEventListener("toggle", (e) => {
    const menu = e.target;
    if (!menu.matches?.(".list details.menu") || menu.id === "columns-menu") return;
    menu.classList.remove("right");
    if (menu.open && menu.querySelector(".pop").getBoundingClientRect().right > document.documentElement.clientWidth - 8) menu.classList.add("right");
  }, true);

  // ---- one choice closes its menu; a truncated cell shows its full value
  document.addEventListener("change", (e) => {
    const menu = e.target.matches("#filters input[type=radio]") && e.target.closest("details.menu");
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
  document.addEventListener("mouseover", (e) => {
    const cell = e.target.closest?.("table.customers tbody td:not(.pick, .face)");
    if (!cell || cell.title) return;
    const box = cell.querySelector("a > span") ?? cell;
    if (box.scrollWidth > box.clientWidth || cell.scrollWidth > cell.clientWidth) cell.title = box.textContent.trim();
  });

  // ---- on a phone the tick boxes are hidden behind the pictures until the user selects
  document.addEventListener("click", (e) => {
    const button = e.target.closest?.("[data-picking]");
    if (!button) return;
    const on = document.documentElement.classList.toggle("picking");
    button.setAttribute("aria-pressed", on);
    if (!on) form().reset();
  });

  // ---- columns: a tick adds or removes one, the arrows and Alt with an arrow key move it
  const columns = () => document.getElementById("columns");
  function say(item) {
    const items = [...item.parentElement.querySelectorAll("[data-column]")];
    columns().querySelector("[data-said]").textContent = columns().dataset.placed.replace("{0}", item.querySelector("label > span").textContent.trim()).replace("{1}", items.indexOf(item) + 1).replace("{2}", items.length);
  }
  function move(item, down) {
    const other = down ? item.nextElementSibling : item.previousElementSibling;
    if (!other?.dataset.column) return;
    const focused = document.activeElement;
    down ? other.after(item) : other.before(item);
    focused.focus();
    say(item);
  }
  document.addEventListener("click", (e) => {
    const button = e.target.closest?.("#columns [name=up], #columns [name=down]");
    if (!button) return;
    e.preventDefault();
    move(button.closest("li"), button.name === "down");
  });
  document.addEventListener("keydown", (e) => {
    const item = e.altKey && (e.key === "ArrowUp" || e.key === "ArrowDown") && e.target.closest?.("#columns [data-shown] [data-column]");
    if (!item) return;
    e.preventDefault();
    e.stopPropagation();
    move(item, e.key === "ArrowDown");
  }, true);
  document.addEventListener("change", (e) => {
    const item = e.target.matches("#columns [name=column]") && e.target.closest("li");
    if (!item) return;
    if (e.target.checked && !item.querySelector("button")) {
      item.append(columns().querySelector("[data-arrows]").content.cloneNode(true));
      for (const button of item.querySelectorAll("button")) {
        button.value = item.dataset.column;
        button.title = button.title.replace("{0}", item.querySelector("label > span").textContent.trim());
        button.setAttribute("aria-label", button.title);
      }
    }
    e.target.checked ? columns().querySelector("[data-shown]").append(item) : columns().querySelector("[data-others]").prepend(item);
    e.target.focus();
    say(item);
  });
  document.addEventListener("input", (e) => {
    if (!e.target.matches("[data-find-column]")) return;
    const words = e.target.value.trim().toLowerCase();
    for (const item of columns().querySelectorAll("[data-column]")) item.hidden = !item.textContent.toLowerCase().includes(words);
  });
  comeBack();
  takePicked();
  watch();
})();
