// Makes pages easier to use. Nothing needs it.
(() => {
  const all = (selector) => document.querySelectorAll(selector);
  const language = document.documentElement.lang;

  // A page that comes back from the cache of the browser may be one of a session that has ended.
  addEventListener("pageshow", (event) => event.persisted && location.reload());

  for (const button of all("[data-copy]")) {
    const field = document.getElementById(button.dataset.copy);
    if (!navigator.clipboard) continue;
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(field.value);
      const before = button.textContent;
      button.textContent = button.dataset.done;
      setTimeout(() => (button.textContent = before), 2000);
    });
  }

  for (const area of all("[data-counter]")) {
    const text = document.getElementById(area.dataset.counter);
    const number = new Intl.NumberFormat(language);
    const words = text.textContent;
    const first = number.format([...area.value].length);
    const at = words.indexOf(first);
    if (at < 0) continue;
    const show = () => {
      const count = [...area.value.replace(/\r/g, "")].length;
      text.textContent = words.slice(0, at) + number.format(count) + words.slice(at + first.length);
      text.classList.toggle("error", count > Number(area.dataset.most));
    };
    area.addEventListener("input", show);
    show();
  }

  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  for (const field of all("input[data-zone]")) {
    field.value = zone;
    const text = document.getElementById(field.dataset.zone);
    if (text) text.textContent = zone.slice(zone.lastIndexOf("/") + 1).replaceAll("_", " ");
  }
  for (const list of all("select[data-zone]")) {
    const option = [...list.options].find((each) => each.value === zone);
    if (option) list.prepend(option);
    const text = document.getElementById(list.id + "-zone");
    if (!text) continue;
    const show = () => (text.textContent = list.selectedOptions[0].textContent);
    if (option && list.value === "UTC") list.value = zone;
    list.addEventListener("change", show);
    show();
  }

  const units = [["year", 31536000], ["month", 2592000], ["day", 86400], ["hour", 3600], ["minute", 60]];
  const format = new Intl.RelativeTimeFormat(language);
  const refresh = () => {
    for (const text of all("[data-relative]")) {
      const seconds = (Date.parse(text.dataset.relative) - Date.now()) / 1000;
      const far = Math.abs(seconds);
      const unit = units.find(([name, size]) => far >= size && !(name === "month" && far < 60 * 86400));
      if (unit) text.textContent = format.format(Math.sign(seconds) * Math.round(far / unit[1]), unit[0]);
    }
  };
  setInterval(refresh, 60000);
})();
