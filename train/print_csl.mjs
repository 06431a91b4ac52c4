// Citations printed by citeproc-js: lines of {style, locale, items} on stdin -> lines of {raw, spans, item} on stdout.
import { createRequire } from "node:module";
import { existsSync, readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { join } from "node:path";

const [modules, styles, locales] = process.argv.slice(2);
const CSL = createRequire(join(modules, "x.js"))("citeproc");
const OPEN = 0xe100, CLOSE = 0xe200;
const VARIABLES = [];
const read = (name) => {
  const path = join(locales, `locales-${name}.xml`);
  return existsSync(path) ? readFileSync(path, "utf8") : false;
};
const wrapped = (params, before, text, after) => {
  const name = params.variableNames[0];
  let at = VARIABLES.indexOf(name);
  if (at < 0) at = VARIABLES.push(name) - 1;
  return before + String.fromCharCode(OPEN + at) + text + String.fromCharCode(CLOSE + at) + after;
};
const plain = (html) => html.replace(/<\/div>/g, " ").replace(/<[^>]*>/g, "").replace(/&#38;|&amp;/g, "&").replace(/&#60;|&lt;/g, "<").replace(/&#62;|&gt;/g, ">").replace(/&#160;|&nbsp;/g, "\u00a0").replace(/&quot;/g, '"');
for await (const line of createInterface({ input: process.stdin })) {
  const { style, locale, items } = JSON.parse(line);
  const known = new Map(items.map((item) => [item.id, item]));
  let engine;
  try {
    const sys = { retrieveLocale: read, retrieveItem: (id) => known.get(id), variableWrapper: wrapped };
    engine = new CSL.Engine(sys, readFileSync(join(styles, `${style}.csl`), "utf8"), locale, true);
  } catch { continue; }
  for (const item of items) {
    try {
      engine.updateItems([item.id], true);
      const made = engine.makeBibliography();
      if (!made || !made[1].length) continue;
      process.stdout.write(JSON.stringify({ id: item.id, style, locale, marked: plain(made[1][0]).replace(/\s+/g, " ").trim(), variables: VARIABLES }) + "\n");
    } catch { continue; }
  }
}
