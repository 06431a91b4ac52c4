// Shows the entry of a cited work as a card beside its citation, to the mouse and to the keyboard. A tap leads to the list,
// and so does everything where this does not run. As WCAG 1.4.13 asks, Esc closes a card, the pointer can enter it, and it stays
// until pointer and focus have left. The card stands behind its citation, so that Tab leads into its links; it is a note and not
// a tooltip, for a tooltip must not hold links.
(() => {
  "use strict";
  if (!("popover" in HTMLElement.prototype)) return;

  const CITATION = '.backref-citation > a[href*="#"], a.backref-citation[href*="#"]';
  const LABELS = ".backref-back, .label, .backrefs"; // what leads from a list to the text
  const OPENS_MS = 120; // a pointer that only passes opens nothing
  const CLOSES_MS = 300; // time to cross from the citation to its card
  const EDGE = 8;
  const GAP = 4;
  const card = document.createElement("div");
  card.id = card.className = "backref-card";
  card.popover = "manual";
  card.setAttribute("role", "note");
  let citation = null; // the one whose card is open
  let timer = 0;

  function entry(link) {
    const href = link.getAttribute("href");
    const id = href.replace(/^[^#]*#/, "");
    const kept = document.querySelector("template.backref-cards");
    // An entry of another page is known by all of its address, or by what its list calls it.
    return (kept && kept.content.getElementById(href)) || document.getElementById(id) || (kept && kept.content.getElementById(id));
  }

  // What the work says to the sentence of a citation: of those that its block prints, the last that begins before it.
  function passages(link) {
    const kept = document.querySelector("template.backref-passages");
    const block = kept && link.closest("p, li, dt, dd, td, th, figcaption, caption, h1, h2, h3, h4, h5, h6, blockquote, div");
    if (!block) return [];
    const letters = (text) => text.normalize("NFC").replace(/[^\p{L}\p{N}]/gu, "");
    const before = document.createRange();
    before.setStart(block, 0);
    before.setEndBefore(link);
    const here = letters(before.toString()).length;
    const printed = letters(block.textContent);
    const href = link.getAttribute("href");
    const begins = (claim) => {
      let first = -1;
      let at = 0;
      for (const piece of claim.split(" ")) {
        const found = printed.indexOf(piece, at);
        if (found < 0) return -1;
        if (first < 0) first = found;
        at = found + piece.length;
      }
      return first;
    };
    const all = [...kept.content.children].filter((each) => [href, href.replace(/^[^#]*#/, "")].includes(each.dataset.cites));
    const there = all.map((each) => [begins(each.dataset.claim), each]).filter(([at]) => at >= 0);
    const past = there.map(([at]) => at).filter((at) => at <= here);
    const wanted = past.length ? Math.max(...past) : Math.min(...there.map(([at]) => at));
    return there.filter(([at]) => at === wanted).map(([, each]) => each.cloneNode(true));
  }

  function open(link) {
    clearTimeout(timer);
    if (link === citation && card.isConnected) return;
    close();
    const found = link.isConnected && entry(link);
    if (!found) return;
    card.replaceChildren(...found.cloneNode(true).childNodes, ...passages(link));
    for (const label of card.querySelectorAll(LABELS)) label.remove();
    link.removeAttribute("title"); // which says the same
    link.after(card);
    link.setAttribute("aria-describedby", card.id);
    card.showPopover();
    place(link.getBoundingClientRect());
    citation = link;
  }

  function close() {
    clearTimeout(timer);
    if (citation) citation.removeAttribute("aria-describedby");
    citation = null;
    card.remove();
  }

  // Below the citation, or above it where there is more room; within the window.
  function place(box) {
    const { clientWidth, clientHeight } = document.documentElement;
    const left = Math.max(EDGE, Math.min(box.left, clientWidth - card.offsetWidth - EDGE));
    const isAbove = box.bottom + GAP + card.offsetHeight > clientHeight && box.top > clientHeight - box.bottom;
    const top = isAbove ? box.top - GAP - card.offsetHeight : box.bottom + GAP;
    card.style.left = `${left + window.scrollX}px`;
    card.style.top = `${top + window.scrollY}px`;
  }

  function holdsFocus() {
    const focused = document.activeElement;
    return card.contains(focused) || (focused === citation && citation.matches(":focus-visible"));
  }

  function closeSoon() {
    clearTimeout(timer);
    if (citation && !holdsFocus()) timer = setTimeout(close, CLOSES_MS);
  }

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const link = event.target.closest(CITATION);
    if (!link && !card.contains(event.target)) return closeSoon();
    clearTimeout(timer);
    if (link && link !== citation) timer = setTimeout(open, OPENS_MS, link);
  });
  document.documentElement.addEventListener("pointerleave", closeSoon);

  document.addEventListener("focusin", (event) => {
    const link = event.target.closest(CITATION);
    if (link && link.matches(":focus-visible")) open(link);
    else if (link !== citation && !card.contains(event.target)) close();
  });
  document.addEventListener("focusout", (event) => {
    if (citation && !event.relatedTarget && !card.matches(":hover")) closeSoon();
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const back = card.contains(document.activeElement) ? citation : null;
    close();
    if (back) {
      back.focus();
      close(); // which the focus opened again
    }
  });
})();
