// frame.html: the screen in a frame of its own, for pages that would rather not run it themselves, and what is said between
// the two.
//
// The frame says that it is there, and again whenever the page around asks: that page's script may have come later. The page
// says hello and sends the port over which all else goes. So who is on the other end is asked once: it must be the window
// around, and of an origin that this page names. Until then, and without any script of the host's, the screen works as on a
// page of its own.

import { VERSION, spoken } from "./protocol.js";

/** What the address may set. Never where a referral is sent to: anybody can make up an address. */
const BY_ADDRESS = ["area", "mode", "lang", "theme", "drafts", "cover-after", "clear-after"];
const BY_HELLO = [...BY_ADDRESS, "submit"];
const EVENTS = ["ready", "change", "decision", "referral", "exit", "error"];

const screen = document.querySelector("waymark-screen");
const asked = new URLSearchParams(location.search);
set(Object.fromEntries([...asked].filter(([name]) => BY_ADDRESS.includes(name))));

const hosts = [location.origin, ...(document.querySelector("meta[name=waymark-hosts]")?.content.split(/\s+/) ?? [])];
let port = null;
/** Who says what is filled in beforehand, unless the page around names somebody. */
let around;
let ready = false;
/** This script comes before the element's, so that it misses nothing; until that is there, there is nobody to talk to. */
const defined = customElements.whenDefined(screen.localName);

addEventListener("message", ({ source, origin, data, ports }) => {
  if (source !== parent || parent === window) return;
  if (spoken(data, "who")) defined.then(sayHere);
  if (!hosts.includes(origin) || !spoken(data, "hello") || ports.length !== 1) return;
  port?.close();
  port = ports[0];
  around = origin.replace(/^https?:\/\//, "");
  port.onmessage = ({ data }) => hear(data);
  set(data.attributes);
  tellHeight();
  if (ready) tell("ready", {});
});
defined.then(sayHere);

for (const type of EVENTS) {
  screen.addEventListener(`waymark-${type}`, ({ detail }) => {
    ready ||= type === "ready";
    tell(type, detail);
  });
}
screen.addEventListener("waymark-prefill", ({ detail }) => tell("prefilled", detail));
new ResizeObserver(tellHeight).observe(document.documentElement);

/** It says nothing that anybody may not know, so any page may hear it. */
function sayHere() {
  if (parent !== window) parent.postMessage({ waymark: VERSION, type: "here" }, "*");
}

function tell(type, detail) {
  port?.postMessage({ waymark: VERSION, type, detail });
}

function tellHeight() {
  tell("height", { height: Math.ceil(document.documentElement.getBoundingClientRect().height) });
}

/** What the host asks for. What is not known is said, so that a mistake is found while the page is being made. */
async function hear(data) {
  await defined;
  try {
    if (spoken(data, "prefill")) screen.prefill(data.answers, { from: data.from ?? around });
    else if (spoken(data, "clear")) screen.clear();
    else if (spoken(data, "set")) set(data.attributes);
    else throw new TypeError(`found ${JSON.stringify(data)?.slice(0, 200)}, expected {"waymark": ${VERSION}, "type": "prefill", "clear" or "set"}`);
  } catch (error) {
    tell("error", { reason: spoken(data, "prefill") ? "prefill" : "message", message: String(error?.message ?? error) });
  }
}

function set(attributes) {
  for (const name of BY_HELLO) {
    const value = attributes?.[name];
    if (typeof value === "string" && screen.getAttribute(name) !== value) screen.setAttribute(name, value);
  }
}
