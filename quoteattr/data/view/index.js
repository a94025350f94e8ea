// Finds names and headlines in the index. It reads nothing but the page and writes no markup.
"use strict";
(() => {
  const find = document.getElementById("find");
  const status = document.getElementById("status");
  const entries = [...document.querySelectorAll("[data-find]")];

  function show() {
    const words = find.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const entry of entries) entry.hidden = !words.every((word) => entry.dataset.find.includes(word));
    const found = entries.filter((entry) => !entry.hidden).length;
    status.textContent = words.length ? `Showing ${found} of ${entries.length}` : "";
  }

  find.addEventListener("input", show);
  find.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape") return;
    find.value = "";
    show();
  });
  find.parentElement.hidden = false;
})();
