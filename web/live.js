// SPDX-License-Identifier: Apache-2.0
// live.js -- a page whose <main> has data-live refreshes itself: the server says when it is old (src/http/live.c), and
// its <main> is fetched again.  Never under somebody's hands: who types, moves, chose something or reads in a dialog gets a
// button instead, when the page is another one.  Without EventSource, and while nobody sees the page, nothing happens.
// On a wall (data-wall: seconds) nobody has hands: it is always exchanged, also when time has passed (a day ends without a
// change), and for the sentence that says why there is nothing to see any more; a network that is away is said.
{
  const SPREAD_MS = 1000; // a thousand pages do not ask in the same moment
  const AGAIN_MS = 30_000, AGAIN_MAX_MS = 600_000; // when the server refuses: twice as long each time
  const SIGNS = ["pointermove", "pointerdown", "keydown", "wheel", "touchstart"]; // that somebody is there

  const main = document.querySelector("main[data-live]");
  const wall = Number(main?.dataset.wall ?? 0);
  const region = document.createElement("div"); // there before it speaks, so that screen readers hear it
  region.setAttribute("aria-live", "polite");
  region.className = "live-says no-print"; // it takes no room: nothing moves under the hand that holds a card

  const putRegion = () => (main.querySelector(":scope > h1") ?? main.firstElementChild)?.after(region);

  // As the server wrote it, without the receipt of what one just did, which is said once.
  const writtenOf = (it) => {
    const copy = it.cloneNode(true);
    copy.querySelector(":scope > .receipt")?.remove();
    return copy.innerHTML.trimStart();
  };
  let drawn = main && writtenOf(main);
  let since = { ticks: 0, clock: performance.timeOrigin }; // when what is shown was asked for
  const now = () => ({ ticks: performance.now(), clock: Date.now() });
  // Some clocks stand still while a computer sleeps, the others are set by people: the larger age is never too late.
  const age = () => Math.max(0, Math.round(Math.max(performance.now() - since.ticks, Date.now() - since.clock)));

  // -- may it be exchanged now? --------------------------------------------------------------------------------------

  const isChosen = (select) => {
    const all = [...select.options], given = all.some((option) => option.defaultSelected);
    return given ? all.some((option) => option.selected !== option.defaultSelected) : !select.multiple && select.selectedIndex > 0;
  };

  const isChanged = (field) =>
    field.matches("select") ? isChosen(field)
    : field.matches("[type=checkbox], [type=radio]") ? field.checked !== field.defaultChecked
    : field.matches("[type=file]") ? field.files.length > 0
    : field.matches("input:not([type=hidden]), textarea") && field.value !== field.defaultValue;

  // A button that is exchanged while it is pressed is not pressed.
  let isHeld = false;
  addEventListener("pointerdown", () => (isHeld = true), true);
  for (const end of ["pointerup", "pointercancel"]) addEventListener(end, () => setTimeout(() => (isHeld = false)), true);

  // A form for one value keeps a draft (app.js), which an exchange would cut off.
  const isBusy = () =>
    !wall && isUsed();
  const isUsed = () =>
    isHeld ||
    document.querySelector("dialog[open], .htmx-request, [data-moving]") ||
    main.querySelector(".value-form, input:focus, select:focus, textarea:focus, [contenteditable]:focus, [role=slider]:focus") ||
    [...main.querySelectorAll("input, select, textarea")].some(isChanged) ||
    (getSelection().type === "Range" && main.contains(getSelection().anchorNode));

  const offer = () => {
    if (region.firstChild) return;
    const line = document.createElement("p"), button = document.createElement("button");
    line.className = "actions";
    button.type = "button";
    button.className = "quiet";
    button.textContent = "Có thay đổi mới – tải lại";
    button.addEventListener("click", () => location.reload());
    line.append(button);
    region.append(line);
  };

  // -- exchanging ----------------------------------------------------------------------------------------------------

  // The same thing on the next page: by its id, its link or its name; else by its place among its like.
  const find = (element) => {
    const tag = element.localName;
    const by = ["id", "href", "name", "action", "datetime"].find((name) => element.getAttribute(name));
    const like = by ? `${tag}[${by}="${CSS.escape(element.getAttribute(by))}"]` : tag;
    const place = [...main.querySelectorAll(like)].indexOf(element);
    return () => main.querySelectorAll(like)[place];
  };

  const keepFocus = () => {
    const element = document.activeElement;
    if (element === main || !main.contains(element) || region.contains(element)) return () => {};
    const again = find(element);
    return () => again()?.focus({ preventScroll: true });
  };

  const keepDetails = () => {
    const nameOf = (details) => details.id || details.querySelector("summary")?.textContent.trim();
    const was = new Map([...main.querySelectorAll("details")].map((details) => [nameOf(details), details.open]));
    return () => main.querySelectorAll("details").forEach((details) => (details.open = was.get(nameOf(details)) ?? details.open));
  };

  // What is read stays where it stands, though lines come in above it.
  const keepScroll = () => {
    const inner = [...main.querySelectorAll("*")].filter((element) => element.scrollLeft || element.scrollTop)
      .map((element) => [find(element), element.scrollLeft, element.scrollTop]);
    const top = (element) => element.getBoundingClientRect().top;
    const seen = scrollY > 0 && [...main.querySelectorAll("[id], a[href], time")].find((element) => element.offsetParent && top(element) >= 0);
    const again = seen && find(seen), stood = seen && top(seen), y = scrollY;
    return () => {
      for (const [it, left, down] of inner) it()?.scrollTo({ left, top: down, behavior: "instant" });
      const element = again && again();
      scrollTo({ top: element ? scrollY + top(element) - stood : y, behavior: "instant" });
    };
  };

  // The server says sooner that a page is old than that it is not (live.c): only another page is one.
  const exchange = (html, asked) => {
    const page = new DOMParser().parseFromString(html, "text/html"), next = page.querySelector("main[data-live]");
    if (!next) return offer();
    if (wall) document.querySelector("#luc").textContent = page.querySelector("#luc").textContent;
    const written = writtenOf(next), isNew = written !== drawn;
    if (isNew && isBusy()) return offer();
    since = asked;
    region.replaceChildren();
    if (!isNew) return;
    const put = [keepFocus(), keepDetails(), keepScroll()].reverse();
    drawn = written;
    const receipt = main.querySelector(":scope > .receipt");
    main.replaceChildren(...next.childNodes);
    if (receipt) main.prepend(receipt);
    putRegion();
    document.title = page.title;
    window.htmx?.process(main);
    put.forEach((back) => back());
  };

  // The time of the last refresh stays; what follows it is gone with the next one.
  const isAway = () => {
    const line = document.querySelector("#luc");
    line.textContent = line.textContent.replace(/ · .*$/, "") + " · chưa nối lại được với máy chủ";
  };

  let timer, isAsking, isOldAgain;
  const refresh = async () => {
    timer = undefined;
    if (document.hidden) return; // its stream will say it again
    if (isAsking) return void (isOldAgain = true);
    isAsking = true;
    try {
      const asked = now();
      const answer = await fetch(location.pathname + location.search, { headers: { "X-Tu-Lam-Moi": "1" }, redirect: "manual" });
      const html = (answer.ok || (wall && answer.status < 500)) && (await answer.text());
      if (wall && !html) isAway();
      else if (!html) offer();
      else exchange(html, asked);
    } catch {
      // The network is away: so is the stream, which says it again when it comes back.
      if (wall) isAway();
    }
    isAsking = false;
    if (isOldAgain) (isOldAgain = false), isOld();
  };
  const isOld = () => (timer ??= setTimeout(refresh, Math.random() * SPREAD_MS));

  // -- the stream ----------------------------------------------------------------------------------------------------

  let source, waiting, refused = 0;
  const close = () => {
    source?.close();
    source = undefined;
    clearTimeout(waiting);
  };

  const open = () => {
    SIGNS.forEach((sign) => removeEventListener(sign, open));
    if (source || document.hidden) return;
    clearTimeout(waiting);
    source = new EventSource(`${main.dataset.live}&tuoi=${age()}`);
    source.addEventListener("open", () => (refused = 0));
    source.addEventListener("moi", isOld);
    source.addEventListener("het", () => {
      close(); // nobody was there for long: whoever comes finds the page fresh
      SIGNS.forEach((sign) => addEventListener(sign, open, { passive: true }));
    });
    source.addEventListener("error", () => {
      if (source?.readyState !== EventSource.CLOSED) return; // the browser comes back by itself
      close();
      if (wall) isOld(); // it may have been taken back: say so
      waiting = setTimeout(open, Math.min(AGAIN_MS * 2 ** refused++, AGAIN_MAX_MS) + Math.random() * SPREAD_MS);
    });
  };

  if (main && "EventSource" in window) {
    putRegion();
    document.addEventListener("visibilitychange", () => (document.hidden ? close() : open()));
    addEventListener("pagehide", close);
    addEventListener("pageshow", open); // also when it comes back from the browser's memory
    open();
    if (wall) setInterval(isOld, 1000 * wall);
  }
}
