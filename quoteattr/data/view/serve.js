// The page works without this: it tells what is going on, keeps too long a text here, and knows a key.
(() => {
  "use strict";
  const form = document.getElementById("paste");
  const status = document.getElementById("status");
  const frame = document.querySelector("iframe");
  const button = form.querySelector("button");
  let reading = false;

  function tell(told, isReading = false) {
    status.textContent = told;
    reading = isReading;
    button.setAttribute("aria-disabled", isReading);
  }

  form.addEventListener("submit", (event) => {
    const size = new TextEncoder().encode(form.elements.input.value).length;
    if (reading) return event.preventDefault();
    if (size > form.dataset.most) {
      event.preventDefault();
      return tell(`Too long: ${form.dataset.most / 1_000_000} MB is the most.`);
    }
    tell("Reading …", true);
  });
  frame.addEventListener("load", () => reading && tell("Done: the answer is in the view."));

  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    form.requestSubmit();
  });
})();
