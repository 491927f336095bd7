// What pages from the server of `seedkit preview --serve` add: they follow the articles, and correct readings.
"use strict";
document.addEventListener("seedkit:ready", () => {
  const $ = (selector, from = document) => from.querySelector(selector);
  const token = $("meta[name=seedkit-token]").content;
  const article = $("meta[name=seedkit-article]").content;
  const STATE = `seedkit.state ${location.pathname}`;
  const DONE = `seedkit.done ${location.pathname}`;
  const panes = () => [...document.querySelectorAll(".panes > section")];

  // A page that is loaded again looks as before.
  const reload = () => {
    const state = { find: $("#find").value, view: $(".panes")?.dataset.view, tops: panes().map((pane) => pane.scrollTop) };
    sessionStorage.setItem(STATE, JSON.stringify(state));
    location.reload();
  };
  const before = JSON.parse(sessionStorage.getItem(STATE) ?? "null");
  sessionStorage.removeItem(STATE);
  if (before) {
    if (!article && before.find) {
      $("#find").value = before.find;
      $("#find").dispatchEvent(new Event("input"));
    }
    if (before.view) $(`[data-view=${before.view}]`).click();
    panes().forEach((pane, at) => pane.scrollTo({ top: before.tops[at], behavior: "instant" }));
  }

  let sending = false; // the answer to what is sent loads the page again by itself
  const events = new EventSource("/events");
  events.addEventListener("message", (event) => {
    if (!sending && (!article || JSON.parse(event.data).includes(article))) reload();
  });
  events.addEventListener("version", (event) => { // a change between the making of this page and its asking for changes
    if (event.data !== $("meta[name=seedkit-version]").content) reload();
  });
  addEventListener("pagehide", () => events.close());
  if (!article) return;

  const { keys, element, status, current } = window.seedkit;
  const send = async (path, wanted) => {
    let answer;
    sending = true;
    try {
      const response = await fetch(path, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-Seedkit-Token": token },
        body: JSON.stringify({ article, ...wanted }),
      });
      answer = response.headers.get("Content-Type").startsWith("application/json")
        ? await response.json()
        : { error: await response.text() };
    } catch (error) {
      answer = { error: `the server does not answer (${error.message})` };
    }
    if (answer.error) {
      sending = false;
      status(answer.error);
    } else {
      const undone = path === "/undo";
      sessionStorage.setItem(DONE, JSON.stringify({ text: answer.done, undone, until: Date.now() + 10_000 }));
      reload();
    }
  };
  const undo = () => send("/undo", {});
  keys.set("u", undo);
  const done = JSON.parse(sessionStorage.getItem(DONE) ?? "null");
  if (done && Date.now() < done.until) {
    const button = element("button", { type: "button", "aria-keyshortcuts": "u" }, "Undo");
    button.addEventListener("click", undo);
    status(done.text, ...(done.undone ? [] : [button]));
  }

  const menu = $("#menu");
  const unpin = $("[data-unpin]", menu);
  let line = 0;
  const open = (number) => {
    line = Number(number.dataset.line);
    $("[data-number]", menu).textContent = line;
    $(".quoted", menu).textContent = $(".words", number.closest(".line")).textContent;
    unpin.hidden = !number.dataset.pin;
    menu.showModal();
  };
  $(".source").addEventListener("click", (event) => {
    const number = event.target.closest("button.no");
    if (number) open(number);
  });
  menu.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (event.target === menu || !button) return;
    menu.close();
    if (button === unpin) send("/unpin", { line });
    else if (button.name === "as") {
      const level = Number($("input", menu).value);
      const headed = ["heading", "question"].includes(button.value);
      send("/pin", { line, as: button.value, ...(level && headed ? { level } : {}) });
    }
  });
  $("form", menu).addEventListener("submit", (event) => event.preventDefault());
  keys.set("m", () => {
    const number = document.activeElement.matches("button.no") ? document.activeElement : current() && $("button.no", current());
    if (number) open(number);
    else status("Go to a step or a line first.");
  });
});
