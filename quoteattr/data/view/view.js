// Lights what belongs together, filters by speaker, moves the focus. It reads nothing but the page and writes no markup:
// texts are copied as nodes.
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
  const speakerOf = new Map(notes.map((note) => [note.dataset.note, note.dataset.of]));

  const quotesOf = ({ dataset }) => (dataset.quote ?? dataset.cue ?? dataset.mention).split(" ");
  const marksOf = new Map();
  for (const mark of marks) {
    for (const quote of quotesOf(mark)) marksOf.set(quote, [...(marksOf.get(quote) ?? []), mark]);
  }

  const chosen = new Set(); // speakers of the filter; none means all
  let active = null; // the quote that is lit; it stays so until another one is

  const isOpen = (quote) => chosen.size === 0 || chosen.has(speakerOf.get(quote));
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

  function step(by) {
    const open = openLeads();
    const at = open.findIndex((lead) => lead.dataset.quote === active);
    if (at < 0) return go(by > 0 ? open[0] : open.at(-1));
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

  const STEPS = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity };
  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Escape") {
      if (active !== null) light(null);
      else choose([]);
    } else if (event.key in STEPS && event.target.closest("#article")) {
      event.preventDefault();
      step(STEPS[event.key]);
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
    for (const mark of marks) mark.classList.toggle("off", !quotesOf(mark).some(isOpen));
    for (const note of notes) note.hidden = !isOpen(note.dataset.note);
    document.body.classList.toggle("filtered", chosen.size > 0);
    byId("all").hidden = chosen.size === 0;
    const open = openLeads();
    byId("status").textContent = chosen.size ? `Showing ${open.length} of ${leads.length}` : "";
    if (active !== null && !isOpen(active)) light(null);
    if (open.length && !open.some((lead) => lead.tabIndex === 0)) rove(open[0]);
    return open;
  }

  for (const button of buttons) {
    button.addEventListener("click", () => {
      const speakers = new Set(chosen);
      const added = !speakers.delete(button.dataset.speaker);
      if (added) speakers.add(button.dataset.speaker);
      choose(speakers);
      const first = leads.find((lead) => speakerOf.get(lead.dataset.quote) === button.dataset.speaker);
      if (added && first) {
        light(first.dataset.quote);
        rove(first);
        show(first);
      }
    });
  }
  byId("all").addEventListener("click", () => choose([]));

  byId("find")?.addEventListener("input", (event) => {
    const wanted = event.target.value.trim().toLocaleLowerCase();
    for (const button of buttons) {
      button.parentElement.hidden = !button.textContent.toLocaleLowerCase().includes(wanted);
    }
  });

  panel.hidden = leads.length === 0;
  if (leads.length) rove(leads[0]);
})();
