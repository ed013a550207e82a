// A chart as a picture of print size, with its title, source and address; a table as what can be pasted.
// No markup stands in this file as text: the sanitiser would drop the whole script.
if (!window.pictures) {
  window.pictures = true;
  const MARGIN = 24, LINE = 20, PRINT = 3;
  // The page's own letters where they are at hand, else letters that are wider: by those the lines are broken.
  const OWN = "Source Sans", WIDEST = "Arial, Helvetica, sans-serif", FAMILY = `'${OWN}', ${WIDEST}`;
  const DO = { png: savePng, svg: saveSvg, "copy-picture": copyPicture, "copy-table": copyTable };

  document.addEventListener("click", async (event) => {
    const button = event.target.closest?.("[data-does]");
    if (!button) return;
    const panel = button.closest("[class*=st-key-panel_]");
    try {
      await DO[button.dataset.does](panel, button.parentElement.dataset);
      if (button.dataset.does.startsWith("copy")) tell(button, "Copied");
    } catch (error) {
      console.warn(error);
      tell(button, "The browser did not allow it");
    }
  });

  function tell(button, words) {
    const before = button.textContent;
    button.textContent = words;
    document.querySelector("body > [role=status].for-hearing").textContent = words;
    setTimeout(() => (button.textContent = before), 2000);
  }

  // The words above and beneath a chart, in lines of the width that it has.
  function lines(text, width, font) {
    const pen = document.createElement("canvas").getContext("2d");
    pen.font = font;
    const broken = [""];
    for (const word of text.split(/\s+/)) {
      const longer = `${broken.at(-1)} ${word}`.trim();
      if (pen.measureText(longer).width <= width || !broken.at(-1)) broken[broken.length - 1] = longer;
      else broken.push(word);
    }
    return broken;
  }

  const svg = (name, attributes, ...inside) => {
    const made = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...inside);
    return made;
  };

  // What Plotly has drawn: its layers, one upon another, the words above and beneath.
  function drawing(panel, words, faces = "") {
    const chart = panel.querySelector(".js-plotly-plot"), { width, height } = chart.getBoundingClientRect();
    const { color } = getComputedStyle(chart);
    const ground = getComputedStyle(document.querySelector(".stApp")).backgroundColor;
    const inner = Math.round(width), parts = [];
    let at = MARGIN;
    const write = (text, size, weight, opacity) => {
      for (const line of lines(text, inner, `${weight} ${size}px ${WIDEST}`)) {
        at += size * 1.3;
        parts.push(svg("text", { x: MARGIN, y: at, "font-size": size, "font-weight": weight, opacity }, line));
      }
    };
    const read = (name) => panel.querySelector(name).textContent.trim();
    write(read(".panel-head h2"), 18, 700, 1);
    write(read(".panel-head .statistic"), 13, 400, 0.75);
    at += LINE / 2;
    for (const layer of chart.querySelectorAll(".main-svg")) {
      const copy = layer.cloneNode(true);
      copy.removeAttribute("style");
      copy.querySelectorAll(".hoverlayer, .dragcover, .nsewdrag").forEach((one) => one.remove());
      copy.querySelectorAll("text, tspan").forEach((one) => (one.style.fontFamily = ""));
      copy.setAttribute("overflow", "visible");
      copy.setAttribute("x", MARGIN);
      copy.setAttribute("y", at);
      parts.push(copy);
    }
    at += height + LINE / 2;
    const beneath = read(".source");
    write(`${beneath.slice(beneath.lastIndexOf("Source:"))} ${words.address}`, 11, 400, 0.75);
    const size = [inner + 2 * MARGIN, Math.round(at + MARGIN)];
    const look = { width: size[0], height: size[1], viewBox: `0 0 ${size.join(" ")}`, "font-family": FAMILY, style: `font-family: ${FAMILY}`, fill: color };
    const whole = svg("svg", look, svg("style", {}, faces), svg("rect", { width: "100%", height: "100%", fill: ground }), ...parts);
    return { size, text: new XMLSerializer().serializeToString(whole) };
  }

  // A picture sees none of the page's fonts: the one that is used goes into it.
  async function letters() {
    const rules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]);
    const face = rules.find((one) => one instanceof CSSFontFaceRule && one.style.fontFamily.includes(OWN) && one.style.fontStyle !== "italic");
    const file = face?.style.getPropertyValue("src").match(/url\("?([^")]+)/)?.[1];
    if (!file) return "";
    const blob = await (await fetch(new URL(file, face.parentStyleSheet.href ?? location.href))).blob();
    const reader = new FileReader();
    await new Promise((done) => { reader.onload = done; reader.readAsDataURL(blob); });
    return `@font-face { font-family: '${OWN}'; font-weight: 200 900; src: url(${reader.result}) }`;
  }

  async function png(panel, words) {
    const { size, text } = drawing(panel, words, await letters()), image = new Image();
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
    await image.decode();
    const canvas = Object.assign(document.createElement("canvas"), { width: size[0] * PRINT, height: size[1] * PRINT });
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    return new Promise((done) => canvas.toBlob(done, "image/png"));
  }

  function save(blob, name) {
    const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  }

  async function savePng(panel, words) { save(await png(panel, words), `${words.file}.png`); }

  async function saveSvg(panel, words) {
    save(new Blob([drawing(panel, words).text], { type: "image/svg+xml" }), `${words.file}.svg`);
  }

  async function copyPicture(panel, words) {
    await navigator.clipboard.write([new ClipboardItem({ "image/png": png(panel, words) })]);
  }

  async function copyTable(panel) {
    const table = panel.querySelector("table");
    const cells = [...table.rows].map((row) => [...row.cells].map((cell) => cell.innerText.trim().replace(/\s*\n\s*/g, " ")));
    const text = cells.map((row) => row.join("\t")).join("\n");
    const kinds = { "text/plain": text, "text/html": table.outerHTML };
    const blobs = Object.entries(kinds).map(([kind, written]) => [kind, new Blob([written], { type: kind })]);
    await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
  }
}
