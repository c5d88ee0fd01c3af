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

// In a network, who is pointed at stands out with those whom it speaks of and who speak of it.
const neighbours = (event) => {
  const net = event.target.closest?.("svg.network");
  if (!net) return;
  net.classList.remove("chosen");
  for (const one of net.querySelectorAll(".near")) one.classList.remove("near");
  const dot = event.target.closest("a[data-place]");
  if (!dot || event.type === "pointerout" || event.type === "focusout") return;
  const here = dot.dataset.place, near = new Set([here]);
  for (const arrow of net.querySelectorAll(`[data-from="${here}"], [data-to="${here}"]`)) {
    arrow.classList.add("near");
    near.add(arrow.dataset.from).add(arrow.dataset.to);
  }
  for (const place of near) for (const one of net.querySelectorAll(`[data-place="${place}"]`)) one.classList.add("near");
  net.classList.add("chosen");
};
for (const kind of ["pointerover", "pointerout", "focusin", "focusout"]) document.addEventListener(kind, neighbours);
