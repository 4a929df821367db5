/* Small things a page does in the browser: copying texts, and judging review dates on the day of reading. */
(function () {
  "use strict";

  function copyButtons() {
    document.querySelectorAll("[data-icp-copy]").forEach(function (button) {
      if (!navigator.clipboard || button.dataset.icpReady) return;
      button.dataset.icpReady = "yes";
      button.hidden = false;
      button.addEventListener("click", function () {
        var text = button.previousElementSibling.innerText;
        var label = button.textContent;
        navigator.clipboard.writeText(text).then(function () {
          button.textContent = "Copied";
          setTimeout(function () { button.textContent = label; }, 1500);
        });
      });
    });
  }

  function overdueReviews() {
    var today = new Date().toISOString().slice(0, 10);
    document.querySelectorAll("[data-icp-due]").forEach(function (element) {
      if (element.dataset.icpReady || element.dataset.icpDue >= today) return;
      element.dataset.icpReady = "yes";
      element.classList.add("icp-head__review--overdue");
      element.append(", review overdue since " + element.dataset.icpDue);
    });
  }

  function freshMarks() {
    document.querySelectorAll("[data-icp-since]").forEach(function (element) {
      var days = (Date.now() - Date.parse(element.dataset.icpSince)) / 86400000;
      element.hidden = !(days >= -1 && days <= Number(element.dataset.icpDays));
    });
  }

  function start() {
    freshMarks();
    copyButtons();
    overdueReviews();
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
