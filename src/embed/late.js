// Stands in each page of ours: says so where the script beside it does not come. (policy.rs has its hash.)
addEventListener("error", ({ target }) => target.localName === "script" && addEventListener("load", say), true);

function say() {
  if (customElements.get("waymark-screen")) return;
  const mend =
    self.origin === "null"
      ? "the sandbox of this frame must hold allow-same-origin, or the server must send Access-Control-Allow-Origin: * with these files. Or frame waymark-offline.html."
      : "all files of Waymark must lie beside this page and be of the same version.";
  document.querySelector("waymark-screen").textContent =
    `The form could not be loaded. If someone is in immediate danger, call 999. Reload the page to try again. For the people who run this site: ${mend}`;
}
