// Charts in view are drawn first. One further down keeps its place and is drawn when the reader comes near, or when the
// browser has nothing else to do: one after another, so that a while later all are there, for paper and for searches.
// Streamlit's code of charts asks here before it draws (serving/chart_turns.py).
(() => {
  const AHEAD = 250, PAUSE = 120, PATIENCE = 5000;
  if (!window.IntersectionObserver) return;
  const waiting = new Map(), begun = new Set();
  const near = new IntersectionObserver(
    (entries) => entries.forEach((entry) => { if (entry.isIntersecting) draw(entry.target); }),
    { rootMargin: `${AHEAD}px 0px`, scrollMargin: `${AHEAD}px 0px` },
  );
  const isDrawn = (chart) => !chart.isConnected || chart.querySelector(".main-svg");
  let since = 0;

  function draw(chart) {
    near.unobserve(chart);
    begun.add(chart);
    since = performance.now();
    waiting.get(chart)?.();
    waiting.delete(chart);
  }

  function next() {
    const [first] = waiting.keys();
    if (!first) return;
    for (const chart of begun) if (isDrawn(chart)) begun.delete(chart);
    if (begun.size && performance.now() - since < PATIENCE) return later();
    (window.requestIdleCallback ?? setTimeout)(() => { draw(first); later(); }, { timeout: 1000 });
  }
  const later = () => setTimeout(next, PAUSE);

  window.chartTurn = (chart, layout) => {
    if (!chart || isDrawn(chart)) return undefined;
    // Its height from the start: otherwise those below would seem to be in view.
    chart.style.minHeight = `${layout?.height ?? 0}px`;
    const { top, bottom } = chart.getBoundingClientRect();
    if (bottom > -AHEAD && top < innerHeight + AHEAD) {
      draw(chart);
      return undefined;
    }
    near.observe(chart);
    if (!waiting.size) later();
    return new Promise((resolve) => waiting.set(chart, resolve));
  };
  addEventListener("beforeprint", () => [...waiting.keys()].forEach(draw));
})();
