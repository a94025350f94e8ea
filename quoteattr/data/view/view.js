// Lights what belongs together, filters by speaker, kind and confidence, sorts the speakers, moves the focus. It reads
// nothing but the page and writes no markup: texts are copied as nodes.
"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const byId = (id) => document.getElementById(id);
  const article = byId("article");
  const panel = byId("panel");
  const shown = byId("shown");
  const buttons = all("[data-speaker]");
  const leads = all(".quote[id]", article); // one a quote, in text order
  const marks = all("[data-quote], [data-cue], [data-mention]", article);
  const notes = all("[data-note]");
  const told = new Map(notes.map(({ dataset }) => [dataset.note, dataset])); // of each quote: speaker, kind, confidence
  const kinds = all("#controls [data-kind]");
  const sure = byId("sure");
  const controls = byId("controls");

  const quotesOf = ({ dataset }) => (dataset.quote ?? dataset.cue ?? dataset.mention).split(" ");
  const marksOf = new Map();
  for (const mark of marks) {
    for (const quote of quotesOf(mark)) marksOf.set(quote, [...(marksOf.get(quote) ?? []), mark]);
  }

  const chosen = new Set(); // speakers of the filter; none means all
  let active = null; // the quote that is lit; it stays so until another one is

  let shownKinds = null; // of the filter; null means all
  let [least, tooSure] = [0, 1]; // the confidences of the filter

  function isOpen(quote) {
    const { of, kind, sure: confidence } = told.get(quote);
    return (
      (chosen.size === 0 || chosen.has(of)) &&
      (shownKinds === null || shownKinds.has(kind)) &&
      confidence >= least &&
      (tooSure === 1 || confidence < tooSure)
    );
  }
  const openLeads = () => leads.filter((lead) => isOpen(lead.dataset.quote));

  function light(quote) {
    if (quote === active) return;
    for (const mark of marksOf.get(active) ?? []) mark.classList.remove("lit");
    active = quote;
    for (const mark of marksOf.get(active) ?? []) mark.classList.add("lit");
    panel.classList.toggle("open", active !== null);
    if (active === null) return;
    const note = byId(`note-${active}`).cloneNode(true);
    shown.className = `full ${note.className}`;
    shown.replaceChildren(...note.childNodes);
    panel.scrollTop = 0;
  }

  const still = matchMedia("(prefers-reduced-motion: reduce)");
  function show(element, block = "center") {
    element.scrollIntoView({ block, behavior: still.matches ? "auto" : "smooth" });
  }

  // One quote at a time is in the tab order; the arrow keys move on from there.
  function rove(lead) {
    for (const each of leads) each.tabIndex = each === lead ? 0 : -1;
  }

  function go(lead) {
    if (!lead) return;
    lead.focus({ preventScroll: true });
    show(lead);
  }

  // Where a walk begins while no quote is lit: at the first one in sight, or backwards at the last.
  function nearest(open, by) {
    if (Math.abs(by) > 1) return by > 0 ? open.at(-1) : open[0]; // Home and End
    const boxes = open.map((lead) => lead.getBoundingClientRect());
    if (by > 0) return open[boxes.findIndex(({ bottom }) => bottom > 0)] ?? open.at(-1);
    return open[boxes.filter(({ top }) => top < innerHeight).length - 1] ?? open[0];
  }

  function step(by) {
    const open = openLeads();
    const at = open.findIndex((lead) => lead.dataset.quote === active);
    if (at < 0) return go(nearest(open, by));
    return go(open[Math.min(Math.max(at + by, 0), open.length - 1)]);
  }

  const markAt = (target) => {
    let mark = target.closest?.("[data-quote], [data-cue], [data-mention]");
    while (mark && !quotesOf(mark).some(isOpen)) mark = mark.parentElement.closest("[data-quote], [data-cue], [data-mention]");
    return mark;
  };
  const quoteAt = (mark) => {
    const quotes = quotesOf(mark).filter(isOpen);
    return quotes.includes(active) ? active : quotes[0];
  };

  // The pointer has to rest for a moment, so that it can cross other quotes on its way to the note, and to move: a page
  // that scrolls under it points at nothing.
  const REST = 80; // milliseconds
  let rest = 0;
  let spot = "";
  article.addEventListener("pointermove", (event) => {
    const here = `${event.screenX} ${event.screenY}`;
    if (here === spot || event.pointerType === "touch") return;
    spot = here;
    clearTimeout(rest);
    const mark = markAt(event.target);
    if (mark) rest = setTimeout(() => light(quoteAt(mark)), REST);
  });
  article.addEventListener("pointerleave", () => clearTimeout(rest));
  article.addEventListener("click", (event) => {
    clearTimeout(rest);
    const mark = markAt(event.target);
    if (!mark) return light(null);
    light(quoteAt(mark));
    byId(`quote-${active}`).focus({ preventScroll: true });
    show(mark, "nearest"); // out from under the sheet, on a narrow screen
  });
  article.addEventListener("focusin", (event) => {
    const lead = event.target.closest(".quote[id]");
    if (!lead) return;
    rove(lead);
    light(lead.dataset.quote);
  });

  // The arrow keys walk from wherever the focus is, but for controls and things that have a use for them.
  const STEPS = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity };
  const OWN_KEYS = "select, input:not([type=checkbox])";
  function stepOf({ key, target }) {
    const inArticle = target.closest?.("#article");
    return key in STEPS && !target.closest?.(OWN_KEYS) && (inArticle || key.startsWith("Arrow")) ? STEPS[key] : 0;
  }
  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const by = stepOf(event);
    if (event.key === "Escape") {
      if (active !== null) light(null);
      else showAll();
    } else if (by && leads.length) {
      event.preventDefault();
      step(by);
    }
  });
  byId("previous").addEventListener("click", () => step(-1));
  byId("next").addEventListener("click", () => step(1));
  byId("close").addEventListener("click", () => light(null));

  // A link in a note leads to words in the article: light them, whatever the browser does with the fragment.
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.('#shown a[href^="#"], #notes a[href^="#"]');
    const target = link && byId(link.getAttribute("href").slice(1));
    if (!target) return;
    event.preventDefault();
    const note = link.closest("[data-note]");
    if (target.matches(".quote")) return go(target);
    if (note) light(note.dataset.note);
    show(target);
  });

  function choose(speakers) {
    chosen.clear();
    for (const speaker of speakers) chosen.add(speaker);
    for (const button of buttons) button.setAttribute("aria-pressed", chosen.has(button.dataset.speaker));
    filter();
  }

  /** Take the marks and notes away of what does not pass. */
  function filter() {
    const open = openLeads();
    const filtered = chosen.size > 0 || shownKinds !== null || least > 0 || tooSure < 1;
    for (const mark of marks) mark.classList.toggle("off", !quotesOf(mark).some(isOpen));
    for (const note of notes) note.hidden = !isOpen(note.dataset.note);
    document.body.classList.toggle("filtered", filtered);
    byId("all").hidden = !filtered;
    byId("status").textContent = filtered ? `Showing ${open.length} of ${leads.length}` : "";
    if (active !== null && !isOpen(active)) light(null);
    if (open.length && !open.some((lead) => lead.tabIndex === 0)) rove(open[0]);
  }

  function readFilters() {
    const checked = kinds.filter((box) => box.checked).map((box) => box.dataset.kind);
    shownKinds = checked.length === kinds.length ? null : new Set(checked);
    [least, tooSure] = sure.value.split(" ").map(Number);
    filter();
  }

  function showAll() {
    for (const box of kinds) box.checked = true;
    if (sure) sure.selectedIndex = 0;
    shownKinds = null;
    [least, tooSure] = [0, 1];
    choose([]);
  }

  for (const button of buttons) {
    button.addEventListener("click", () => {
      const speakers = new Set(chosen);
      const added = !speakers.delete(button.dataset.speaker);
      if (added) speakers.add(button.dataset.speaker);
      choose(speakers);
      const first = openLeads().find((lead) => told.get(lead.dataset.quote).of === button.dataset.speaker);
      if (added && first) {
        light(first.dataset.quote);
        rove(first);
        show(first);
      }
    });
  }
  byId("all").addEventListener("click", showAll);
  controls?.addEventListener("change", readFilters);

  // Those without a name of their own, unknown and nobody, stay behind the speakers.
  const items = buttons.map((button) => button.parentElement);
  const nameOf = (item) => item.querySelector(".name").textContent;
  const ORDERS = {
    text: (one, other) => items.indexOf(one) - items.indexOf(other),
    quotes: (one, other) => other.dataset.quotes - one.dataset.quotes || ORDERS.text(one, other),
    name: (one, other) => nameOf(one).localeCompare(nameOf(other)) || ORDERS.text(one, other),
  };
  byId("order")?.addEventListener("change", ({ target }) => {
    const isSpeaker = (item) => /^\d/.test(item.firstElementChild.dataset.speaker);
    const speakers = items.filter(isSpeaker).sort(ORDERS[target.value]);
    items[0].parentElement.append(...speakers, ...items.filter((item) => !isSpeaker(item)));
  });

  byId("find")?.addEventListener("input", (event) => {
    const wanted = event.target.value.trim().toLocaleLowerCase();
    for (const button of buttons) {
      button.parentElement.hidden = !button.textContent.toLocaleLowerCase().includes(wanted);
    }
  });

  if (controls) controls.hidden = false;
  panel.hidden = leads.length === 0;
  if (leads.length) rove(leads[0]);
})();
