(function () {
  "use strict";
  // Moves "next" forward to the reader's own date, in Swedish time. Without it the page stays true: it names its date.
  var parts = {};
  new Intl.DateTimeFormat("en-GB", {
    timeZone: "Europe/Stockholm", hourCycle: "h23",
    year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit"
  }).formatToParts(new Date()).forEach(function (part) { parts[part.type] = part.value; });
  var today = [parts.year, parts.month, parts.day].join("-");
  var now = today + " " + parts.hour + ":" + parts.minute;
  var tomorrow = new Date(Date.UTC(+parts.year, +parts.month - 1, +parts.day + 1)).toISOString().slice(0, 10);
  var basis = document.querySelector("[data-basis]");
  // Before its date of issue the page does not know which vans come: its own words stay.
  if (today < basis.dataset.basis) { return; }
  function all(selector) { return Array.prototype.slice.call(document.querySelectorAll(selector)); }

  var left = [];
  all("[data-coming]").forEach(function (item) {
    if (item.dataset.coming < now) { item.remove(); } else { left.push(item); }
  });
  all("[data-skipped]").forEach(function (item) { item.hidden = item.dataset.skipped < today; });
  all("[data-until]").forEach(function (item) { item.hidden = item.dataset.until < today; });
  var heading = document.querySelector("[data-next]");
  var delay = document.querySelector("[data-delay]");
  document.querySelector("[data-counted]").textContent = new Intl.DateTimeFormat("sv-SE", {
    timeZone: "Europe/Stockholm", weekday: "long", year: "numeric", month: "long", day: "numeric"
  }).format(new Date());
  if (!left.length) {
    heading.textContent = heading.dataset.none;
    document.querySelector("[data-later]").remove();
    delay.remove();
    document.getElementById("datum").parentNode.remove();
    return;
  }

  var first = document.querySelector("[data-first]");
  left.slice(0, +first.dataset.first).forEach(function (item) { first.appendChild(item); });
  all("details .dates").forEach(function (list) {
    if (!list.children.length) { list.previousElementSibling.remove(); list.remove(); }
  });
  all("details").forEach(function (more) { if (!more.querySelector(".dates")) { more.remove(); } });

  var next = left[0];
  var day = next.dataset.coming.slice(0, 10);
  var near = day === today ? "i dag, " : day === tomorrow ? "i morgon, " : "";
  document.querySelector("[data-near]").textContent = near;
  document.querySelector("[data-day]").textContent = next.querySelector("time").textContent;
  document.querySelector("[data-time]").textContent = next.querySelector(".time").textContent;
  delay.textContent = next.dataset.late || "";
  delay.hidden = !next.dataset.late;
  heading.querySelector("time").setAttribute("datetime", next.querySelector("time").getAttribute("datetime"));
})();
