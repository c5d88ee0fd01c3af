// All pages work without this file. It saves reloads while reading.
"use strict";

// Choosing a claim or words in an article swaps text and panel in place.
const swap = async (address, push) => {
  const answer = await fetch(address, { headers: { Accept: "text/html" } });
  if (!answer.ok) { location.href = address; return; }
  const next = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("reader");
  if (!next) { location.href = address; return; }
  document.getElementById("reader").replaceWith(next);
  if (push) history.pushState(null, "", address);
  const panel = document.getElementById("panel");
  panel.focus({ preventScroll: true });
  if (matchMedia("(max-width: 56rem)").matches) panel.scrollIntoView({ block: "start" });
};
document.addEventListener("click", (event) => {
  const link = event.target.closest("#reader a");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  const address = new URL(link.href);
  if (address.pathname !== location.pathname) return;
  event.preventDefault();
  swap(link.href, true);
});
addEventListener("popstate", () => { if (document.getElementById("reader")) swap(location.href, false); });
