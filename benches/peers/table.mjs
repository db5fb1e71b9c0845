// The tables, as they are printed and written down.

const table = (heads, rows) => {
  const line = (cells) => `| ${cells.join(" | ")} |`;
  return [line(heads), line(heads.map((_, place) => (place ? "--:" : "---"))), ...rows.map(line)].join("\n");
};
const words = (table) => table.replaceAll("--:", "---");
const kilobytes = (bytes) => (bytes / 1000).toFixed(1);
const seconds = ({ median, low, high }) => `${(median / 1000).toFixed(2)} s (${(low / 1000).toFixed(2)}–${(high / 1000).toFixed(2)})`;
const times = ({ ratio }) => `${ratio.toFixed(2)}×`;
const listed = (items, none = "none") => (items.length ? items.join(", ") : none);
const yes = (is) => (is ? "yes" : "no");

export const speed = (peers, results) =>
  table(
    ["", "raw kB", "gzip kB", "brotli kB", "first answer, slow processor", "ratio", "first answer, slow processor and line", "ratio"],
    peers.map((peer) => {
      const { bytes, fast, slow } = results.get(peer.name);
      return [peer.title, kilobytes(bytes.raw), kilobytes(bytes.gzip), kilobytes(bytes.brotli), seconds(fast), times(fast), seconds(slow), times(slow)];
    }),
  );

/** What ours is held to, and whether it holds. */
export const goals = (peers, results) =>
  peers
    .filter(({ goal }) => goal)
    .map(({ title, goal, name }) => {
      const { bytes, fast, slow } = results.get(name);
      const ratio = Math.max(fast.ratio, slow.ratio);
      const held = bytes.brotli <= goal.kilobytes * 1000 && ratio <= goal.ratio;
      return `- ${title}: ${kilobytes(bytes.brotli)} of ${goal.kilobytes} kB brotli, ${ratio.toFixed(2)} of ${goal.ratio} times the empty page: ${held ? "held" : "not held"}.`;
    })
    .join("\n");

/** What stands where the form is not: only the first sentence, and whether the rest names what the policy lacks. */
const instead = (words) => (words ? `says “${words.split(".")[0]}.”${words.includes("script-src") ? " and names the directive" : ""}` : "an empty place");

export const policies = (rows) =>
  words(
    table(
      ["", "kinds of violations", "drawn where they are blocked", "a further question appears there"],
      rows.map(({ title, needs, drawn, follows, words }) => [title, needs.length ? `${needs.length}: ${needs.join(", ")}` : "0", drawn ? "yes" : `no, ${instead(words)}`, yes(follows)]),
    ),
  );

/** The changes that anybody would see. */
const TOLD = ["font-family", "font-size", "margin-top", "color", "line-height", "box-sizing"];

export const leaks = (rows) =>
  words(
    table(
      ["", "computed styles changed", "such as", "globals added", "elements added to head, to body"],
      rows.map(({ title, changed, globals, head, body }) => {
        const told = changed.filter(({ tag, name }) => ["body", "h1"].includes(tag) && TOLD.includes(name)).slice(0, 4);
        const such = told.map(({ tag, name, was, value }) => `${tag} ${name} ${was.slice(0, 20)} → ${value.slice(0, 20)}`);
        const names = globals.length > 5 ? `${globals.length}: ${globals.slice(0, 5).join(", ")}, …` : `${globals.length}${globals.length ? `: ${globals.join(", ")}` : ""}`;
        return [title, changed.length, listed(such, "–"), names, `${head}, ${body}`];
      }),
    ),
  );

export const empty = (rows) =>
  words(
    table(
      ["", "axe before", "axe after", "error summary", "links to the questions", "focus goes to", "`aria-invalid`", "announced", "title"],
      rows.map(({ title, barriersBefore, barriersAfter, told }) => {
        if (!told) return [title, listed(barriersBefore, "0"), ...Array(7).fill("–")];
        const { summary, links, focus, invalid, announced, title: renamed } = told;
        return [title, listed(barriersBefore, "0"), listed(barriersAfter, "0"), yes(summary), links, focus, invalid, announced ? `${announced} message${announced > 1 ? "s" : ""}` : focus === "the summary" ? "by focus" : "no", renamed ? `“${renamed}”` : "unchanged"];
      }),
    ),
  );
