// The packs that a host brings: packs="https://… sha384-…", an address and the hash of the file that must be there, once for each pack.
// They decide what somebody is told to do, so a file that was changed since its hash was written down is not taken.

const HASH = /^(sha256-[\w+/]{43}=|sha384-[\w+/]{64}|sha512-[\w+/]{86}==)$/;
const LONGEST = 30_000; // milliseconds

/**
 * Loads what the attribute names.
 *
 * @param {string} asked the attribute
 * @returns {Promise<[string, Uint8Array][]>} names of files, and what stands in them
 */
export function load(asked) {
  const parts = asked.split(/\s+/).filter(Boolean);
  const pairs = parts.flatMap((address, place) => (place % 2 ? [] : [[address, parts[place + 1]]]));
  for (const [address, hash] of pairs) {
    if (!HASH.test(hash ?? "")) {
      throw new TypeError(`packs="…": found ${hash ? `"${hash}"` : "nothing"} after "${address}", expected the hash of that file, such as sha384-… (as integrity="…" has it)`);
    }
  }
  return Promise.all(pairs.map(([address, hash]) => one(new URL(address, document.baseURI), hash)));
}

async function one(address, integrity) {
  const name = decodeURIComponent(address.pathname.split("/").pop());
  const options = { referrerPolicy: "no-referrer", signal: AbortSignal.timeout(LONGEST) };
  try {
    const answer = await fetch(address, { ...options, integrity });
    return [name, new Uint8Array(await answer.arrayBuffer())];
  } catch {
    throw new TypeError(`${name}: ${await whyNot(address, integrity, options)}`);
  }
}

/** A browser does not say why a file was not taken: what comes without its hash tells. */
async function whyNot(address, integrity, options) {
  const answer = await fetch(address, options).catch(() => null);
  if (!answer) return `could not be loaded from ${address.origin}; the page's policy must have that in connect-src, and its server must let this page read it (CORS)`;
  if (!answer.ok) return `found the answer ${answer.status}, expected the file`;
  return `found another file than the one that ${integrity} stands for; was it changed after its hash was written down?`;
}
