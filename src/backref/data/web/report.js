"use strict";
const claims = JSON.parse(document.getElementById("data").textContent);
const all = (selector) => [...document.querySelectorAll(selector)];
const items = all("#references > li");
const search = document.getElementById("search");
const shown = document.getElementById("shown");
const chosen = new Set();
let at = -1;

function tell(words) { shown.textContent = words; }

function sift() {
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  let count = 0;
  for (const item of items) {
    const text = item.textContent.toLowerCase();
    const fits = (!chosen.size || chosen.has(item.dataset.standing)) && words.every((word) => text.includes(word));
    item.hidden = !fits;
    count += fits;
  }
  tell(count === items.length ? "" : `${count} of ${items.length} shown`);
}

function light(claimNumbers, references) {
  for (const element of all(".on")) element.classList.remove("on");
  for (const number of claimNumbers) for (const element of all(`[data-claim="${number}"]`)) element.classList.add("on");
  for (const number of references) for (const element of all(`[data-ref="${number}"]`)) element.classList.add("on");
}

function resting(reference) { return claims.flatMap((references, number) => (references.includes(reference) ? [number] : [])); }

function go(item) {
  if (!item) return;
  at = items.indexOf(item);
  item.focus();
  item.scrollIntoView({ block: "nearest" });
  light(resting(+item.dataset.ref), [+item.dataset.ref]);
}

function step(by) {
  const open = items.filter((item) => !item.hidden);
  if (!open.length) return;
  const here = open.indexOf(items[at]);
  go(open[Math.min(Math.max(here + by, 0), open.length - 1)]);
}

function inText(item) {
  const number = +item.dataset.ref;
  light(resting(number), [number]);
  const found = document.querySelector(".text .on");
  if (found) found.scrollIntoView({ block: "center" });
  else tell("It does not stand in the text");
}

function finding(item) {
  const parts = ["h3", ".raw", ".said", ".finding", ".fault", "caption", "tr", ".record"].flatMap((name) => [...item.querySelectorAll(name)]);
  const said = parts.map((part) => [...(part.cells || [part])].map((cell) => cell.textContent.trim().replace(/\s+/g, " ")).join(" | "));
  return said.join("\n");
}

async function copy(text, what) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = document.createElement("textarea");
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
  tell(`Copied: ${what}`);
}

function copied(item, kind) {
  const entry = item.querySelector(".bibtex");
  if (kind === "finding") copy(finding(item), "the finding");
  else if (entry) copy(entry.textContent, "BibTeX");
}

search.addEventListener("input", sift);
document.addEventListener("click", (event) => {
  const filter = event.target.closest("[data-filter]");
  const button = event.target.closest("[data-copy]");
  const reference = event.target.closest("[data-ref]");
  const claim = event.target.closest("[data-claim]");
  if (filter) {
    const name = filter.dataset.filter;
    if (!chosen.delete(name)) chosen.add(name);
    filter.setAttribute("aria-pressed", String(chosen.has(name)));
    sift();
  } else if (button) copied(button.closest("li"), button.dataset.copy);
  else if (event.target.closest("a, summary, button, input")) return;
  else if (reference) {
    const number = +reference.dataset.ref;
    light(resting(number), [number]);
    const other = document.querySelector(reference.closest(".text") ? `#r${number}` : ".text .on");
    if (other) other.scrollIntoView({ block: "nearest" });
  } else if (claim) {
    const number = +claim.dataset.claim;
    light([number], claims[number] || []);
    const first = document.querySelector("#references .on");
    if (first) first.scrollIntoView({ block: "nearest" });
  }
});
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape") {
    search.value = "";
    chosen.clear();
    for (const filter of all("[data-filter]")) filter.setAttribute("aria-pressed", "false");
    light([], []);
    sift();
    search.blur();
    return;
  }
  if (event.target.closest("input, textarea, select")) return;
  const item = event.target.closest("#references > li") || items[at];
  const deeds = {
    "/": () => search.focus(),
    j: () => step(1),
    k: () => step(-1),
    t: () => item && inText(item),
    b: () => item && copied(item, "bibtex"),
    c: () => item && copied(item, "finding"),
  };
  if (event.key === "Enter" && event.target === item) {
    const more = item.querySelector("details");
    more.open = !more.open;
  } else if (deeds[event.key]) deeds[event.key]();
  else return;
  event.preventDefault();
});
addEventListener("beforeprint", () => { for (const more of all("#references details")) more.open = true; });
