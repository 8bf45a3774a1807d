// Before the first paint, so that a dark page never flashes white. A file of its own: the CSP allows no inline script.
(() => {
  let choice = null;
  try {
    choice = localStorage.getItem("prosa.theme");
  } catch {
    // Storage is refused (private window): the system decides.
  }
  const dark = choice === "dark" || (choice !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset.theme = dark ? "dark" : "light";
})();
