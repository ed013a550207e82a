// What helps to stay oriented: a way past the menu, word of a change under way or a lost connection, focus in sight.
if (!window.readingAids) {
  window.readingAids = true;
  const SOON = 400, PATIENT = 1500;
  const app = () => document.querySelector("[data-testid=stApp]");

  // The first stop of the keyboard after Streamlit's own "Skip to main content".
  const skip = Object.assign(document.createElement("a"), { className: "skip", href: "#choices", textContent: "Skip to the choices" });
  skip.addEventListener("click", (event) => {
    event.preventDefault();
    const rows = "[class*=st-key-filters], .st-key-finder, .st-key-elsewhere, [class*=choices], .st-key-claim_form";
    const fields = [...document.querySelectorAll(rows)].flatMap((row) => [...row.querySelectorAll("input, textarea, [role=radio]")]);
    const target = fields.find((one) => one.offsetParent) ?? document.querySelector("[data-testid=stMain] :is(input, [role=radio])");
    target?.focus();
    target?.scrollIntoView({ block: "center" });
  });
  const way = document.createElement("nav");
  way.setAttribute("aria-label", "Way past the menu");
  way.append(skip);
  document.body.prepend(way);

  // Where the eye is: the last choice stands, the figures are still those of the one before.
  const word = Object.assign(document.createElement("div"), { className: "under-way" });
  word.setAttribute("role", "status");
  document.body.append(word);
  let since = performance.now(), state = "";
  setInterval(() => {
    const { testScriptState: script, testConnectionState: connection } = app()?.dataset ?? {};
    const now = !app() ? "" : !navigator.onLine || (connection && connection !== "CONNECTED") ? "lost" : script === "running" ? "running" : "";
    if (now !== state) [state, since] = [now, performance.now()];
    const lasted = performance.now() - since;
    const words = state === "lost" && lasted > PATIENT ? "No connection: the figures may not be those of your choices. Trying again."
      : state === "running" && lasted > SOON ? "Updating: the figures are those of the choice before." : "";
    if (word.textContent !== words) word.textContent = words;
  }, 100);

  // A body that grows above the control that was pressed must not push it out of sight.
  document.addEventListener("keydown", (event) => {
    const group = event.target.closest?.("[class*=st-key-show_]");
    if (!group || !/Arrow|Enter| /.test(event.key)) return;
    const until = performance.now() + 3000;
    const watch = new ResizeObserver(() => {
      if (performance.now() > until) return watch.disconnect();
      if (group.contains(document.activeElement)) document.activeElement.scrollIntoView({ block: "nearest" });
    });
    watch.observe(group.closest("[class*=st-key-panel_]"));
  });
}
