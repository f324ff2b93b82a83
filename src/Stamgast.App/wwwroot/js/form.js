// Forms: warn before input is lost, and show a problem with a field when the user leaves it.
(() => {
  // Warn before closing the tab loses what was typed into a long form.
  const kept = () => document.querySelector("form[data-keep].typed");
  document.addEventListener("input", (e) => e.target.form?.matches("[data-keep]") && e.target.form.classList.add("typed"));
  document.addEventListener("submit", (e) => e.target.classList.remove("typed"));
  window.addEventListener("beforeunload", (e) => { if (kept()) e.preventDefault(); });

  // The server answered what is wrong with a field, or that nothing is.
  document.addEventListener("htmx:afterSwap", (e) => {
    if (!e.target.id?.endsWith("-problem")) return;
    const field = e.target.closest(".field");
    const wrong = !!e.target.querySelector(".problem");
    field.classList.toggle("wrong", wrong);
    const input = field.querySelector("input, textarea");
    wrong ? input.setAttribute("aria-invalid", "true") : input.removeAttribute("aria-invalid");
  });
})();
