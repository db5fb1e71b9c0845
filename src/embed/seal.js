// waymark_seal.mjs: seals files and opens them again, in the age format. It loads when that is first done. waymark.mjs loads it
// from beside itself, by its hash; waymark.js has it inside.

import init, { __wbg_reset_state as forget, open, open_with, seal, seal_to } from "waymark-seal";

/** A fault with a code, which the words name (`SealFault::code`, and `no_memory`). */
export class SealFault extends Error {
  constructor(code) {
    super(code);
    this.code = code;
  }
}

// What was shown last must be seen before the work begins: a passphrase holds the page up for about half a second.
const seen = () => new Promise((done) => setTimeout(done, 50));

// The program is put back to how it came after each use: neither a passphrase nor what was sealed stays in its memory, and what
// scrypt took of it is given back.
const once = (work) => async (bytes, secret) => {
  await seen();
  try {
    return work(bytes, secret.normalize("NFC"));
  } catch (error) {
    // The program stops where the device has not the memory that a file asks for.
    throw new SealFault(error instanceof WebAssembly.RuntimeError ? "no_memory" : error.message);
  } finally {
    forget();
  }
};

/**
 * Loads the program.
 *
 * @param {Response | Promise<Response> | Uint8Array} program waymark_seal_bg.wasm
 * @returns four functions from bytes and a passphrase or a key to bytes; each throws a SealFault
 */
export async function loadSeal(program) {
  await init({ module_or_path: program });
  return { seal: once(seal), open: once(open), sealTo: once(seal_to), openWith: once(open_with) };
}
