// What the page does by itself: cards of titles, their partners, copying, and files that are too large.
// Texts are only ever set as textContent.
window.audarma = (() => {
  const words = window.audarmaWords;
  let card = null;

  const make = (name, text, kind) => {
    const element = document.createElement(name);
    element.textContent = text;
    if (kind) element.className = kind;
    return element;
  };

  const findCard = () => {
    if (card && card.isConnected) return card;
    card = document.createElement("div");
    card.id = "au-card";
    card.setAttribute("role", "tooltip");
    card.hidden = true;
    (document.querySelector("main") || document.body).append(card);
    return card;
  };

  const hide = () => {
    if (!card || card.hidden) return;
    card.hidden = true;
    document.querySelectorAll("[aria-describedby='au-card']").forEach((one) => one.removeAttribute("aria-describedby"));
  };

  const show = (title) => {
    const box = findCard();
    const said = title.dataset;
    const list = document.createElement("dl");
    const rows = [["concept", said.concept], ["source-of-name", said.from], ["how", said.how]];
    for (const [key, value] of rows) list.append(make("dt", words[key]), make("dd", value, "au-long"));
    const state = make("i", said.state, title.classList.contains("au-open") ? "au-bad" : "");
    box.replaceChildren(make("b", said.name), list, state);
    box.hidden = false;
    title.setAttribute("aria-describedby", "au-card");
    const place = title.getClientRects()[0] || title.getBoundingClientRect();
    const around = box.offsetParent ? box.offsetParent.getBoundingClientRect() : { left: 0, top: 0 };
    const left = Math.max(12, Math.min(place.left, document.documentElement.clientWidth - box.offsetWidth - 12));
    const below = place.bottom + box.offsetHeight + 12 < window.innerHeight;
    const top = below ? place.bottom + 8 : Math.max(8, place.top - box.offsetHeight - 8);
    box.style.left = `${left - around.left}px`;
    box.style.top = `${top - around.top}px`;
  };

  const select = (title) => {
    const pair = title.dataset.pair;
    const chosen = title.getAttribute("aria-pressed") !== "true";
    document.querySelectorAll(".au-title").forEach((one) => {
      one.setAttribute("aria-pressed", String(chosen && one.dataset.pair === pair));
    });
    if (!chosen) return;
    const partner = [...document.querySelectorAll(".au-title")].find((one) => one !== title && one.dataset.pair === pair);
    if (partner) partner.scrollIntoView({ block: "nearest" });
  };

  const title = (event) => (event.target instanceof Element ? event.target.closest(".au-title") : null);
  const onTitle = (act) => (event) => { const found = title(event); if (found) act(found, event); };
  document.addEventListener("mouseover", (event) => {
    const found = title(event);
    if (found) show(found);
    else if (!title({ target: document.activeElement })) hide();
  });
  document.addEventListener("focusin", (event) => { const found = title(event); if (found) show(found); else hide(); });
  document.addEventListener("click", onTitle(select));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
    if (event.key === "Enter" || event.key === " ") onTitle((found) => { event.preventDefault(); select(found); })(event);
  });

  // A file that is too large is not sent at all.
  const refuse = (files, event) => {
    const large = [...(files || [])].find((file) => file.size > window.audarmaLimit);
    if (!large) return;
    event.stopImmediatePropagation();
    event.preventDefault();
    const said = make("p", words["too-large"].replace("{size}", (large.size / 1e6).toFixed(1)), "au-problem");
    said.setAttribute("role", "alert");
    const state = document.querySelector("#au-state .prose, #au-state .html-container, #au-state");
    if (state) state.replaceChildren(said);
    if (event.target instanceof HTMLInputElement) event.target.value = "";
  };
  document.addEventListener("change", (event) => {
    if (event.target instanceof HTMLInputElement && event.target.type === "file") refuse(event.target.files, event);
  }, true);
  document.addEventListener("drop", (event) => refuse(event.dataTransfer && event.dataTransfer.files, event), true);

  const copyOldWay = (text) => {
    const area = document.createElement("textarea");
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  };

  const copy = async () => {
    const whole = document.getElementById("au-whole");
    const parts = whole ? [whole] : [...document.querySelectorAll(".au-target")];
    const text = parts.map((one) => one.textContent).join("\n");
    if (navigator.clipboard && window.isSecureContext) await navigator.clipboard.writeText(text).catch(() => copyOldWay(text));
    else copyOldWay(text);
    const button = document.getElementById("au-copy");
    if (!button) return;
    button.textContent = words.copied;
    setTimeout(() => { button.textContent = words.copy; }, 1500);
  };

  // Gradio says these in the browser's language, or in English where it does not know that, and sets the page's
  // language to it.
  const name = () => {
    document.querySelectorAll("button[aria-dropeffect], input[type='file']").forEach((one) => {
      if (one.getAttribute("aria-label") !== words.drop) one.setAttribute("aria-label", words.drop);
    });
    document.querySelectorAll("[data-testid='upload-text']").forEach((one) => {
      const texts = [...one.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
      texts.forEach((node, at) => {
        const text = at ? " " : words.drop;
        if (node.data !== text) node.data = text;
      });
    });
    if (document.documentElement.lang !== words.lang) document.documentElement.lang = words.lang;
    document.querySelectorAll("button[aria-label='Clear'], button[aria-label='Remove this file']").forEach((one) => {
      one.setAttribute("aria-label", words.remove);
      one.title = words.remove;
    });
  };
  // A text goes with its reader to the page in the other language, and is kept nowhere after that.
  const KEPT = "audarma-text";
  const findText = () => document.querySelector("#au-text textarea");
  document.addEventListener("click", (event) => {
    const area = findText();
    const leaves = event.target instanceof Element && event.target.closest(".au-language");
    if (leaves && area && area.value) sessionStorage.setItem(KEPT, area.value);
  });
  const bring = () => {
    const area = findText();
    const text = area && sessionStorage.getItem(KEPT);
    if (!text) return;
    sessionStorage.removeItem(KEPT);
    setTimeout(() => {
      Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value").set.call(area, text);
      area.dispatchEvent(new Event("input", { bubbles: true }));
    }, 500);  // who listens comes a moment after the field
  };

  // Who presses a button that goes away stands on the one that takes its place.
  let pressed = "";
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element && event.target.closest("#au-run, #au-stop, #au-edit");
    if (button) pressed = button.id;
  });
  const stand = () => {
    if (!pressed || document.activeElement !== document.body) return;
    const next = pressed === "au-edit" ? ["au-run"] : ["au-stop", "au-edit"];
    const shown = next.map((id) => document.getElementById(id)).find((one) => one && one.offsetParent);
    if (!shown) return;
    shown.focus();
    if (shown.id !== "au-stop") pressed = "";
  };

  const keep = () => { name(); bring(); stand(); };
  new MutationObserver(keep).observe(document.documentElement, {
    childList: true, subtree: true, attributes: true, attributeFilter: ["lang"],
  });

  return { copy };
})();
