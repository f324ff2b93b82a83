// Forms: what was typed is not lost unawares, and what is wrong with a field is said when one leaves it.
(() => {
  // What was typed into a long form is not lost by closing the tab unawares.
  const kept = () => document.querySelector("form[data-keep].typed");
  document.addEventListener("input", (e) => e.target.form?.matches("[data-keep]") && e.target.form.classList.add("typed"));
  document.addEventListener("submit", (e) => e.target.classList.remove("typed"));
  window.addEventListener("beforeunload", (e) => { if (kept()) e.preventDefault(); });

  // The server said what is wrong with a field, or that nothing is any more.
  document.addEventListener("htmx:afterSwap", (e) => {
    if (!e.target.id?.endsWith("-problem")) return;
    const field = e.target.closest(".field");
    const wrong = !!e.target.querySelector(".problem");
    field.classList.toggle("wrong", wrong);
    const input = field.querySelector("input, textarea");
    wrong ? input.setAttribute("aria-invalid", "true") : input.removeAttribute("aria-invalid");
  });
})();
