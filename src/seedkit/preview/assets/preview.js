// The script of the pages of `seedkit preview`. Text from articles only ever becomes the text of a node.
"use strict";
(() => {
  const root = document.documentElement;
  const $ = (selector, from = document) => from.querySelector(selector);
  const $$ = (selector, from = document) => [...from.querySelectorAll(selector)];

  // --- settings ----------------------------------------------------------------------------------------------------

  const stored = (name) => {
    try {
      return localStorage.getItem(`seedkit.${name}`);
    } catch {
      return null; // the browser keeps nothing for pages from files
    }
  };
  const store = (name, value) => {
    try {
      localStorage.setItem(`seedkit.${name}`, value);
    } catch {
      // then it is forgotten with the page
    }
  };
  const THEMES = ["automatic", "light", "dark"];
  const setTheme = (theme) => {
    if (theme === "automatic") delete root.dataset.theme;
    else root.dataset.theme = theme;
    $("#theme")?.setAttribute("aria-label", `Color scheme: ${theme}`);
  };
  const theme = () => root.dataset.theme ?? "automatic";
  setTheme(THEMES.includes(stored("theme")) ? stored("theme") : "automatic"); // before anything is drawn

  // --- keys --------------------------------------------------------------------------------------------------------

  const keys = new Map();
  const isField = (target) => target.matches("input:not([type=checkbox], [type=radio]), textarea, select");
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || $("dialog[open]")) return;
    if (isField(event.target)) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    const action = keys.get(event.key);
    if (action && (stored("keys") !== "off" || event.key.length > 1)) {
      if (action(event) !== false) event.preventDefault();
    }
  });

  const status = (...parts) => $("#status").replaceChildren(...parts);

  function setUp() {
    setTheme(theme());
    $("#theme").addEventListener("click", () => {
      const next = THEMES[(THEMES.indexOf(theme()) + 1) % THEMES.length];
      setTheme(next);
      store("theme", next);
    });
    const dialog = $("#keys");
    const on = $("#keys-on");
    const help = () => {
      on.checked = stored("keys") !== "off";
      dialog.showModal();
    };
    $("#help").addEventListener("click", help);
    on.addEventListener("change", () => store("keys", on.checked ? "on" : "off"));
    $("[data-close]", dialog).addEventListener("click", () => dialog.close());
    keys.set("?", help);
    keys.set("/", () => $("#find").select());
    if ($("#rows")) setUpIndex();
    else setUpArticle();
    document.dispatchEvent(new Event("seedkit:ready"));
  }

  // --- the index ---------------------------------------------------------------------------------------------------

  const SVG = "http://www.w3.org/2000/svg";
  const SEVERITIES = ["error", "warning", "info"];
  const AT_ONCE = 25; // rows: as many as a screen holds are drawn between two keys
  const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  const element = (name, attributes = {}, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  };

  function setUpIndex() {
    const data = JSON.parse($("#rows").textContent);
    const kinds = Object.entries(data.kinds);
    const rows = data.rows.map(([id, title, path, counts, severities, shares, codes]) => ({
      id, title: title || path, path, counts, severities, shares, words: folded(`${title}\n${path}\n${id}\n${codes.join(" ")}`),
    }));
    const body = $("#articles tbody");
    const more = $("#more");
    const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });
    const weight = ([errors, warnings, infos]) => (errors * 1000 + warnings) * 1000 + infos;
    const orders = {
      title: (one, other) => collator.compare(one.title, other.title),
      findings: (one, other) => weight(other.severities) - weight(one.severities),
    };
    let found = rows;
    let drawn = 0;

    const bar = (row) => {
      const picture = document.createElementNS(SVG, "svg");
      const said = kinds.flatMap(([, name], at) => (row.shares[at] ? [`${name} ${Math.round(row.shares[at] / 10)} %`] : []));
      for (const [name, value] of [["class", "bar"], ["viewBox", "0 0 1000 10"], ["preserveAspectRatio", "none"], ["role", "img"]]) {
        picture.setAttribute(name, value);
      }
      picture.setAttribute("aria-label", said.join(", ") || "empty");
      let x = 0;
      kinds.forEach(([kind], at) => {
        if (!row.shares[at]) return;
        const part = document.createElementNS(SVG, "rect");
        part.setAttribute("class", `k-${kind}`);
        part.setAttribute("x", x);
        part.setAttribute("width", row.shares[at]);
        part.setAttribute("height", 10);
        picture.append(part);
        x += row.shares[at];
      });
      return picture;
    };
    const drawnRow = (row) => {
      const link = element("a", { href: `articles/${row.id}.html`, dir: "auto" }, row.title);
      const findings = element("td", { class: "findings" });
      row.severities.forEach((count, at) => {
        if (!count) return;
        const name = SEVERITIES[at];
        const sign = element("span", { class: `sign ${name}`, "aria-hidden": "true" });
        findings.append(element("span", { title: name }, sign, `${count}`, element("span", { class: "hidden" }, ` ${name}`)));
      });
      return element(
        "tr",
        {},
        element("td", {}, link, element("span", { class: "path" }, row.path)),
        element("td", {}, bar(row)),
        ...row.counts.map((count) => element("td", { class: count ? "number" : "number zero" }, `${count}`)),
        findings,
      );
    };
    const draw = () => {
      body.append(...found.slice(drawn, drawn + AT_ONCE).map(drawnRow));
      drawn = Math.min(drawn + AT_ONCE, found.length);
      more.hidden = drawn >= found.length;
    };
    const restart = () => {
      body.replaceChildren();
      drawn = 0;
      draw();
    };
    const filter = () => {
      const words = folded($("#find").value).split(/\s+/).filter(Boolean);
      const severity = $("[name=show]:checked").value;
      found = rows.filter(
        (row) => words.every((word) => row.words.includes(word)) && (severity === "" || row.severities[severity] > 0),
      );
      const count = found.length.toLocaleString("en");
      const all = rows.length.toLocaleString("en");
      status(found.length === rows.length ? "" : `${count} of ${all}`);
      restart();
    };
    for (const header of $$("#articles [data-sort]")) {
      $("button", header).addEventListener("click", () => {
        const by = header.dataset.sort;
        const first = by === "title" ? "ascending" : "descending";
        const second = first === "ascending" ? "descending" : "ascending";
        const now = header.getAttribute("aria-sort") === first ? second : first;
        const order = orders[by] ?? ((one, other) => other.counts[by] - one.counts[by]);
        for (const other of $$("#articles [data-sort]")) other.setAttribute("aria-sort", other === header ? now : "none");
        rows.sort(now === first ? order : (one, other) => order(other, one));
        filter();
      });
    }
    $("#find").addEventListener("input", filter);
    $("#find").addEventListener("keydown", (event) => {
      if (event.key === "Enter") $("a", body)?.focus();
    });
    for (const choice of $$("[name=show]")) choice.addEventListener("change", filter);
    more.addEventListener("click", draw);
    new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting) && !more.hidden) draw();
    }, { rootMargin: "300px" }).observe(more);
    const move = (by) => {
      if (by > 0 && drawn < found.length && document.activeElement.closest("tr") === body.lastElementChild) draw();
      const links = $$("a", body);
      const at = links.indexOf(document.activeElement) + by;
      links[Math.max(0, Math.min(at, links.length - 1))]?.focus();
    };
    keys.set("j", () => move(1));
    keys.set("k", () => move(-1));
    filter();
  }

  // --- an article --------------------------------------------------------------------------------------------------

  function setUpArticle() {
    const panes = $(".panes");
    const source = $(".source");
    const structure = $(".structure");
    const show = (view) => {
      panes.dataset.view = view;
      for (const button of $$("[data-view]", $(".views"))) button.setAttribute("aria-pressed", button.dataset.view === view);
    };
    show("structure");
    $(".views").addEventListener("click", (event) => {
      const view = event.target.closest("[data-view]")?.dataset.view;
      if (!view) return;
      show(view);
      scrollBoth();
    });

    // Both sides know the offsets of their parts in the source: that is all that links them.
    const pieces = $$("[data-at]", source);
    const starts = pieces.map((piece) => Number(piece.dataset.at));
    const parts = $$("[data-span]", structure).map((part) => {
      const [start, end] = part.dataset.span.split(" ").map(Number);
      return { part, start, end };
    });
    const byPart = new Map(parts.map((row) => [row.part, row]));
    const firstPiece = (offset) => { // the first piece that begins at or behind an offset
      let low = 0;
      let high = starts.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (starts[middle] < offset) low = middle + 1;
        else high = middle;
      }
      return low;
    };
    const innermost = (offset) => {
      let best = null;
      for (const row of parts) {
        if (row.start <= offset && offset < row.end && (!best || row.end - row.start <= best.end - best.start)) best = row;
      }
      return best;
    };
    let lit = null;
    let glowing = [];
    const light = (row) => {
      if (row === lit) return;
      for (const node of glowing) node.classList.remove("lit");
      glowing = [];
      lit = row;
      if (!row) return;
      for (let at = firstPiece(row.start); at < pieces.length && starts[at] < row.end; at += 1) {
        if (pieces[at].className) glowing.push(pieces[at]);
      }
      glowing.push(row.part);
      for (const node of glowing) node.classList.add("lit");
    };
    const rowAt = (target) => {
      const part = target.closest?.("[data-span]");
      if (part) return byPart.get(part);
      const piece = target.closest?.("[data-at]") ?? (target.closest?.(".line") && $("[data-at]", target.closest(".line")));
      return piece ? innermost(Number(piece.dataset.at)) : null;
    };
    let current = null;
    const scrollBoth = () => {
      if (!current) return;
      const piece = pieces[firstPiece(current.start)];
      piece?.closest(".line").scrollIntoView({ block: "center" });
      current.part.scrollIntoView({ block: "nearest" });
    };
    const choose = (row, from) => {
      if (!row) return;
      current?.part.classList.remove("current");
      current = row;
      light(row);
      if (row.part.matches(".entity")) row.part.classList.add("current");
      const closed = row.part.closest("details:not([open])");
      if (closed && closed !== row.part && from !== structure) closed.open = true;
      if (from !== source) pieces[firstPiece(row.start)]?.closest(".line").scrollIntoView({ block: "center" });
      if (from !== structure) row.part.scrollIntoView({ block: "center" });
    };
    for (const pane of [source, structure]) {
      pane.addEventListener("pointerover", (event) => {
        if (event.pointerType !== "touch") light(rowAt(event.target) ?? current);
      });
      pane.addEventListener("pointerleave", () => light(current));
      pane.addEventListener("focusin", (event) => {
        if (event.target !== pane && event.target.closest(".entity")) light(rowAt(event.target));
      });
      pane.addEventListener("click", (event) => {
        if (event.target.closest("a, button, input, label") && !event.target.closest(".here")) return;
        if (String(getSelection())) return; // somebody marks words
        choose(rowAt(event.target), pane);
      });
    }
    const entities = parts.filter((row) => row.part.matches(".entity"));
    const step = (rows, at, by) => rows[Math.max(0, Math.min(at, rows.length - 1))] ?? rows[by > 0 ? 0 : rows.length - 1];
    const move = (by) => {
      const at = current ? entities.indexOf(current) : -1;
      const row = step(entities, at < 0 && by < 0 ? 0 : at + by, by);
      if (!row) return;
      choose(row);
      row.part.focus({ preventScroll: true });
    };
    keys.set("j", () => move(1));
    keys.set("k", () => move(-1));

    const findings = $$(".finding", source);
    let finding = -1;
    const nextFinding = (by) => {
      if (!findings.length) return status("No findings in the text.");
      finding = (finding + by + findings.length) % findings.length;
      show("source");
      findings[finding].focus({ preventScroll: true });
      findings[finding].scrollIntoView({ block: "center" });
      const line = findings[finding].closest(".chunk") && previousLine(findings[finding]);
      if (line) choose(rowAt(line), source);
      structure.scrollTop = current ? structure.scrollTop : 0;
      current?.part.scrollIntoView({ block: "center" });
    };
    const previousLine = (node) => {
      let line = node.previousElementSibling;
      while (line && !line.matches(".line")) line = line.previousElementSibling;
      return line;
    };
    keys.set("d", () => nextFinding(1));
    keys.set("D", () => nextFinding(-1));
    keys.set("i", () => $(".back").click());
    keys.set("o", () => {
      const faqs = $$("details.faq", structure);
      const open = faqs.some((faq) => !faq.open);
      for (const faq of faqs) faq.open = open;
    });
    keys.set("Escape", () => {
      current?.part.classList.remove("current");
      current = null;
      light(null);
      status();
    });

    // Find: the entities whose words hold what is typed.
    const field = $("#find");
    let hits = [];
    let hit = -1;
    const nextHit = (by) => {
      if (!hits.length) return;
      hit = (hit + by + hits.length) % hits.length;
      status(`${hit + 1} of ${hits.length}`);
      choose(hits[hit]);
    };
    field.addEventListener("input", () => {
      const words = folded(field.value.trim());
      const holds = words ? parts.filter((row) => folded(row.part.textContent).includes(words)) : [];
      hits = holds.filter((row) => !holds.some((other) => other !== row && row.part.contains(other.part)));
      hit = -1;
      if (hits.length) nextHit(1);
      else status(words ? "Not found." : "");
    });
    field.addEventListener("keydown", (event) => {
      if (event.key === "Enter") nextHit(event.shiftKey ? -1 : 1);
    });

    // Sample texts: slots are filled in place, and what is copied is what is shown.
    const exact = (node) => {
      if (node.nodeType === Node.TEXT_NODE) return node.data;
      const { code, times } = node.dataset;
      if (code) return String.fromCodePoint(Number(code)).repeat(Number(times));
      return [...node.childNodes].map(exact).join("");
    };
    const copy = async (figure) => {
      const text = exact($(".text", figure));
      try {
        await navigator.clipboard.writeText(text);
      } catch { // no permission, or an old browser on a page from a file
        const area = element("textarea", { class: "hidden", "aria-hidden": "true" });
        area.value = text;
        document.body.append(area);
        area.select();
        document.execCommand("copy");
        area.remove();
      }
      status("Copied.");
    };
    for (const mark of $$("mark[data-slot]", structure)) mark.printed = [...mark.childNodes].map((node) => node.cloneNode(true));
    structure.addEventListener("input", (event) => {
      const { slot } = event.target.dataset;
      if (slot === undefined) return;
      for (const mark of $$(`mark[data-slot="${slot}"]`, event.target.closest("figure"))) {
        if (event.target.value) mark.replaceChildren(event.target.value);
        else mark.replaceChildren(...mark.printed.map((node) => node.cloneNode(true)));
      }
    });
    structure.addEventListener("click", (event) => {
      const button = event.target.closest(".copy");
      if (button) copy(button.closest("figure"));
    });
    keys.set("c", () => {
      const figure = current?.part.closest(".sample-text") ?? (current && $(".sample-text", current.part)) ?? $(".sample-text", structure);
      if (figure) copy(figure);
    });

    const open = new Map();
    addEventListener("beforeprint", () => {
      for (const faq of $$("details.faq")) {
        open.set(faq, faq.open);
        faq.open = true;
      }
    });
    addEventListener("afterprint", () => {
      for (const [faq, was] of open) faq.open = was;
      open.clear();
    });
    const arrive = () => {
      const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
      if (!target) return;
      if (target.matches(".entity")) choose(byPart.get(target));
      else if (source.contains(target)) {
        show("source");
        const line = target.matches(".line") ? target : previousLine(target);
        target.scrollIntoView({ block: "center" });
        choose(rowAt(line), source);
      }
    };
    addEventListener("hashchange", arrive);
    arrive();
    window.seedkit = { keys, element, status, current: () => current && pieces[firstPiece(current.start)]?.closest(".line") };
  }

  addEventListener("DOMContentLoaded", setUp);
})();
