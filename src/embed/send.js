// Sends a finished referral to the address that the host has set. It is called when somebody presses the button that names
// the address, and never else.

// A receipt is a line, or a small object: more than that is something else.
const MOST = 4096;
const RECEIPT = /^[\w.:/ -]{1,64}$/;

/**
 * Sends once, without cookies, referrer or redirects. No header but the content type goes along: any other would need one more
 * permission of the service's server, and a record that comes twice is told by its bytes, which are always the same.
 *
 * @param {string} address
 * @param {string} body the referral as JSON
 * @param {number} seconds how long to wait for the whole answer
 * @returns {Promise<[string, string]>} what became of it, and what belongs to it: a reference, or the number of the answer
 */
export async function send(address, body, seconds) {
  const stop = new AbortController();
  const clock = setTimeout(() => stop.abort(), seconds * 1000);
  const policy = watch(new URL(address).origin);
  try {
    const answer = await fetch(address, {
      method: "POST",
      body,
      headers: { "Content-Type": "application/json" },
      mode: "cors",
      credentials: "omit",
      redirect: "error",
      referrerPolicy: "no-referrer",
      cache: "no-store",
      signal: stop.signal,
    });
    if (!answer.ok) return [answer.status < 500 ? "refused" : "fault", String(answer.status)];
    const receipt = await read(answer).catch(() => (stop.signal.aborted ? "slow" : undefined));
    if (receipt === "slow") return ["slow", ""];
    return receipt === undefined ? ["unsure", ""] : ["sent", receipt];
  } catch {
    await new Promise((done) => setTimeout(done)); // the browser reports what it blocked a little later
    if (stop.signal.aborted) return ["slow", ""];
    if (policy.blocked()) return ["blocked", ""];
    return [navigator.onLine === false ? "offline" : "unreachable", ""];
  } finally {
    clearTimeout(clock);
    policy.end();
    stop.abort();
  }
}

/** The reference in an answer, empty where it has none; undefined where it is no answer of such a service, such as a sign-in page. */
async function read(answer) {
  const [type] = (answer.headers.get("Content-Type") ?? "").split(";");
  if (!["", "text/plain", "application/json"].includes(type.trim().toLowerCase())) return undefined;
  const text = await bounded(answer);
  if (text === undefined) return undefined;
  const told = type.includes("json") && text.trim() ? JSON.parse(text)?.reference : text.trim();
  return typeof told === "string" && RECEIPT.test(told) ? told : "";
}

async function bounded(answer) {
  if (!answer.body) return "";
  const decoder = new TextDecoder();
  let text = "";
  for (const reader = answer.body.getReader(); ; ) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    text += decoder.decode(value, { stream: true });
    if (text.length > MOST) return void reader.cancel();
  }
}

/** Notices when the page's own policy forbids the address. */
function watch(origin) {
  let blocked = false;
  const see = ({ effectiveDirective, blockedURI }) => (blocked ||= effectiveDirective === "connect-src" && blockedURI.startsWith(origin));
  document.addEventListener("securitypolicyviolation", see);
  return { blocked: () => blocked, end: () => document.removeEventListener("securitypolicyviolation", see) };
}
