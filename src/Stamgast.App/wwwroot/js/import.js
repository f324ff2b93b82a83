// Dropping files on the import page, and the progress of the upload.
(() => {
  const form = document.querySelector("form[data-drop]");
  if (!form) return;
  const input = form.elements.file;

  const send = () => {
    if (!input.files.length || form.dataset.sent) return;
    form.dataset.sent = "1";
    const bar = form.querySelector(".uploading");
    bar.hidden = false;
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    // The answer is a part of a page: where to go, or the refusal.
    request.setRequestHeader("HX-Request", "true");
    request.upload.onprogress = (e) => { if (e.lengthComputable) bar.querySelector("progress").value = (100 * e.loaded) / e.total; };
    // Never retry automatically: some of the files may have arrived; they are listed below.
    const stopped = (answer) => {
      delete form.dataset.sent;
      bar.hidden = true;
      form.reset();
      input.focus();
      stamgast.say(answer, true);
      htmx.ajax("GET", "/import/waiting", { target: "#waiting", swap: "outerHTML" });
    };
    request.onload = () => {
      const next = request.getResponseHeader("HX-Redirect");
      if (next) location.href = next; else stopped(request.responseText);
    };
    request.onerror = () => stopped("");
    request.onabort = () => stopped(`<div class="empty"><p>${bar.dataset.stopped}</p></div>`);
    bar.querySelector("button").onclick = () => request.abort();
    request.send(new FormData(form));
  };

  input.addEventListener("change", send);
  const over = (on) => (e) => { e.preventDefault(); form.classList.toggle("over", on); };
  for (const name of ["dragenter", "dragover"]) document.addEventListener(name, over(true));
  document.addEventListener("dragleave", (e) => { if (!e.relatedTarget) form.classList.remove("over"); });
  document.addEventListener("drop", (e) => {
    over(false)(e);
    if (!e.dataTransfer.files.length) return;
    input.files = e.dataTransfer.files;
    send();
  });
})();

// Correcting a cell of the preview in place: a double click opens any cell, Escape leaves it, and the focus stays in the row.
(() => {
  let left = null;
  const rowOf = (node) => node.closest?.("tr[data-cells]");
  document.addEventListener("dblclick", (e) => {
    const cell = e.target.closest?.("td[data-column]");
    const row = cell && rowOf(cell);
    if (!row || e.target.closest("a, input, button")) return;
    getSelection().removeAllRanges();
    htmx.ajax("GET", `${row.dataset.cells}?column=${cell.dataset.column}`, { target: cell, swap: "innerHTML" });
  });
  document.addEventListener("keydown", (e) => {
    const form = e.target.closest?.(".cell-edit");
    if (e.key !== "Escape" || !form) return;
    e.preventDefault();
    left = rowOf(form).id;
    htmx.ajax("GET", form.dataset.row, { target: rowOf(form), swap: "outerHTML" });
  });
  document.addEventListener("submit", (e) => { if (e.target.matches(".cell-edit")) left = rowOf(e.target)?.id; });
  document.addEventListener("htmx:responseError", () => { left = null; });
  // A row that moves others renews the page: keep the focus on it, or on the filters if the row is on another page now.
  document.addEventListener("htmx:beforeOnLoad", (e) => {
    const row = e.detail.xhr.getResponseHeader("HX-Refresh") && rowOf(e.target);
    if (row) sessionStorage.setItem("row", row.id);
  });
  const came = sessionStorage.getItem("row");
  sessionStorage.removeItem("row");
  if (came) (document.getElementById(came)?.querySelector("a.cell, a.edit") ?? document.querySelector("#preview-chips .on, #causes"))?.focus();
  // The browser focuses the field at once: pressing Enter before htmx has processed the form would leave the page.
  document.addEventListener("htmx:afterSwap", (e) => {
    const form = e.target.querySelector?.(".cell-edit");
    if (form) htmx.process(form);
  });
  // After the row is back and its links work.
  document.addEventListener("htmx:afterSettle", (e) => {
    if (!left || e.target.id !== left) return;
    left = null;
    e.target.querySelector("a.cell, a.edit")?.focus();
  });
})();
