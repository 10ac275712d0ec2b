// Filters and sorts what stands in the page already; without it everything is simply shown.
"use strict";

(function () {
  function setUpFindings(table, form) {
    var body = table.tBodies[0];
    var rows = Array.prototype.slice.call(body.rows);
    var count = document.getElementById("count");
    var none = document.getElementById("none");
    var sum = document.getElementById("sum");
    var separator = document.documentElement.lang === "en" ? "," : ".";
    var texts = rows.map(function (row) { return row.textContent.toLowerCase(); });

    function show(number) {
      return String(number).replace(/\B(?=(\d{3})+(?!\d))/g, separator);
    }

    // What was asked for is still asked for after a look at a finding and a step back.
    var memory = "sidak:" + location.pathname;
    var asked = ["search", "kind", "file", "amount", "region", "agency", "year", "follow_up"]
      .filter(function (name) { return form.elements[name]; });
    var chosen = asked.filter(function (name) { return name !== "search" && name !== "amount"; });
    function remember() {
      var state = { severity: [] };
      asked.forEach(function (name) {
        state[name] = form.elements[name].value;
      });
      form.querySelectorAll("input[name=severity]").forEach(function (box) {
        if (box.checked) { state.severity.push(box.value); }
      });
      try { sessionStorage.setItem(memory, JSON.stringify(state)); } catch (error) { return; }
    }

    function recall() {
      var state = null;
      try { state = JSON.parse(sessionStorage.getItem(memory)); } catch (error) { return; }
      if (!state) { return; }
      asked.forEach(function (name) {
        form.elements[name].value = state[name] || "";
      });
      form.querySelectorAll("input[name=severity]").forEach(function (box) {
        box.checked = state.severity.indexOf(box.value) >= 0;
      });
    }

    function apply() {
      var wanted = {};
      form.querySelectorAll("input[name=severity]").forEach(function (box) {
        if (box.checked) { wanted[box.value] = true; }
      });
      var words = form.elements.search.value.toLowerCase().split(/\s+/).filter(Boolean);
      var least = Number(form.elements.amount.value.replace(/\D/g, "")) || 0;
      var shown = 0;
      var total = 0;
      rows.forEach(function (row, place) {
        var data = row.dataset;
        var fits = wanted[data.severity] && Number(data.amount) >= least &&
          chosen.every(function (name) {
            var value = form.elements[name].value;
            return !value || data[name] === value;
          }) && words.every(function (word) { return texts[place].indexOf(word) >= 0; });
        row.hidden = !fits;
        if (fits) { shown += 1; total += Number(data.amount); }
      });
      count.textContent = count.dataset.text.replace("{shown}", show(shown))
        .replace("{total}", show(rows.length));
      sum.textContent = sum.dataset.text.replace("{amount}", show(Math.round(total)));
      sum.hidden = total === 0;
      none.hidden = shown > 0;
      remember();
    }

    function sortBy(button) {
      var head = button.closest("th");
      var key = button.dataset.sort;
      var falls = head.getAttribute("aria-sort") === "ascending" ||
        (key === "amount" && !head.hasAttribute("aria-sort"));
      table.querySelectorAll("th").forEach(function (one) { one.removeAttribute("aria-sort"); });
      head.setAttribute("aria-sort", falls ? "descending" : "ascending");
      var texts = { kind: true, file: true };
      var column = head.cellIndex;
      rows.slice().sort(function (left, right) {
        var order;
        if (texts[key]) {
          order = left.cells[column].textContent.localeCompare(right.cells[column].textContent);
        } else {
          order = Number(left.dataset[key]) - Number(right.dataset[key]);
        }
        return (falls ? -order : order) || Number(left.dataset.place) - Number(right.dataset.place);
      }).forEach(function (row) { body.appendChild(row); });
    }

    body.addEventListener("click", function (event) {
      var row = event.target.closest("tr");
      var link = row && row.querySelector("a.go");
      // A click that ends a selection, or on the link itself, is left alone.
      if (link && !event.target.closest("a") && !String(window.getSelection())) { link.click(); }
    });
    form.addEventListener("input", apply);
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    form.addEventListener("reset", function () { window.setTimeout(apply, 0); });
    table.querySelectorAll("[data-sort]").forEach(function (button) {
      button.addEventListener("click", function () { sortBy(button); });
      button.addEventListener("keydown", function (event) {
        if (event.key === "Enter" || event.key === " ") { event.preventDefault(); sortBy(button); }
      });
    });
    recall();
    apply();
  }

  // The rows of all tables are in a script of their own, fetched when somebody searches.
  function setUpRows(form) {
    var table = document.getElementById("row-results");
    var count = document.getElementById("row-count");
    var most = 100;
    var rows = null;
    var fields = ["agency", "region", "year"].filter(function (name) { return form.elements[name]; });
    var places = { agency: 2, region: 3, year: 4 };

    function fetchRows() {
      if (form.dataset.asked) { return; }
      form.dataset.asked = "1";
      count.textContent = count.dataset.waiting;
      var script = document.createElement("script");
      script.src = form.dataset.rows;
      script.addEventListener("load", function () {
        var documents = window.sidakRows.documents;
        rows = window.sidakRows.rows.map(function (row) {
          var one = documents[row[0]];
          var text = (row[3] + " " + row[4] + " " + row[5] + " " + one[1]).toLowerCase();
          return { row: row, document: one, text: text, digits: " " + row[5].replace(/[^\d ]/g, "") };
        });
        show();
      });
      document.head.appendChild(script);
    }

    // "1.234.567" and "1234567" are one number.
    function fits(one, word) {
      if (one.text.indexOf(word) >= 0) { return true; }
      return /^[\d.,]{4,}$/.test(word) && one.digits.indexOf(word.replace(/\D/g, "")) >= 0;
    }

    function addCell(line, text, style, href) {
      var cell = line.insertCell();
      if (style) { cell.className = style; }
      if (href) {
        var link = document.createElement("a");
        link.href = href;
        link.textContent = text;
        cell.appendChild(link);
      } else { cell.textContent = text; }
    }

    function show() {
      var body = table.tBodies[0];
      var words = form.elements.words.value.toLowerCase().split(/\s+/).filter(Boolean);
      body.textContent = "";
      table.hidden = !words.length || !rows;
      if (!words.length) { count.textContent = ""; return; }
      if (!rows) { fetchRows(); return; }
      var found = rows.filter(function (one) {
        return fields.every(function (name) {
          var value = form.elements[name].value;
          return !value || one.document[places[name]] === value;
        }) && words.every(function (word) { return fits(one, word); });
      });
      found.slice(0, most).forEach(function (one) {
        var line = body.insertRow();
        addCell(line, one.document[1], "file");
        addCell(line, String(one.row[1]), "n");
        addCell(line, one.row[3]);
        addCell(line, one.row[4] || "–", "", one.document[0] + ".html#" + one.row[2]);
        addCell(line, one.row[5], "raw");
      });
      count.textContent = count.dataset.text.replace("{total}", String(found.length))
        .replace("{shown}", String(Math.min(most, found.length)));
    }

    form.addEventListener("input", show);
    form.addEventListener("focusin", fetchRows);
    form.addEventListener("submit", function (event) { event.preventDefault(); });
  }

  // What a link leads to is shown, also inside a folded list.
  function showTarget() {
    var target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    var folded = target && target.closest("details");
    if (folded && !folded.open) {
      folded.open = true;
      target.scrollIntoView({ block: "center" });
    }
  }

  // j and k go through the findings, / goes to the search.
  function setUpKeys() {
    var search = document.querySelector("input[name=search]");
    function list() {
      return Array.prototype.filter.call(
        document.querySelectorAll("#findings tbody tr, article.case"),
        function (one) { return !one.hidden; });
    }
    function go(step) {
      var all = list();
      if (!all.length) { return; }
      var now = all.findIndex(function (one) {
        return one.classList.contains("here") || one.contains(document.activeElement);
      });
      var next = all[Math.max(0, Math.min(all.length - 1, now + step))];
      all.forEach(function (one) { one.classList.toggle("here", one === next); });
      var link = next.querySelector("a.go") || next.querySelector("a");
      if (link) { link.focus({ preventScroll: true }); }
      next.scrollIntoView({ block: next.tagName === "TR" ? "nearest" : "start" });
    }
    document.addEventListener("keydown", function (event) {
      if (event.ctrlKey || event.metaKey || event.altKey) { return; }
      if (/^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) {
        if (event.key === "Escape") { event.target.blur(); }
        return;
      }
      if (event.key === "/" && search) { event.preventDefault(); search.focus(); search.select(); }
      else if (event.key === "j") { go(1); }
      else if (event.key === "k") { go(-1); }
    });
  }

  function unfold(table) {
    table.querySelectorAll("tr[data-folded]").forEach(function (row) { row.hidden = false; });
    table.querySelectorAll("tr.fold").forEach(function (row) { row.hidden = true; });
  }

  function setUpFolds() {
    document.querySelectorAll("tr.fold").forEach(function (row) {
      var table = row.closest("table");
      table.querySelectorAll("tr[data-folded]").forEach(function (one) { one.hidden = true; });
      row.querySelector("button").addEventListener("click", function () { unfold(table); });
    });
  }

  // On paper nobody can open anything.
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll("details:not(.read details)").forEach(function (one) { one.open = true; });
    document.querySelectorAll("table.sum").forEach(unfold);
    document.querySelectorAll("img[loading=lazy]").forEach(function (one) { one.loading = "eager"; });
  });

  var table = document.getElementById("findings");
  var form = document.getElementById("filters");
  if (table && form) { setUpFindings(table, form); }
  var rowForm = document.getElementById("row-search");
  if (rowForm) { setUpRows(rowForm); }
  setUpFolds();
  setUpKeys();
  showTarget();
  window.addEventListener("hashchange", showTarget);
})();
