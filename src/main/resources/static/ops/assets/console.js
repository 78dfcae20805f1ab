// What the pages cannot do by themselves: confirm, copy, remember light or dark, and tell whether the page is live.
(function () {
  "use strict";

  var root = document.documentElement;

  function live(state, text) {
    document.querySelectorAll(".live").forEach(function (place) {
      place.dataset.state = state;
      place.textContent = text;
    });
  }

  function dark() {
    return root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  }

  // Light or dark, kept in a cookie so that the next page comes in it at once.
  document.addEventListener("click", function (event) {
    if (event.target.closest("[data-theme-toggle]")) {
      root.dataset.theme = dark() ? "light" : "dark";
      document.cookie = "theme=" + root.dataset.theme + ";path=/;max-age=31536000;samesite=lax";
    }
    var copy = event.target.closest("[data-copy]");
    if (copy && navigator.clipboard) {
      navigator.clipboard.writeText(copy.dataset.copy).then(function () {
        say("Copied.");
      });
    }
  });

  function say(text) {
    var place = document.getElementById("said");
    if (place) {
      place.textContent = text;
    }
  }

  // A form that says what it is about to do is asked about first.
  var asked = null;
  document.addEventListener("submit", function (event) {
    var form = event.target;
    var question = (event.submitter && event.submitter.dataset.confirm) || form.dataset.confirm;
    if (!question || form === asked) {
      asked = null;
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    var dialog = document.getElementById("confirm");
    dialog.querySelector("p").textContent = question;
    var yes = dialog.querySelector("[value=yes]");
    yes.textContent = (event.submitter && event.submitter.dataset.verb) || form.dataset.verb || "Go on";
    var submitter = event.submitter;
    dialog.addEventListener("close", function () {
      if (dialog.returnValue === "yes") {
        asked = form;
        form.requestSubmit(submitter);
      }
    }, { once: true });
    dialog.returnValue = "";
    dialog.showModal();
  }, true);

  // "/" leads to the search, as in many tools.
  document.addEventListener("keydown", function (event) {
    var search = document.querySelector("input[type=search]");
    if (event.key === "/" && search && !event.target.closest("input, select, textarea, [contenteditable]")) {
      event.preventDefault();
      search.focus();
      search.select();
    }
  });

  document.addEventListener("htmx:sseOpen", function () { live("on", "Live"); });
  document.addEventListener("htmx:sseError", function () { live("off", "Not live; trying again"); });
  document.addEventListener("htmx:responseError", function (event) {
    if (event.detail.xhr.status === 401) {
      location.reload();
    }
  });

  // Times are told in the reader's own zone where they are hovered over.
  document.addEventListener("mouseover", function (event) {
    var time = event.target.closest("time[datetime]");
    if (time && !time.title) {
      time.title = new Date(time.dateTime).toLocaleString();
    }
  });
})();
