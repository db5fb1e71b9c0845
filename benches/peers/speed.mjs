// How soon a form can be answered, and what had to come before that: each page in turn, round after round.

const CPU = 4;
const LINE = { offline: false, latency: 150, downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8 };

/** Looks every few milliseconds for a radio button that can be seen, and answers it as soon as it is there. */
function answerFirst() {
  const roots = [document];
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (options) {
    const made = attach.call(this, options);
    roots.push(made);
    return made;
  };
  const find = () => roots.map((root) => root.querySelector("input[type=radio]")).find((radio) => radio?.isConnected && radio.checkVisibility());
  const frame = () => new Promise(requestAnimationFrame);
  const look = async () => {
    const radio = find();
    if (!radio) return setTimeout(look, 4);
    const at = performance.now();
    (radio.labels?.[0] ?? radio).click();
    await frame();
    await frame();
    // A form that draws itself anew may have put another button in its place, or taken the answer back.
    if (!find()?.checked) return setTimeout(look, 4);
    const entries = performance.getEntriesByType("resource").map(({ name, responseEnd, encodedBodySize }) => ({ name, responseEnd, encodedBodySize }));
    window.answered = { at, loaded: entries.filter(({ responseEnd }) => responseEnd > 0 && responseEnd <= at) };
  };
  setTimeout(look);
}

/** Opens a page as one who has never been there, and tells when its first question could be answered. */
export async function firstAnswer(browser, url, { line }) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send("Network.enable");
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: CPU });
  if (line) await devtools.send("Network.emulateNetworkConditions", LINE);
  await page.addInitScript(answerFirst);
  await page.goto(url, { waitUntil: "commit" });
  await page.waitForFunction(() => window.answered, undefined, { timeout: 120_000, polling: 200 });
  const answered = await page.evaluate(() => window.answered);
  await context.close();
  return answered;
}

/** Every page, without and with the slow line, `rounds` times; each round begins with another page. */
export async function race(browser, site, peers, rounds, said) {
  const runs = new Map(peers.map((peer) => [peer.name, { fast: [], slow: [] }]));
  for (const peer of peers) {
    said(`once beforehand: ${peer.name}`); // the server packs each file when it is first asked for
    await firstAnswer(browser, site.address(peer.name), { line: false });
  }
  for (let round = 0; round < rounds; round++) {
    said(`round ${round + 1} of ${rounds}`);
    for (let turn = 0; turn < peers.length; turn++) {
      const peer = peers[(turn + round) % peers.length];
      runs.get(peer.name).fast.push(await firstAnswer(browser, site.address(peer.name), { line: false }));
      runs.get(peer.name).slow.push(await firstAnswer(browser, site.address(peer.name), { line: true }));
    }
  }
  const least = runs.get(peers.find((peer) => peer.least).name);
  return new Map(peers.map((peer) => [peer.name, summary(site, site.address(peer.name), runs.get(peer.name), least)]));
}

function summary(site, url, { fast, slow }, least) {
  const loaded = [url, ...slow[0].loaded.map(({ name }) => name).filter((name) => name.startsWith(url))];
  const bytes = loaded.map((name) => site.sizeOf(name)).reduce((sum, size) => ({ raw: sum.raw + size.raw, gzip: sum.gzip + size.gzip, brotli: sum.brotli + size.brotli }));
  return { bytes, loaded, fast: times(fast, least.fast), slow: times(slow, least.slow) };
}

/** The ratio is that of each round: what slows the whole machine slows both. */
function times(runs, least) {
  const at = runs.map((run) => run.at);
  return { median: median(at), low: Math.min(...at), high: Math.max(...at), ratio: median(at.map((time, round) => time / least[round].at)) };
}

function median(values) {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
