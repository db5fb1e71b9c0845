// <waymark-screen>: the door between a host page and the WebAssembly program.
//
// A Rust struct cannot extend HTMLElement, so the element is written here and stays thin: it
// makes one shadow root, adopts the sheet, starts the program once for all elements of the page,
// and shows in plain words why when the program cannot run. It never touches markup as text, so
// it works under `require-trusted-types-for 'script'`, and never writes to the host's document.

import { checkColours } from "./contrast.js";
import { failurePanel, reasonFor, watchPolicy } from "./failure.js";
import { print } from "./print.js";
import { send } from "./send.js";

const TAG = "waymark-screen";
const LANGUAGE = "language:";
const CLEARED = "cleared";
const SEAL = ["seal", "open", "sealTo", "openWith"];
const OPTIONS = ["area", "mode", "theme", "packs", "submit", "submit-timeout", "drafts", "cover-after", "clear-after"];
/** The attribute of each property; `lang` has one from the browser. */
const PROPERTIES = Object.fromEntries(OPTIONS.map((name) => [name.replace(/-./g, (dash) => dash[1].toUpperCase()), name]));

/**
 * Registers the element, unless another copy of this script has done so.
 *
 * The first page is a small program of its own, so that its question can be answered while the rest loads. Where somebody
 * goes on from it, the whole screen takes over with what was answered.
 *
 * @param {object} parts
 * @param {string} parts.css the sheet as text
 * @param {string} parts.script the address of this script, to know our own failures by
 * @param {() => Promise<{mount: Function}>} parts.first loads the program of the first page
 * @param {() => Promise<{mount: Function, take_rules: Function}>} parts.whole loads the program of the whole screen
 * @param {[string, string][]} parts.languages tag and name of each language, that in which all is written first before the others
 * @param {(tag: string) => Promise<ArrayBuffer>} parts.rules loads the rules in a language
 * @param {(load: Function) => Promise<object>} parts.seal loads what seals drafts; `load` loads a module of ours by its hash
 */
export function define({ css, script, first, whole, languages, rules, seal }) {
  if (customElements.get(TAG)) return;

  // A page that has the script inside may have no other file beside it.
  const alone = script === location.href ? null : new URL("waymark-offline.html", script);
  const live = new Set();
  const taken = new Set();
  let sheet, opening, authoring, coming, here, sealing, spoken, refused;
  let packs = { named: "", there: Promise.resolve(), waiting: 0 };

  // Loaded once for all elements. A line that was down may be up again at the next try.
  const startFirst = () => (opening ??= first().catch((error) => ((opening = undefined), Promise.reject(error))));
  const startWhole = () => (coming ??= Promise.all([whole(), rules(languages[0][0])]).then(([program, bytes]) => {
    program.take_rules(new Uint8Array(bytes));
    program.take_tools({ ...Object.fromEntries(SEAL.map((work) => [work, withSeal(work)])), send, print });
    taken.add(languages[0][0]);
    return (here = program);
  }).catch((error) => ((coming = undefined), Promise.reject(error))));
  const startLanguage = async (asked) => {
    const [tag] = languageOf(asked);
    if (taken.has(tag)) return;
    here.take_rules(new Uint8Array(await rules(tag)));
    taken.add(tag);
  };
  const startAuthor = (shadow) => (authoring ??= loadModule(script, shadow, "waymark_author.mjs", WAYMARK_AUTHOR_INTEGRITY)
    .then((view) => view.start())
    .catch((error) => ((authoring = undefined), Promise.reject(error))));
  // Packs of the host count for all screens of the page, as the rules do that they become part of. What is refused is said on each.
  const startPacks = (named, shadow) => {
    if (named === packs.named) return packs.there;
    packs.named = named;
    packs.waiting++;
    return (packs.there = packs.there.then(() => bringPacks(named, shadow)).finally(() => packs.waiting--));
  };
  const bringPacks = async (named, shadow) => {
    refused = null;
    try {
      await takePacks(named ? await (await startAuthor(shadow)).packs(named) : new Uint8Array());
    } catch (error) {
      refused = { reason: "packs", message: String(error?.message ?? error) };
      await takePacks(new Uint8Array()).catch(() => {});
      live.forEach((element) => element.tellRefused());
    }
  };
  const takePacks = async (bytes) => {
    here.take_packs(bytes);
    for (const tag of taken) here.take_rules(new Uint8Array(await rules(tag)));
  };
  const languageOf = (asked) =>
    languages.find(([tag]) => tag == asked) ?? languages.find(([tag]) => tag == asked?.split("-")[0]) ?? languages[0];
  const withSeal = (work) => async (bytes, secret) => {
    // The program takes its own copy: what it was given is its memory, and may move.
    const copy = bytes.slice();
    sealing ??= seal((name, integrity) => loadModule(script, [...live][0].shadowRoot, name, integrity));
    sealing.catch(() => (sealing = undefined));
    return (await sealing)[work](copy, secret);
  };

  class WaymarkScreen extends HTMLElement {
    static observedAttributes = [...OPTIONS, "lang"];

    #shadow = this.attachShadow({ mode: "open" });
    #root = null;
    /** The program that draws: the first page's, or the whole screen's. */
    #handle = null;
    #whole = false;
    #mounting = false;
    /** What was filled in beforehand and waits for the whole screen: answers, and who says so. */
    #prefills = [];
    /** The attributes that the host has just changed, with what they were. */
    #changed = null;
    /** The host may have put on other colours since the last page. */
    #look = () => this.#root && checkColours(this.#root);

    constructor() {
      super();
      // Until the program draws, whatever the page put inside the element is what is seen.
      this.#shadow.append(document.createElement("slot"));
    }

    connectedCallback() {
      // A host may have set properties before this script came, or taken the element into another page's document.
      for (const name of Object.keys(PROPERTIES)) if (Object.hasOwn(this, name)) this.#take(name);
      if (this.ownerDocument !== document) return this.#refuse();
      live.add(this);
      this.addEventListener("waymark-change", this.#look);
      this.#mount();
    }

    #take(name) {
      const value = this[name];
      delete this[name];
      this[name] = value;
    }

    #refuse() {
      const said = { reason: "document", message: "The element stands in another document than its script." };
      live.delete(this);
      this.#unmount();
      this.#shadow.replaceChildren(failurePanel(said, alone));
      this.#emit("waymark-error", said);
    }

    // Several changes in one go are one change.
    attributeChangedCallback(name, before, now) {
      if (before === now || !this.#handle) return;
      if (!this.#changed) queueMicrotask(() => this.#renew());
      (this.#changed ??= new Map()).set(name, this.#changed?.get(name) ?? before);
    }

    // A host may move the element: only one that is still out after the move is taken down.
    disconnectedCallback() {
      queueMicrotask(() => {
        if (this.isConnected) return;
        live.delete(this);
        this.#unmount();
      });
    }

    /**
     * Fills in answers beforehand, as an object from fact id to value; `from` names who says so. Throws when they cannot be used,
     * where the program is there to tell; else `waymark-error` tells it once it is. `waymark-prefill` tells what was taken.
     */
    prefill(answers, { from } = {}) {
      refusePrefill(this.getAttribute("mode"));
      const given = structuredClone([answers, from]);
      if (!here || !this.#handle || (packs.waiting && !this.#whole)) return void this.#prefills.push(given);
      this.#takeOver("");
      this.#handle.prefill(...given, location.host);
    }

    /** The decision on the answers so far, or null before the rules are there. */
    decision() {
      if (!here || packs.waiting || !this.#handle) return null;
      return JSON.parse(this.#whole ? this.#handle.decision() : here.decide(this.#handle.answers()));
    }

    /** Forgets every answer and goes back to the first page. */
    clear() {
      this.#prefills = [];
      this.#handle?.clear();
    }

    /** Shows why the program cannot go on. Whatever it showed goes. */
    fail(error) {
      const reason = reasonFor(error, policy.last());
      this.#handle = this.#root = null; // a stopped program cannot be called, not even to free
      this.#dress();
      this.#shadow.replaceChildren(failurePanel(reason, alone));
      this.#emit("waymark-error", reason);
    }

    async #mount() {
      if (this.#handle || this.#mounting) return;
      this.#mounting = true;
      try {
        const author = this.getAttribute("mode") == "author";
        const receiving = this.getAttribute("mode") == "receiving"; // begins with a file, not with the first page
        const program = author
          ? await startAuthor(this.#shadow)
          : (here ?? (receiving || this.#hasDraft() ? await startWhole() : await startFirst()));
        if (program === here) await this.#rulesAreThere(this.#language());
        if (!this.isConnected) return;
        this.#draw(program, {}, "");
        this.#emit("waymark-ready", {});
        if (author || receiving || this.#whole) this.#usePrefills();
        else this.#goOn(null);
      } catch (error) {
        await new Promise((done) => setTimeout(done)); // the browser reports what it blocked a little later
        this.fail(error);
      } finally {
        this.#mounting = false;
      }
    }

    // Whatever was entered stays, but where the element becomes something else: a service's or an author's view.
    async #renew() {
      const changed = this.#changed;
      this.#changed = null;
      if (!this.#handle) return;
      const mode = changed.has("mode") ? [changed.get("mode"), this.getAttribute("mode")] : [];
      if (mode.some((one) => one == "author" || one == "receiving")) {
        this.#unmount();
        return this.#mount();
      }
      try {
        if (changed.has("lang") && here) await startLanguage(this.#language());
        if (changed.has("lang")) this.speak(languageOf(this.#language())[0]);
      } catch (error) {
        await this.#keepGoing(error);
      }
      if (changed.has("packs") && here) await this.#packsAreThere();
      if (changed.size > changed.has("lang")) this.#handle?.renew?.(this.#options());
    }

    #draw(program, answered, toward) {
      this.#dress();
      this.#root = document.createElement("div");
      this.#root.className = "waymark govuk-frontend-supported";
      this.#root.addEventListener("ahead", ({ detail }) => (detail == CLEARED ? (this.#prefills = []) : this.#goOn(detail)));
      this.#shadow.replaceChildren(this.#root);
      if (refused) this.#warn(refused);
      checkColours(this.#root);
      this.#whole = program === here;
      this.#handle = program.mount(this.#root, this.#options(), this, answered, toward);
    }

    // The rest loads while the first page is being answered, and takes over once somebody wants to go on from it, or
    // where the host has given answers beforehand.
    async #goOn(toward) {
      const root = this.#root;
      try {
        await startWhole();
        await this.#rulesAreThere(toward?.startsWith(LANGUAGE) ? toward.slice(LANGUAGE.length) : this.#language());
        if (root !== this.#root || !root.isConnected) return;
        if (toward?.startsWith(LANGUAGE)) speak(toward.slice(LANGUAGE.length));
        else if (toward || this.#prefills.length) this.#takeOver(toward ?? "");
      } catch (error) {
        if (root === this.#root) this.#keepGoing(error);
      }
    }

    /** The rules in a language, with the host's packs: nothing is decided without them. */
    async #rulesAreThere(language) {
      await this.#packsAreThere();
      await startLanguage(language);
    }

    #packsAreThere() {
      return startPacks(this.getAttribute("packs") ?? packs.named, this.#shadow);
    }

    /** Says that the packs of the host are refused. The form goes on with its own. */
    tellRefused() {
      if (!this.#root) return;
      this.#warn(refused);
      this.#emit("waymark-error", refused);
    }

    #warn(reason) {
      this.#shadow.querySelector("[data-failure]")?.remove();
      this.#shadow.prepend(failurePanel(reason, alone));
    }

    #takeOver(toward) {
      if (this.#whole) return;
      const answered = this.#handle.answers();
      const worksHere = this.#shadow.activeElement;
      this.#handle.free();
      this.#draw(here, answered, toward);
      // Where they go on, the program has seen to the focus.
      if (worksHere && !toward) focusHeading(this.#root);
      this.#usePrefills();
    }

    // The rest could not come: what was answered stays, and Continue tries again.
    async #keepGoing(error) {
      await new Promise((done) => setTimeout(done)); // the browser reports what it blocked a little later
      const reason = reasonFor(error, policy.last());
      this.#handle?.wait_no_longer?.();
      this.#warn(reason);
      this.#emit("waymark-error", reason);
    }

    // Answers that cannot be used leave the screen as it is, empty and working. Whoever gave them has long gone on: they are told.
    #usePrefills() {
      for (const given of this.#prefills.splice(0)) {
        try {
          refusePrefill(this.getAttribute("mode"));
          this.#handle.prefill(...given, location.host);
        } catch (error) {
          this.#emit("waymark-error", { reason: "prefill", message: String(error?.message ?? error) });
        }
      }
    }

    #unmount() {
      this.#handle?.free();
      this.#handle = this.#root = null;
      this.#whole = false;
      this.#shadow.replaceChildren(document.createElement("slot"));
    }

    #options() {
      const given = OPTIONS.filter((name) => this.hasAttribute(name)).map((name) => [name, this.getAttribute(name)]);
      return { ...Object.fromEntries(given), lang: this.#language(), languages };
    }

    // Somebody's choice on the page comes before what the host has set, and counts for all screens of the page.
    #language() {
      return spoken ?? this.getAttribute("lang") ?? "";
    }

    #hasDraft() {
      try {
        return this.getAttribute("drafts") == "session" && sessionStorage.getItem("waymark-draft") != null;
      } catch {
        return false; // a browser that keeps nothing
      }
    }

    /** Speaks another language from now on; its rules are there. */
    speak(tag) {
      this.#handle?.speak?.(tag);
      // The first page has come in the languages of this build alone.
      if (here && !this.#whole && this.#handle?.language() != tag) this.#takeOver("");
    }

    // An adopted sheet is not an inline style: `style-src 'none'` lets it be.
    #dress() {
      sheet ??= newSheet(css);
      this.#shadow.adoptedStyleSheets = [sheet];
    }

    #emit(name, detail) {
      this.dispatchEvent(new CustomEvent(name, { bubbles: true, composed: true, detail: Object.freeze(detail) }));
    }
  }

  const speak = (tag) => {
    spoken = tag;
    live.forEach((element) => element.speak(tag));
  };
  // Each attribute can be read and set as a property.
  for (const [property, name] of Object.entries(PROPERTIES)) {
    Object.defineProperty(WaymarkScreen.prototype, property, {
      get() {
        return this.getAttribute(name) ?? "";
      },
      set(value) {
        if (value == null) this.removeAttribute(name);
        else this.setAttribute(name, value);
      },
      configurable: true,
      enumerable: true,
    });
  }
  const policy = watchPolicy();
  watchTraps(script, (error) => live.forEach((element) => element.fail(error)));
  customElements.define(TAG, WaymarkScreen);
}

/** Only where questions are asked can something be filled in. */
function refusePrefill(mode) {
  if (mode == "receiving" || mode == "author") {
    throw new TypeError(`mode: found "${mode}", which asks no questions, expected "professional" or "community"`);
  }
}

function focusHeading(root) {
  const heading = root.querySelector("h1");
  if (heading) heading.tabIndex = -1;
  heading?.focus();
}

/**
 * Loads a module of ours from beside the script. A link in the shadow root holds it to its hash, as import() takes none.
 */
async function loadModule(script, shadow, name, integrity) {
  const link = document.createElement("link");
  link.rel = "modulepreload";
  link.href = new URL(name, script);
  link.integrity = integrity;
  // A policy that knows scripts by a nonce gave ours one: what it loads stands under the same.
  link.nonce = [...document.scripts].find((one) => one.src === script)?.nonce ?? "";
  shadow.append(link);
  return import(link.href);
}

/** Makes the sheet, and the one length in it that must be counted at the root (style/own.scss). */
function newSheet(css) {
  try {
    CSS.registerProperty({ name: "--wm-rem", syntax: "<length>", inherits: true, initialValue: "16px" });
  } catch {
    // Registered by another copy, or a browser without it; there 1em is replaced by a fixed length.
    if (!CSS.registerProperty) css = css.replace("--waymark-rem,1em", "--waymark-rem,16px");
  }
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  return sheet;
}

/** A trap in the program spoils it for every element on the page; other programs' traps are not ours. */
function watchTraps(script, stop) {
  const seen = (error) => {
    if (globalThis.WebAssembly && error instanceof WebAssembly.RuntimeError && error.stack?.includes(script)) stop(error);
  };
  addEventListener("error", (event) => seen(event.error));
  addEventListener("unhandledrejection", (event) => seen(event.reason));
}
