"use strict";
// The review page. Everything that comes from a report is shown with textContent: a report
// may hold anything, a page of code included.

const TOKEN = document.querySelector('meta[name="sidak-token"]').content;
const $ = (id) => document.getElementById(id);
const state = {
  texts: {},
  queue: [],
  current: null, // the question on the screen
  options: [], // what the keys 1 to 5 choose
  pending: null, // an answer that waits for a second Enter
  mine: [], // decisions of this session, for undo
  view: "row",
  busy: false,
  asked: 0,
  loads: 0,
};

const text = (key, values = {}) =>
  (state.texts[key] || key).replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

/** Make an element; strings become text, never markup. */
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "onclick") element.addEventListener("click", value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value != null) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child != null && child !== ""));
  return element;
}

async function call(path, body) {
  const options = body
    ? {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-Sidak-Token": TOKEN },
        body: JSON.stringify(body),
      }
    : {};
  let answer;
  try {
    answer = await fetch(path, options);
  } catch {
    throw { message: text("offline"), options: [] };
  }
  if (answer.status === 403) throw { message: text("restarted"), options: [] };
  const content = await answer.json().catch(() => ({ message: text("offline") }));
  if (!answer.ok) throw { options: [], ...content, status: answer.status };
  return content;
}

const query = (path, values) => `${path}?${new URLSearchParams(values)}`;

// ---- who decides

function getWho() {
  return sessionStorage.getItem("sidak-who") || "";
}

function askWho() {
  $("who-name").value = getWho();
  $("who").showModal();
}

function showPerson() {
  const change = make("button", { type: "button", class: "link", onclick: askWho }, text("who_change"));
  $("person").replaceChildren(`${getWho()} (`, change, ")");
}

// ---- the queue

function isShown(question) {
  const subject = $("filter-subject").value;
  const file = $("filter-document").value;
  return (
    (!subject || question.subject === subject) &&
    (!file || question.document === file) &&
    ($("filter-decided").checked || !question.decided || question.id === state.current?.id)
  );
}

async function loadQueue() {
  const turn = ++state.loads;
  const loaded = await call("/api/queue");
  if (turn !== state.loads) return; // a later answer is on its way
  state.queue = loaded.questions;
  const documents = new Map(state.queue.map((one) => [one.document, one.file]));
  const select = $("filter-document");
  const chosen = select.value;
  select.replaceChildren(
    make("option", { value: "" }, text("all_documents")),
    ...[...documents].map(([id, file]) => make("option", { value: id }, file)),
  );
  select.value = documents.has(chosen) ? chosen : "";
  showQueue();
}

function showQueue() {
  const open = state.queue.filter((one) => !one.decided).length;
  $("progress").textContent = text("waiting", { open, decided: state.queue.length - open });
  const rows = [];
  let file = null;
  for (const question of state.queue.filter(isShown)) {
    if (question.file !== file) {
      file = question.file;
      rows.push(make("li", {}, make("h3", {}, file)));
    }
    rows.push(makeLine(question));
  }
  $("list").replaceChildren(...rows);
  document.querySelector('#list [aria-current="true"]')?.scrollIntoView({ block: "nearest" });
}

/** Mark the line of the question that is open; thousands of lines are not made again. */
function markCurrent() {
  const before = document.querySelector('#list [aria-current="true"]');
  const now = state.current && document.querySelector(`#list [data-id="${CSS.escape(state.current.id)}"]`);
  if (before && before !== now) before.removeAttribute("aria-current");
  if (!now) return showQueue();
  now.setAttribute("aria-current", "true");
  now.scrollIntoView({ block: "nearest" });
  return undefined;
}

function makeLine(question) {
  const what = question.decided ? `✓ ${question.decided.what}` : question.shown;
  const button = make(
    "button",
    {
      type: "button",
      class: question.decided ? "decided" : null,
      "aria-current": question.id === state.current?.id ? "true" : null,
      title: question.shown,
      "data-id": question.id,
      onclick: () => open(question.id),
    },
    make("span", { class: "what" }, what || "–"),
    make("span", { class: "place" }, `${text("page_short")} ${question.page}`),
  );
  return make("li", {}, button);
}

/** Open the next waiting question after the current one, or before it. */
function move(step, from = state.current?.id) {
  const shown = state.queue.filter((one) => isShown(one));
  const at = shown.findIndex((one) => one.id === from);
  const isOpen = (one) => $("filter-decided").checked || !one.decided;
  const ahead = step > 0 ? shown.slice(at + 1) : shown.slice(0, Math.max(at, 0)).reverse();
  const around = step > 0 ? shown.slice(0, Math.max(at, 0)) : [];
  const next = [...ahead, ...around].find((one) => isOpen(one) && one.id !== from);
  if (next) return open(next.id);
  if (step > 0) showDone();
  return undefined;
}

function showDone() {
  state.current = null;
  history.replaceState(null, "", location.pathname);
  $("question").replaceChildren(
    make("h2", {}, text("done_title")),
    make("p", { class: "origin" }, text("done_hint")),
  );
  showQueue();
}

// ---- one question

async function open(id) {
  const turn = ++state.asked;
  state.pending = null;
  state.busy = true;
  let question;
  try {
    question = await call(query("/api/question", { id }));
  } catch (error) {
    if (turn === state.asked) {
      state.busy = false;
      showToast(error.message, true);
    }
    return;
  }
  if (turn !== state.asked) return;
  state.busy = false;
  state.current = question;
  state.options = question.options;
  state.view = "row";
  history.replaceState(null, "", `#${encodeURIComponent(id)}`);
  showPanel("queue");
  showQuestion();
  markCurrent();
}

function showQuestion() {
  const question = state.current;
  const isFigure = question.subject === "figure";
  const isColumn = question.subject === "column";
  $("question").replaceChildren(
    make(
      "div",
      { class: "heading" },
      make("h2", {}, text(`${question.subject}_question`)),
      make("div", { class: "tools" }, makeViewKey()),
    ),
    make(
      "p",
      { class: "origin" },
      [
        question.file,
        question.title,
        `${text("page")} ${question.page}`,
        question.unaccounted ? text("unaccounted", { count: question.unaccounted }) : "",
        `${text("table")} ${question.table}${question.caption ? ` ${question.caption}` : ""}`,
      ]
        .filter(Boolean)
        .join(" · "),
    ),
    question.decided ? makeAlready(question.decided) : "",
    makePicture(),
    make(
      "div",
      { class: "columns" },
      makeReading(question, isFigure),
      isColumn ? makeColumnForm(question) : makeAnswers(question, isFigure),
    ),
    makeContext(question),
  );
  $("question").scrollTop = 0;
}

function makeAlready(decision) {
  const when = decision.at.slice(0, 16).replace("T", " ");
  const why = decision.why ? ` — ${decision.why}` : "";
  return make("p", { class: "already" }, `✓ ${decision.who}, ${when} UTC: ${decision.what}${why}`);
}

function makePicture() {
  const id = state.current.id;
  const box = make("div", { class: `picture ${state.view}`, id: "picture" });
  const url = query("/api/picture", { id, view: state.view });
  const image = make("img", { src: url, alt: text("picture_alt") });
  image.addEventListener("error", async () => {
    let sentence = text("no_drawing", { page: state.current?.page, file: state.current?.file });
    try {
      await call(url);
    } catch (error) {
      sentence = error.message;
    }
    box.replaceChildren(make("p", {}, sentence));
    document.querySelector(".zoom")?.remove();
  });
  box.append(image);
  return box;
}

function makeReading(question, isFigure) {
  const reading = question.reading;
  const isColumn = question.subject === "column";
  const none = { figure: "no_reading", item: "no_code", row: "no_reading" }[question.subject];
  const shown = reading
    ? [
        make("span", { class: "number" }, reading.shown),
        isFigure && question.unit ? ` ${question.unit}` : "",
        reading.note ? make("span", { class: "size" }, reading.note) : "",
      ]
    : [make("span", { class: "doubt" }, text(none))];
  const facts = [
    [isColumn ? "header" : "printed", make("span", { class: "printed" }, question.printed || "–")],
    ["reading", make("span", {}, ...shown)],
    ["reason", question.reason && make("span", { class: "doubt" }, question.reason)],
    ["examples", isColumn && makeExamples(question)],
    ["row", question.name + (question.indikator ? ` / ${question.indikator}` : "")],
    ["column", !isColumn && question.header],
    ["metric", !isColumn && question.metric],
    ["unit", !isColumn && question.unit],
    ["level", question.level],
    ["parent", [question.parent_kode, question.parent].filter(Boolean).join(" ")],
  ].filter(([, value]) => value);
  const zoom = make("img", {
    class: "zoom",
    src: query("/api/picture", { id: question.id, view: "cell" }),
    alt: text("picture_alt"),
  });
  zoom.addEventListener("error", () => zoom.remove());
  const list = make("dl", { class: "facts" });
  for (const [key, value] of facts) list.append(make("dt", {}, text(key)), make("dd", {}, value));
  return make("div", { class: "card" }, zoom, list);
}

function makeExamples(question) {
  const rows = question.examples.map((one) =>
    make("li", {}, one.name ? `${one.name}: ` : "", make("span", { class: "exact" }, one.printed || "–")),
  );
  if (question.count > rows.length) rows.push(make("li", {}, "…"));
  return make("ul", { class: "examples" }, ...rows);
}

/** The meaning of a column: decided once for all its figures. */
function makeColumnForm(question) {
  const field = (key, input, hint = "") =>
    make("label", { class: "field" }, make("span", {}, text(key)), input, hint && make("small", {}, text(hint)));
  const input = (id, value) => {
    const made = make("input", { id, autocomplete: "off", maxlength: "500" });
    made.value = value;
    return made;
  };
  const metric = make(
    "select",
    { id: "column-metric" },
    ...question.metrics.map((one) => make("option", { value: one.value }, one.label)),
  );
  metric.value = question.metric;
  const accept = makeKey("Enter", "", acceptReading, "main");
  accept.append(make("span", {}, text("accept_meaning")), ...describeOption({ shown: question.reading.shown }));
  return make(
    "div",
    { class: "card" },
    make("p", { class: "origin" }, text("column_hint", { count: question.count, unsure: question.unsure })),
    make("ul", { class: "choices" }, make("li", {}, accept)),
    make("h3", {}, make("kbd", {}, "t"), text("key_type")),
    field("header", input("column-header", question.header)),
    field("metric", metric),
    field("period", input("column-period", question.period), "period_hint"),
    field("unit", input("column-unit", question.unit), "unit_hint"),
    make(
      "label",
      { class: "field check" },
      make("input", { id: "column-names", type: "checkbox" }),
      make("span", {}, text("names_right")),
    ),
    make("h3", {}, make("kbd", {}, "r"), text("why_label")),
    make("div", { class: "entry" }, make("input", { id: "why", maxlength: "500", autocomplete: "off" })),
    make("div", { id: "message" }),
    make(
      "div",
      { class: "others" },
      make("button", { type: "button", class: "main", onclick: saveColumn }, text("save")),
      makeKey("s", text("skip"), () => move(1)),
      makeKey("b", text("back"), () => move(-1)),
      makeKey("z", text("undo"), undoLast),
    ),
  );
}

function saveColumn() {
  decide("meaning", "", false, {
    header: $("column-header").value,
    metric: $("column-metric").value,
    period: $("column-period").value,
    unit: $("column-unit").value,
    has_right_names: $("column-names").checked,
  });
}

function makeAnswers(question, isFigure) {
  const isItem = question.subject === "item";
  const choices = make("ul", { class: "choices", id: "choices" });
  const entry = make("input", {
    id: "entry",
    autocomplete: "off",
    spellcheck: "false",
    maxlength: "200",
    "aria-label": text(`type_${question.subject}`),
    placeholder: text(`type_${question.subject}`),
  });
  if (question.subject !== "row") entry.addEventListener("input", previewEntry);
  else entry.setAttribute("maxlength", "500");
  const why = make("input", { id: "why", maxlength: "500", autocomplete: "off" });
  const save = make("button", { type: "button", onclick: saveEntry }, text("save"));
  const card = make(
    "div",
    { class: "card" },
    make("h3", {}, text("choices")),
    question.same ? makeSame(question.same) : "",
    choices,
    make("h3", {}, make("kbd", {}, "t"), text("key_type")),
    make("div", { class: "entry" }, entry, isItem ? "" : save),
    make("p", { class: "preview", id: "preview" }),
    make("ul", { class: "choices", id: "found" }),
    make("h3", {}, make("kbd", {}, "r"), text("why_label")),
    make("div", { class: "entry" }, why),
    make("div", { id: "message" }),
    make(
      "div",
      { class: "others" },
      question.subject === "row" ? "" : makeKey("u", text(isFigure ? "unreadable" : "no_such_code"), giveNone),
      makeKey("s", text("skip"), () => move(1)),
      makeKey("b", text("back"), () => move(-1)),
      makeKey("z", text("undo"), undoLast),
    ),
  );
  fillChoices(choices, question, isFigure);
  return card;
}

/** Cells of the document that print the same are answered together, unless it is unticked. */
function makeSame(count) {
  const box = make("input", { type: "checkbox", id: "same", checked: true });
  return make("label", { class: "same" }, box, ` ${text("same_cells", { count })}`);
}

function fillChoices(choices, question, isFigure) {
  const rows = [];
  if (question.may_accept) {
    const accept = makeKey("Enter", "", acceptReading, "main");
    accept.append(...describeOption(question.reading, isFigure));
    accept.title = text({ figure: "accept", item: "accept_code", row: "accept_name" }[question.subject]);
    rows.push(make("li", {}, accept));
  }
  state.options.slice(0, 5).forEach((option, at) => {
    const button = makeKey(String(at + 1), "", () => choose(option));
    button.append(...describeOption(option, isFigure));
    rows.push(make("li", {}, button));
  });
  choices.replaceChildren(...rows);
}

function describeOption(option) {
  return [
    make("span", { class: "number" }, option.shown),
    option.note ? make("span", { class: "note" }, option.note) : "",
  ].filter(Boolean);
}

function makeKey(key, label, action, kind = null) {
  return make("button", { type: "button", class: kind, onclick: action }, make("kbd", {}, key), label);
}

function makeContext(question) {
  const parts = [];
  if (question.cells.length) {
    parts.push(
      make("h3", {}, text("row_as_read")),
      make(
        "ul",
        { class: "cells" },
        ...question.cells
          .filter((cell) => cell.text)
          .map((cell) => make("li", { class: cell.own ? "own" : null }, cell.text)),
      ),
    );
  }
  if (question.findings.length) {
    parts.push(
      make("h3", {}, text("findings")),
      make("ul", {}, ...question.findings.map((one) => make("li", {}, one))),
    );
  }
  return parts.length ? make("div", { class: "card wide" }, ...parts) : "";
}

function makeViewKey() {
  return makeKey("p", text(state.view === "page" ? "only_row" : "whole_page"), toggleView);
}

function toggleView() {
  if (!state.current) return;
  state.view = state.view === "page" ? "row" : "page";
  $("picture").replaceWith(makePicture());
  document.querySelector(".tools").replaceChildren(makeViewKey());
}

// ---- answers

function showMessage(message, isBad = false) {
  const place = $("message");
  if (!place) return showToast(message, isBad);
  place.replaceChildren(message ? make("p", { class: `message${isBad ? " bad" : ""}` }, message) : "");
  return undefined;
}

async function decide(kind, typed = "", isConfirmed = false, meaning = {}) {
  const question = state.current;
  if (!question || state.busy) return;
  if (!getWho()) {
    askWho();
    return;
  }
  state.busy = true;
  state.pending = null;
  const body = {
    id: question.id,
    who: getWho(),
    kind,
    text: typed,
    why: $("why")?.value || "",
    seen: question.decided?.id || "",
    print_seen: question.subject === "item" ? null : question.printed,
    is_confirmed: isConfirmed,
    is_single: $("same")?.checked === false,
    meaning,
  };
  try {
    const made = await call("/api/decide", body);
    state.mine.push(made);
    showToast(text(made.same ? "saved_same" : "saved", { what: made.what, count: made.same }));
    state.busy = false;
    // The next question need not wait for the whole queue, which may be long.
    const line = state.queue.find((one) => one.id === question.id);
    if (line && !line.decided) line.decided = { id: made.id, what: made.what };
    if (state.current?.id === question.id) move(1, question.id);
    loadQueue().catch((error) => showToast(error.message, true));
  } catch (error) {
    state.busy = false;
    if (error.may_confirm) {
      state.pending = () => decide(kind, typed, true, meaning);
      $("entry")?.blur();
      showMessage(`${error.message} ${text("again")}`);
    } else {
      showMessage(error.message, true);
      if (error.options?.length) {
        state.options = error.options;
        $("entry")?.blur();
        fillChoices($("choices"), { ...question, may_accept: false }, true);
      }
    }
  }
}

const acceptReading = () => state.current?.may_accept && decide("accept");
const choose = (option) =>
  // A number that is chosen is not read once more: "80.815" would be eighty thousand again.
  decide(state.current.subject === "figure" ? "number" : "code", option.answer);
const giveNone = () => {
  const kind = { figure: "unreadable", item: "no_code" }[state.current?.subject];
  if (kind) decide(kind);
};

function focusEntry() {
  ($("entry") || $("column-header"))?.focus();
}

function saveEntry() {
  const typed = $("entry").value.trim();
  if (!typed) return;
  if (state.current.subject === "figure") decide("value", typed);
  else if (state.current.subject === "row") decide("name", typed);
  else if (/\d/.test(typed) && !/[a-z]{2}/i.test(typed.replace(/xx/gi, ""))) decide("code", typed);
  else document.querySelector("#found button")?.focus();
}

let previewTimer = 0;
function previewEntry() {
  clearTimeout(previewTimer);
  state.pending = null;
  showMessage("");
  previewTimer = setTimeout(previewNow, 120);
}

async function previewNow() {
  const question = state.current;
  const typed = $("entry")?.value.trim() ?? "";
  const place = $("preview");
  if (!place || !question) return;
  const isCurrent = () => state.current?.id === question.id && $("entry")?.value.trim() === typed;
  if (!typed) {
    place.textContent = "";
    $("found").replaceChildren();
    return;
  }
  try {
    if (question.subject === "figure") {
      const read = await call(query("/api/number", { id: question.id, text: typed }));
      if (!isCurrent()) return;
      place.className = "preview good";
      place.textContent = `= ${read.shown}${question.unit ? ` ${question.unit}` : ""}${read.note ? ` (${read.note})` : ""}`;
    } else {
      const level = question.level.replace(" ", "_");
      const found = await call(query("/api/codes", { level, text: typed }));
      if (!isCurrent()) return;
      $("found").replaceChildren(
        ...found.map((option) => {
          const button = make("button", { type: "button", onclick: () => choose(option) });
          button.append(...describeOption(option));
          return make("li", {}, button);
        }),
      );
    }
  } catch (error) {
    if (!isCurrent()) return;
    place.className = "preview bad";
    place.textContent = error.message;
  }
}

async function undoLast() {
  const last = state.mine.at(-1);
  if (!last) {
    showToast(text("nothing_to_undo"), true);
    return;
  }
  await undo(last);
  open(last.question);
}

async function undo(decision) {
  try {
    await call("/api/undo", { decision_id: decision.id, who: getWho() });
    state.mine = state.mine.filter((one) => one.id !== decision.id);
    showToast(text("undone", { what: decision.what }));
    await loadQueue();
  } catch (error) {
    showToast(error.message, true);
  }
}

// ---- decisions

async function showLedger() {
  const listed = await call("/api/decisions").catch((error) => {
    showToast(error.message, true);
    return [];
  });
  const rows = listed.map((one) =>
    make(
      "tr",
      {},
      make("td", { class: "time" }, one.at.slice(0, 16).replace("T", " ")),
      make("td", {}, one.who),
      make("td", {}, `${one.file}, ${text("page_short")} ${one.page}`),
      make("td", {}, one.name),
      make("td", { class: "exact" }, one.printed),
      make("td", { class: "exact" }, make("strong", {}, one.what)),
      make("td", {}, one.why),
      make(
        "td",
        {},
        make("button", { type: "button", onclick: () => undo(one).then(showLedger) }, text("undo")),
      ),
    ),
  );
  const heads = [
    text("when"),
    text("who_label"),
    text("file"),
    text("row"),
    text("printed"),
    text("decision"),
    text("why_short"),
    "",
  ];
  $("ledger").replaceChildren(
    make("h2", {}, text("decisions")),
    make("p", { class: "origin" }, text(listed.length ? "apply_hint" : "no_decisions")),
    listed.length
      ? make(
          "table",
          {},
          make("thead", {}, make("tr", {}, ...heads.map((head) => make("th", {}, head)))),
          make("tbody", {}, ...rows),
        )
      : "",
  );
}

// ---- findings: what people make of them

const FINDING_FILTERS = {
  "finding-region": ["region", "all_regions"],
  "finding-agency": ["agency", "all_agencies"],
  "finding-year": ["year", "all_years"],
  "finding-severity": ["severity", "all_severities"],
};
const MOST_FINDINGS = 200;
let findings = [];

async function loadFindings() {
  findings = await call("/api/findings");
  for (const [id, [field, all]] of Object.entries(FINDING_FILTERS)) {
    const select = $(id);
    const chosen = select.value;
    const values = [...new Set(findings.map((one) => one[field]).filter((one) => one != null && one !== ""))];
    if (field !== "severity") values.sort();
    const name = (value) =>
      field === "severity" ? findings.find((one) => one.severity === value).severity_name : String(value);
    select.replaceChildren(
      make("option", { value: "" }, text(all)),
      ...values.map((value) => make("option", { value }, name(value))),
    );
    select.value = values.map(String).includes(chosen) ? chosen : "";
  }
  showFindings();
}

function isFindingShown(one) {
  const words = $("finding-search").value.trim().toLowerCase();
  return (
    Object.entries(FINDING_FILTERS).every(([id, [field]]) => !$(id).value || String(one[field]) === $(id).value) &&
    (!$("finding-open").checked || !one.follow_up) &&
    (!words || `${one.message} ${one.file} ${one.id}`.toLowerCase().includes(words))
  );
}

function showFindings() {
  const shown = findings.filter(isFindingShown);
  $("finding-count").textContent = text("findings_count", {
    shown: shown.length,
    all: findings.length,
    open: shown.filter((one) => !one.follow_up).length,
  });
  $("finding-list").replaceChildren(...shown.slice(0, MOST_FINDINGS).map(makeFinding));
  const rest = shown.length - MOST_FINDINGS;
  $("finding-more").textContent = rest > 0 ? text("more_findings", { count: rest }) : "";
}

function makeFinding(one) {
  const why = make("input", {
    type: "text",
    maxlength: 500,
    placeholder: text("reason_of_mark"),
    "aria-label": text("reason_of_mark"),
  });
  const marks = ["confirmed", "explained", "not_error"].map((mark) =>
    make(
      "button",
      {
        type: "button",
        "data-mark": mark,
        "aria-pressed": String(one.follow_up === mark),
        onclick: () => markFinding(one, mark, why.value),
      },
      text(`follow_up.${mark}`),
    ),
  );
  return make(
    "li",
    { class: `finding ${one.severity}`, "data-id": one.id },
    make(
      "p",
      { class: "origin" },
      make("strong", {}, one.severity_name),
      ` · ${one.file}, ${text("page_short")} ${one.page ?? ""} · `,
      make("code", {}, one.id),
    ),
    make("p", {}, one.message),
    one.basis ? make("p", { class: "origin" }, one.basis) : "",
    one.follow_up
      ? make("p", { class: "note" }, make("strong", {}, one.follow_up_name), one.note ? ` (${one.note})` : "")
      : "",
    make(
      "p",
      { class: "marks" },
      ...marks,
      why,
      one.decision_id
        ? make(
            "button",
            { type: "button", class: "link", onclick: () => undo({ id: one.decision_id, what: one.follow_up_name }).then(loadFindings) },
            text("undo"),
          )
        : "",
    ),
  );
}

async function markFinding(one, mark, why) {
  if (!getWho()) return askWho();
  try {
    await call("/api/mark", { finding_id: one.id, who: getWho(), follow_up: mark, why });
    await loadFindings();
  } catch (error) {
    showToast(error.message, true);
  }
}

function showPanel(name) {
  $("question").hidden = name !== "queue";
  $("side").hidden = name === "findings";
  $("findings").hidden = name !== "findings";
  $("ledger").hidden = name !== "ledger";
  document.querySelector("main").classList.toggle("whole", name === "findings");
  $("show-queue").setAttribute("aria-pressed", String(name === "queue"));
  $("show-findings").setAttribute("aria-pressed", String(name === "findings"));
  $("show-decisions").setAttribute("aria-pressed", String(name === "ledger"));
}

let toastTimer = 0;
function showToast(message, isBad = false) {
  clearTimeout(toastTimer);
  const toast = $("toast");
  toast.textContent = message;
  toast.className = isBad ? "bad" : "";
  toast.hidden = false;
  toastTimer = setTimeout(() => (toast.hidden = true), isBad ? 7000 : 3500);
}

// ---- keys

function onKey(event) {
  if ($("who").open || event.ctrlKey || event.altKey || event.metaKey || $("question").hidden) return;
  const inField = event.target.matches?.("input, select");
  if (event.key === "Escape") {
    state.pending = null;
    showMessage("");
    event.target.blur?.();
    return;
  }
  if (inField) {
    if (event.key === "Enter" && event.target.id === "entry" && !event.repeat) {
      event.preventDefault();
      saveEntry();
    } else if (event.key === "Enter" && event.target.id.startsWith("column-") && !event.repeat) {
      event.preventDefault();
      saveColumn();
    } else if (event.key === "Enter" && event.target.id === "why") {
      event.preventDefault();
      event.target.blur();
    } else if (event.key === "ArrowDown" && event.target.id === "entry") {
      document.querySelector("#found button")?.focus();
    }
    return;
  }
  if (event.repeat || !state.current) {
    if (event.key === "z" && !event.repeat) undoLast();
    return;
  }
  const isButton = event.target.matches?.("button");
  if (event.key === "Enter" && !isButton) {
    event.preventDefault();
    if (state.pending) state.pending();
    else acceptReading();
  } else if (/^[1-5]$/.test(event.key)) {
    const option = state.options[Number(event.key) - 1];
    if (option) choose(option);
  } else {
    const actions = {
      t: focusEntry,
      "/": focusEntry,
      r: () => $("why").focus(),
      u: giveNone,
      s: () => move(1),
      ArrowRight: () => move(1),
      b: () => move(-1),
      ArrowLeft: () => move(-1),
      z: undoLast,
      p: toggleView,
    };
    const action = actions[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  }
}

async function start() {
  state.texts = await call("/api/texts");
  for (const element of document.querySelectorAll("[data-text]")) {
    element.textContent = text(element.dataset.text);
  }
  for (const element of document.querySelectorAll("[data-label]")) {
    element.setAttribute("aria-label", text(element.dataset.label));
  }
  $("filter-subject").replaceChildren(
    make("option", { value: "" }, text("all_subjects")),
    make("option", { value: "figure" }, text("figures")),
    make("option", { value: "item" }, text("items")),
    make("option", { value: "column" }, text("columns")),
    make("option", { value: "row" }, text("rows")),
  );
  for (const id of ["filter-subject", "filter-document", "filter-decided"]) {
    $(id).addEventListener("change", (event) => {
      event.target.blur();
      const shown = state.queue.filter(isShown);
      const first = shown.find((one) => !one.decided) || shown[0];
      showQueue();
      // What was open may have been filtered out: go on with what was asked for.
      const subject = $("filter-subject").value;
      const file = $("filter-document").value;
      const fits = (one) =>
        (!subject || one.subject === subject) && (!file || one.document === file);
      const current = state.queue.find((one) => one.id === state.current?.id);
      if (first && (!current || !fits(current))) open(first.id);
    });
  }
  $("show-queue").addEventListener("click", (event) => {
    event.currentTarget.blur();
    showPanel("queue");
  });
  $("show-findings").addEventListener("click", (event) => {
    event.currentTarget.blur();
    showPanel("findings");
    loadFindings().catch((error) => showToast(error.message, true));
  });
  for (const id of [...Object.keys(FINDING_FILTERS), "finding-search", "finding-open"]) {
    $(id).addEventListener("input", showFindings);
  }
  $("finding-search").placeholder = text("search");
  $("finding-filters").addEventListener("submit", (event) => event.preventDefault());
  $("show-decisions").addEventListener("click", (event) => {
    event.currentTarget.blur();
    showPanel("ledger");
    showLedger();
  });
  $("who").addEventListener("close", () => {
    const name = $("who-name").value.trim();
    if (name) sessionStorage.setItem("sidak-who", name);
    showPerson();
  });
  document.addEventListener("keydown", onKey);
  showPerson();
  await loadQueue();
  const linked = decodeURIComponent(location.hash.slice(1));
  if (linked) await open(linked);
  else {
    const first = state.queue.find((one) => !one.decided);
    if (first) await open(first.id);
    else showDone();
  }
  if (!getWho()) askWho();
}

window.addEventListener("hashchange", () => {
  const linked = decodeURIComponent(location.hash.slice(1));
  if (linked && linked !== state.current?.id) open(linked);
});
start().catch((error) => showToast(error.message || String(error), true));
