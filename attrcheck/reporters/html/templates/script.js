"use strict";
// Filter, search, copy and print. The state of the filter is the fragment of the address, so that a link shows what its sender saw.
(() => {
  const FIELDS = ["text", "verdict", "requirement", "outcome"];
  const form = document.getElementById("filter");
  const said = document.getElementById("said");
  const pages = [...document.querySelectorAll("details.page")];
  const groups = [...document.querySelectorAll(".group")];
  const matrix = document.getElementById("matrix");
  const columns = matrix ? [...matrix.querySelectorAll("th[data-requirement]")] : [];
  const rows = matrix ? [...matrix.tBodies[0].rows] : [];
  const shown = document.getElementById("shown");
  let texts = null;

  // What each page says, in small letters: made when the first search needs it, because it is as long as the report.
  const textOf = (index) => {
    texts ??= pages.map((page) => page.textContent.toLowerCase());
    return texts[index];
  };

  // Rows and pages stand in the same order. Each cell names the worst outcome in it, and the others.
  // A cell without a class is inapplicable, one without a text has no finding.
  const outcomesOf = (row, requirement) => [...row.cells].slice(1).flatMap((cell, at) =>
    !cell.firstChild || (requirement && columns[at].dataset.requirement !== requirement)
      ? [] : [cell.className || "inapplicable", ...(cell.dataset.others ?? "").split(" ")]);

  const fits = (index, wanted) => {
    if (wanted.verdict && !pages[index].classList.contains(wanted.verdict)) return false;
    if (wanted.requirement || wanted.outcome) {
      const outcomes = rows[index] ? outcomesOf(rows[index], wanted.requirement) : [];
      if (wanted.outcome ? !outcomes.includes(wanted.outcome) : !outcomes.length) return false;
    }
    return wanted.text.split(/\s+/).every((word) => !word || textOf(index).includes(word));
  };

  const show = () => {
    const wanted = Object.fromEntries(FIELDS.map((name) => [name, form.elements[name].value]));
    wanted.text = wanted.text.toLowerCase();
    let count = 0;
    pages.forEach((page, index) => {
      const fitting = fits(index, wanted);
      page.hidden = !fitting;
      if (rows[index]) rows[index].hidden = !fitting;
      count += fitting;
    });
    groups.forEach((group) => { group.hidden = !group.querySelector("details.page:not([hidden])"); });
    document.getElementById("none").hidden = count > 0 || !pages.length;
    shown.textContent = `${count} of ${pages.length} pages shown`;
  };

  const remember = () => {
    const state = new URLSearchParams(FIELDS.map((name) => [name, form.elements[name].value]).filter(([, value]) => value));
    history.replaceState(null, "", `#${state}`);
  };

  const choose = (state) => {
    FIELDS.forEach((name) => { form.elements[name].value = state.get(name) ?? ""; });
    show();
  };

  // The fragment is either a filter or the id of a page, which is opened.
  const obey = () => {
    const fragment = location.hash.slice(1);
    if (/^page-\d+$/.test(fragment)) {
      const page = document.getElementById(fragment);
      if (!page) return;
      page.hidden = false;
      page.closest(".group").hidden = false;
      page.open = true;
      page.querySelector("summary").focus({ preventScroll: true });
      page.scrollIntoView();
    } else if (!fragment || fragment.includes("=")) {
      choose(new URLSearchParams(fragment));
    }
  };

  const copy = async (button) => {
    const remedy = button.parentElement.querySelector("p");
    try {
      await navigator.clipboard.writeText(remedy.textContent);
    } catch {
      // Without the clipboard's interface, as in some viewers of files: select the text and use the older command.
      getSelection().selectAllChildren(remedy);
      if (!document.execCommand("copy")) {
        said.textContent = "The remedy is selected; copy it with the keyboard.";
        return;
      }
    }
    button.textContent = "Copied";
    said.textContent = "The remedy is copied.";
    setTimeout(() => { button.textContent = "Copy"; said.textContent = ""; }, 2000);
  };

  const openAll = (open) => pages.forEach((page) => { if (!page.hidden) page.open = open; });

  document.documentElement.classList.add("script");
  form.hidden = false;
  form.addEventListener("input", () => { show(); remember(); });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", (event) => { event.preventDefault(); choose(new URLSearchParams()); remember(); });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button?.classList.contains("copy")) copy(button);
    else if (button?.id === "open-all") openAll(true);
    else if (button?.id === "close-all") openAll(false);
  });
  // Paper has no folds: what is shown is printed in full, and folded again afterwards.
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll("details:not([open])")];
    folded.forEach((one) => { one.open = true; });
  });
  addEventListener("afterprint", () => folded.forEach((one) => { one.open = false; }));
  addEventListener("hashchange", obey);
  obey();
})();
