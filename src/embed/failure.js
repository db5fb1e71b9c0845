// What is shown when the program cannot run: what happened, what to do, and, for the people who
// run the host's site, the one directive to add. English only: the words of other languages are
// in the program that did not start.

const REASONS = {
  policy: [
    "This page does not allow the form to run.",
    "For the people who run this site: in the page's Content-Security-Policy, script-src must also hold 'wasm-unsafe-eval'. ('unsafe-eval' is not needed.)",
  ],
  connection: [
    "This page does not allow the form to load its other files.",
    "For the people who run this site: in the page's Content-Security-Policy, connect-src must also hold the place of the files that lie beside waymark.mjs. Or use waymark.js, which loads nothing more.",
  ],
  unsupported: [
    "This browser cannot run the form, or has WebAssembly turned off.",
    "A current Edge, Chrome, Firefox or Safari can. Some protected modes of browsers turn WebAssembly off.",
  ],
  document: [
    "The form cannot run here.",
    "For the people who run this site: the script that makes the form must run in the same document as the form. Load it inside the frame or window that the form is put into.",
  ],
  stopped: ["The form has stopped because of a fault. What was entered and not saved is lost.", "Reload the page to start again."],
  packs: ["The rules of this site could not be used.", "The form goes on with the rules that it came with. For the people who run this site:"],
  load: [
    "The form could not be loaded.",
    "Reload the page to try again. For the people who run this site: all files of Waymark must lie beside this script and be of the same version.",
  ],
};

/** What another page may do better: a browser that cannot run the form cannot run it there. */
const ALONE = ["policy", "connection", "load"];

/**
 * Names the failure. The browsers word a blocked program differently, so the violation that
 * the document reported is asked first.
 *
 * @param {unknown} error
 * @param {?string} directive of the last violation of the page's policy that touched us
 */
export function reasonFor(error, directive) {
  const of = (reason) => ({ reason, message: String(error?.message ?? error) });
  if (!globalThis.WebAssembly || !globalThis.CSSStyleSheet?.prototype.replaceSync) return of("unsupported");
  if (error instanceof WebAssembly.RuntimeError) return of("stopped");
  if (directive?.startsWith("connect-src")) return of("connection");
  if (directive || /content.security.policy|unsafe-eval|\bCSP\b/i.test(error?.message)) return of("policy");
  return of("load");
}

/** Remembers the directive that blocked WebAssembly or its file. */
export function watchPolicy() {
  let directive = null;
  document.addEventListener("securitypolicyviolation", (event) => {
    if (event.blockedURI === "wasm-eval" || /waymark_(screen_)?bg\.wasm/.test(event.blockedURI)) directive = event.effectiveDirective;
  });
  return { last: () => directive };
}

/**
 * The panel, in the markup of govuk-frontend's error summary or inset text; built node by node.
 *
 * @param {{reason: string}} failure
 * @param {?URL} alone where the form stands on a page of its own, which needs nothing of this one; none where this is that page
 */
export function failurePanel({ reason, message }, alone) {
  const [what, mend] = REASONS[reason];
  const root = node("div", "waymark govuk-frontend-supported");
  root.lang = "en";
  root.dataset.failure = reason;
  // What goes on all the same is no error of whoever fills the form in.
  const panel = root.appendChild(node("div", reason === "packs" ? "govuk-inset-text" : "govuk-error-summary"));
  const alert = panel.appendChild(node("div"));
  alert.setAttribute("role", "alert");
  alert.append(node("h2", "govuk-error-summary__title", what));
  const body = alert.appendChild(node("div", "govuk-error-summary__body"));
  body.append(node("p", "govuk-body", "If someone is in immediate danger, call 999."), node("p", "govuk-body", mend));
  if (alone && ALONE.includes(reason)) body.append(elsewhere(alone));
  if (reason === "packs") body.append(list(message.split("\n")));
  return root;
}

/** Faults, the first of them: who mends them checks again. */
function list(lines) {
  const list = node("ul", "govuk-list govuk-list--bullet");
  list.append(...lines.slice(0, 5).map((line) => node("li", "", line)));
  if (lines.length > 5) list.append(node("li", "", `And ${lines.length - 5} more.`));
  return list;
}

/** A way on for the person who came for help and not for the policy of a page. */
function elsewhere(alone) {
  const line = node("p", "govuk-body");
  const link = line.appendChild(node("a", "govuk-link", "Open the form on a page of its own"));
  link.href = alone;
  link.target = "_blank";
  link.rel = "noopener noreferrer";
  return line;
}

function node(tag, className = "", text = "") {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}
