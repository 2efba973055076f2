"use strict";
// Shows a selection of one record's requirements. Without scripts all are shown and the form stays hidden.
for (const form of document.querySelectorAll("form[data-filter]")) {
  const record = form.closest(".record");
  const items = [...record.querySelectorAll("[data-status]")];
  const all = record.querySelectorAll("article[data-status]").length;
  const table = record.querySelector("table.gaps");

  const apply = () => {
    const chosen = [...form.querySelectorAll("select")].filter((select) => select.value !== "");
    for (const item of items) {
      item.hidden = chosen.some((select) => item.dataset[select.name] !== select.value);
    }
    for (const group of record.querySelectorAll("[data-group]")) {
      group.hidden = chosen.length > 0 && !group.querySelector("[data-status]:not([hidden])");
    }
    if (table) {
      record.querySelector(".empty").hidden = !table.hidden;
    }
    const shown = record.querySelectorAll("article[data-status]:not([hidden])").length;
    const count = (text) => text.replace("{shown}", shown).replace("{all}", all);
    form.querySelector(".shown").textContent = count(form.dataset.shown);
    // A selection says so itself, also where it is printed and the form is not.
    for (const note of record.querySelectorAll(".selection")) {
      const words = chosen.map((select) => select.labels[0].textContent + ": " + select.selectedOptions[0].textContent);
      note.hidden = chosen.length === 0;
      note.textContent = count(form.dataset.selection) + " " + words.join(", ") + ".";
    }
  };

  form.addEventListener("change", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.querySelector("button").addEventListener("click", () => {
    form.reset();
    apply();
  });
  form.hidden = false;
  apply();
}
