// doctor.html: what this place allows, for whoever puts the form in a page. It is opened where the form is to stand, tries each
// thing that the form does, and says what to change where something is refused. It keeps nothing and sends nothing.

/** A WebAssembly module with nothing in it. */
const EMPTY = new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);

/** Each: what is looked at, how, and what to do where it fails. What is only good to know says so in what it found. */
const LOOKS = [
  {
    title: "Running the form",
    async look() {
      if (!globalThis.WebAssembly) return no("This browser has WebAssembly turned off.", "Try a current Edge, Chrome, Firefox or Safari; some protected modes turn it off.");
      try {
        await WebAssembly.compile(EMPTY);
        return yes("WebAssembly may run here.");
      } catch {
        return no("The policy of this page forbids WebAssembly.", "In the Content-Security-Policy, add 'wasm-unsafe-eval' to script-src. ('unsafe-eval' is not needed.) Or use frame.html.");
      }
    },
  },
  {
    title: "Loading its other files",
    async look() {
      let forbidden = false;
      document.addEventListener("securitypolicyviolation", ({ effectiveDirective }) => (forbidden ||= effectiveDirective === "connect-src"));
      try {
        const answer = await fetch(new URL("integrity.json", import.meta.url), { cache: "no-store" });
        if (answer.ok) return yes("Files beside waymark.mjs can be loaded.");
        return no(`integrity.json was answered with ${answer.status}.`, "Put all files of Waymark into one folder of the server.");
      } catch {
        await new Promise((done) => setTimeout(done)); // the browser reports what it blocked a little later
        const mend = forbidden ? "add the place of the files to connect-src" : "look whether the server lets this page read them (CORS)";
        return no("Files beside waymark.mjs cannot be loaded.", `Use waymark.js, which loads nothing more, or ${mend}.`);
      }
    },
  },
  {
    title: "How .wasm files are sent",
    async look() {
      try {
        const answer = await fetch(new URL("waymark_bg.wasm", import.meta.url), { method: "HEAD" });
        const type = answer.headers.get("Content-Type") ?? "nothing";
        if (type.startsWith("application/wasm")) return yes("The server calls them application/wasm, so they run while they load.");
        return note(`The server calls them ${type}.`, "Set the type of .wasm to application/wasm: the form starts a little sooner.");
      } catch {
        return note("It could not be asked.", "See above.");
      }
    },
  },
  {
    title: "Looks",
    look() {
      try {
        new CSSStyleSheet().replaceSync("p { color: inherit }");
        return yes("The form can bring its own looks, whatever style-src says.");
      } catch {
        return no("This browser has no adopted style sheets.", "It needs Chrome or Edge 111, Firefox 113, Safari 16.4, or newer.");
      }
    },
  },
  {
    title: "Frames",
    look() {
      if (window === top) return yes("This page is not in a frame.");
      if (self.origin === "null") {
        return note(
          "This page is in a frame with a sandbox that gives it no origin.",
          "Let the sandbox hold allow-same-origin as well as allow-scripts, or frame waymark-offline.html. Exit then blanks the frame and tells the page around.",
        );
      }
      return note("This page is in a frame.", "Exit leaves the whole window where the frame may, and blanks the frame where it may not. See embedding.html, part 3.");
    },
  },
  {
    title: "Sandbox",
    look() {
      if (window === top) return yes("Only frames have one.");
      const asked = { "allow-downloads": "files cannot be saved", "allow-modals": "nothing can be printed", "allow-popups": "links to services do not open" };
      let sandbox;
      try {
        sandbox = frameElement?.sandbox;
      } catch {
        // A page of another origin around: it keeps that to itself.
      }
      if (!sandbox) {
        const all = Object.entries(asked).map(([name, without]) => `without ${name}, ${without}`);
        return note("What the sandbox of this frame holds cannot be seen from in here, if it has one.", `Look there: ${all.join("; ")}. None of these says so when it is tried, but printing.`);
      }
      const missing = sandbox.length ? Object.entries(asked).filter(([name]) => !sandbox.contains(name)) : [];
      if (missing.length === 0) return yes("This frame has no sandbox, or one that allows all that the form does.");
      return note(`In the sandbox of this frame, ${missing.map(([, without]) => without).join(", and ")}.`, `Add ${missing.map(([name]) => name).join(", ")}.`);
    },
  },
  {
    title: "Isolation",
    async look() {
      const frames = "In an isolated page, frame.html must be sent with Cross-Origin-Embedder-Policy: require-corp, and from another server also with Cross-Origin-Resource-Policy: cross-origin; scripts from another server need crossorigin and Access-Control-Allow-Origin.";
      if (globalThis.crossOriginIsolated) return note("This page is isolated (COOP and COEP).", frames);
      try {
        const policy = (await fetch(location.href, { method: "HEAD", cache: "no-store" })).headers.get("Cross-Origin-Embedder-Policy");
        if (policy && policy !== "unsafe-none") return note(`This page takes only what allows it (Cross-Origin-Embedder-Policy: ${policy}).`, frames);
        return yes("This page takes files and frames from anywhere that its other policies allow.");
      } catch {
        return note("It could not be asked.", frames);
      }
    },
  },
  {
    title: "Storage",
    look() {
      try {
        sessionStorage.setItem("waymark-doctor", "1");
        sessionStorage.removeItem("waymark-doctor");
        return yes('The tab can keep something. The form uses that only with drafts="session".');
      } catch {
        return yes('Nothing can be kept here. The form does not need it; drafts="session" will do nothing.');
      }
    },
  },
  {
    title: "Copying",
    async look() {
      if (!isSecureContext) return note("This page is not on https.", "Copying works on https (or localhost) alone.");
      const allowed = document.featurePolicy?.allowsFeature("clipboard-write") ?? true;
      if (allowed) return yes("The referral can be copied.");
      return note("The policy for features forbids copying.", "Add clipboard-write=(self) to Permissions-Policy, or allow=\"clipboard-write\" to the iframe.");
    },
  },
  {
    title: "Printing",
    look() {
      // A sandbox without allow-modals lets print() do nothing, and says so only in the console.
      if (window === top) return yes("The referral can be printed.");
      return note("In a frame, printing depends on its sandbox.", "If the button does nothing, add allow-modals to the sandbox.", [
        "Print this page",
        () => print(),
      ]);
    },
  },
  {
    title: "Time-outs",
    async look() {
      const began = performance.now();
      await new Promise((done) => setTimeout(done, 1000));
      const took = Math.round(performance.now() - began);
      const times = "The form covers the answers after 10 quiet minutes and clears them after 30; cover-after and clear-after shorten that.";
      if (took < 1500) return yes(`A second of the clock took ${took} ms. ${times} If this place signs people out sooner, set clear-after to that.`);
      return note(`A second of the clock took ${took} ms: this browser slows clocks down.`, times);
    },
  },
];

const yes = (found) => ({ verdict: "works", found, mend: "" });
const note = (found, mend, button) => ({ verdict: "note", found, mend, button });
const no = (found, mend) => ({ verdict: "mend", found, mend });

const WORDS = { works: "Works", note: "Good to know", mend: "To mend" };

function row({ title }, { verdict, found, mend, button }) {
  const line = document.createElement("tr");
  line.dataset.verdict = verdict;
  const cells = [["th", title], ["td", WORDS[verdict]], ["td", [found, mend].filter(Boolean).join(" ")]].map(([tag, text]) => {
    const cell = line.appendChild(document.createElement(tag));
    cell.textContent = text;
    return cell;
  });
  cells[0].scope = "row";
  if (button) {
    const press = cells[2].appendChild(document.createElement("button"));
    press.type = "button";
    press.textContent = button[0];
    press.addEventListener("click", button[1]);
  }
  return line;
}

function dress() {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
  body { font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 0 auto; padding: 1rem; color: #0b0c0c; background: #fff }
  table { border-collapse: collapse } caption { text-align: start; font-weight: bold }
  th, td { text-align: start; vertical-align: top; padding: .5rem .75rem .5rem 0; border-bottom: 1px solid #b1b4b6 }
  tr[data-verdict=mend] td:nth-child(2) { color: #a2231d; font-weight: bold }
  button { font: inherit; margin-inline-start: .5rem }
  @media (max-width: 40rem) { table, tbody, tr, th, td { display: block; border: 0; padding: 0 } thead { display: none } tr { border-bottom: 1px solid #b1b4b6; padding: .5rem 0 } }
`);
  document.adoptedStyleSheets = [sheet];
}

try {
  dress();
} catch {
  // An old browser: the page is read without looks, and one of them says why.
}
const table = document.querySelector("tbody");
const done = document.querySelector("[role=status]");
let toMend = 0;
for (const one of LOOKS) {
  const result = await one.look();
  toMend += result.verdict === "mend";
  table.append(row(one, result));
}
done.textContent = toMend === 0 ? "Nothing stands in the way of the form here." : `To mend: ${toMend}.`;
