// The SPARQL editor: colours behind the text, completion of terms and variables, the place of an error, keys.
// Without this file there is a plain field, which asks as well.
"use strict";

const field = document.getElementById("query");
const known = JSON.parse(document.getElementById("terms").textContent); // [[name, what it means], …]
const names = new Set(known.map(([name]) => name));
const KEYWORDS = new Set(("SELECT CONSTRUCT DESCRIBE ASK WHERE FROM NAMED GRAPH OPTIONAL UNION MINUS FILTER BIND VALUES UNDEF AS DISTINCT " +
  "REDUCED ORDER BY ASC DESC GROUP HAVING LIMIT OFFSET PREFIX BASE EXISTS NOT IN A TRUE FALSE COUNT SUM MIN MAX AVG SAMPLE GROUP_CONCAT SEPARATOR " +
  "STR LANG DATATYPE BOUND IRI BNODE IF COALESCE REGEX REPLACE SUBSTR STRLEN UCASE LCASE CONTAINS STRSTARTS STRENDS STRBEFORE STRAFTER CONCAT " +
  "YEAR MONTH DAY HOURS MINUTES SECONDS NOW ABS CEIL FLOOR ROUND SAMETERM ISIRI ISLITERAL ISNUMERIC").split(" "));
const TOKEN = /(#[^\n]*)|("""[^]*?"""|'''[^]*?'''|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')|(<[^<>"{}|^`\\\s]*>)|([?$]\w+)|([A-Za-z][\w-]*:[\w.-]*|:[\w.-]+)|(\d+(?:\.\d+)?)|([A-Za-z_]\w*)/g;
const KINDS = ["comment", "string", "iri", "variable", "name", "number", "word"];

const kindOf = (kind, text) => {
  if (kind === "word") return KEYWORDS.has(text.toUpperCase()) ? "keyword" : "";
  if (kind === "name") return names.has(text) ? "name" : /^(kg|act|plover|val):\w/.test(text) ? "unknown" : "name";
  return kind;
};

// The colours lie in an element behind the field, which is see-through, letter upon letter.
const behind = document.createElement("pre");
behind.className = "behind";
behind.setAttribute("aria-hidden", "true");
field.parentElement.insertBefore(behind, field);
field.classList.add("over");

let mistake = field.dataset.line ? placeOf(Number(field.dataset.line), Number(field.dataset.column)) : -1;
function placeOf(line, column) {
  const lines = field.value.split("\n");
  const before = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
  return Math.min(before + [...lines[line - 1] ?? ""].slice(0, column - 1).join("").length, field.value.length);
}
const paint = () => {
  const text = field.value;
  behind.replaceChildren();
  let at = 0;
  const add = (from, to, kind) => {
    for (const [start, end, wrong] of mistake >= from && mistake < to ? [[from, mistake], [mistake, mistake + 1, true], [mistake + 1, to]] : [[from, to]]) {
      if (start === end) continue;
      const piece = document.createElement("span");
      piece.className = (kind ? "t-" + kind : "") + (wrong ? " t-mistake" : "");
      piece.textContent = text.slice(start, end);
      behind.append(piece);
    }
  };
  for (const match of text.matchAll(TOKEN)) {
    add(at, match.index, "");
    at = match.index + match[0].length;
    add(match.index, at, kindOf(KINDS[match.slice(1).findIndex((group) => group !== undefined)], match[0]));
  }
  add(at, text.length, "");
  behind.append(mistake >= text.length ? Object.assign(document.createElement("span"), { className: "t-mistake", textContent: " " }) : "", "\n");
  behind.scrollTop = field.scrollTop;
  behind.scrollLeft = field.scrollLeft;
};
const follow = () => { behind.style.height = field.offsetHeight + "px"; behind.scrollTop = field.scrollTop; behind.scrollLeft = field.scrollLeft; };
new ResizeObserver(follow).observe(field);
field.addEventListener("scroll", follow);

// Completion: of terms after a prefix, of variables after a question mark; Ctrl + Space asks for it anywhere.
const list = document.createElement("ul");
list.id = "completions";
list.className = "completions";
list.setAttribute("role", "listbox");
list.setAttribute("aria-label", "Completions");
list.hidden = true;
field.parentElement.append(list);
field.setAttribute("aria-autocomplete", "list");
field.setAttribute("aria-controls", "completions");
let choices = [], chosen = 0;

const begun = () => /[?$\w:-]*$/.exec(field.value.slice(0, field.selectionStart))[0];
const offers = (start) => {
  const small = start.toLowerCase();
  const variables = [...new Set(field.value.match(/[?$]\w+/g) ?? [])].filter((one) => one !== start).map((one) => [one, "variable of this query"]);
  const found = [...variables, ...known].filter(([name]) => name.toLowerCase().startsWith(small));
  const inside = small.length > 2 ? known.filter(([name]) => name.toLowerCase().split(":")[1]?.includes(small.split(":").pop()) && !found.some(([other]) => other === name) && (!small.includes(":") || name.startsWith(start.split(":")[0] + ":"))) : [];
  return [...found, ...inside].filter(([name]) => name !== start).slice(0, 12);
};
const close = () => { list.hidden = true; choices = []; field.removeAttribute("aria-activedescendant"); };
const open = (start) => {
  choices = offers(start);
  chosen = 0;
  if (!choices.length) return close();
  list.replaceChildren(...choices.map(([name, meaning], place) => {
    const item = document.createElement("li");
    item.id = "completion-" + place;
    item.setAttribute("role", "option");
    const word = document.createElement("code"), told = document.createElement("span");
    word.textContent = name;
    told.textContent = meaning;
    item.append(word, " ", told);
    item.addEventListener("mousedown", (event) => { event.preventDefault(); accept(place); });
    return item;
  }));
  list.hidden = false;
  const line = field.value.slice(0, field.selectionStart).split("\n").length;
  const high = parseFloat(getComputedStyle(field).lineHeight);
  list.style.top = field.offsetTop + Math.min(line * high - field.scrollTop + 10, field.offsetHeight) + "px";
  mark();
};
const mark = () => {
  [...list.children].forEach((item, place) => item.setAttribute("aria-selected", String(place === chosen)));
  list.children[chosen].scrollIntoView({ block: "nearest" });
  field.setAttribute("aria-activedescendant", "completion-" + chosen);
};
const accept = (place) => {
  const start = begun();
  field.setRangeText(choices[place][0], field.selectionStart - start.length, field.selectionStart, "end");
  close();
  field.dispatchEvent(new Event("input"));
  close();
};
field.addEventListener("input", (event) => {
  mistake = -1;
  field.removeAttribute("aria-invalid");
  paint();
  const start = begun();
  if (event.inputType === "insertText" && /^(\w[\w-]*:|[?$]\w)/.test(start)) open(start); else close();
});
field.addEventListener("blur", close);
field.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); field.form.requestSubmit(); return; }
  if (event.key === " " && event.ctrlKey) { event.preventDefault(); open(begun()); return; }
  if (list.hidden) return;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) { chosen = (chosen + step + choices.length) % choices.length; mark(); }
  else if (event.key === "Enter" || event.key === "Tab") accept(chosen);
  else if (event.key === "Escape") close();
  else return;
  event.preventDefault();
});

paint();
if (mistake >= 0) {
  field.focus();
  field.setSelectionRange(mistake, Math.min(mistake + 1, field.value.length));
}
