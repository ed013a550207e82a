// The first paint stays until the live page has written the same: then it goes, and its charts lie over the live ones
// until these are drawn. Nothing is lost if the live page never comes.
(() => {
  const paint = document.getElementById("first-paint"), root = document.getElementById("root");
  const html = document.documentElement;
  html.classList.add("fp-waiting");
  if (localStorage.getItem("theme") === "Dark") html.classList.add("fp-dark");
  const charts = [...paint.querySelectorAll("[data-chart]")];
  const place = (chart) => root.querySelector(`.st-key-${CSS.escape(chart.dataset.chart)}`);
  const isThere = () =>
    root.querySelector(".st-key-lead h1") && (!paint.querySelector(".tiles") || root.querySelector(".tiles")) && charts.every(place);
  const isElse = () => root.querySelector('.stException, .notice[role="alert"]');
  const waiting = new MutationObserver(() => { if (isThere() || isElse()) take(); });
  waiting.observe(root, { childList: true, subtree: true });

  function take() {
    waiting.disconnect();
    for (const chart of charts) cover(chart);
    const down = paint.scrollTop;
    // A list that the reader has opened stays open.
    const list = paint.querySelector("details.boroughs[open]") && root.querySelector("details.boroughs");
    if (list) list.open = true;
    paint.remove();
    html.classList.remove("fp-waiting");
    const main = root.querySelector(".stMain");
    if (main && down) main.scrollTop = down;
  }

  function cover(chart) {
    const live = place(chart);
    if (!live || live.querySelector(".main-svg")) return;
    live.style.position = "relative";
    chart.className = "fp-over";
    chart.removeAttribute("style");
    live.append(chart);
    const drawn = new MutationObserver(() => {
      if (live.querySelector(".main-svg")) { drawn.disconnect(); chart.remove(); }
    });
    drawn.observe(live, { childList: true, subtree: true });
  }
})();
