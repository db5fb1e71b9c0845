import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";

// A printed file, read back: what is on each sheet, and how it is tagged for those who do not see it.

export type Sheet = {
  /** In points. */
  size: [number, number];
  /** What stands in the margins. */
  margins: string;
  /** What is printed between them. */
  text: string;
  /** How far to the left and to the right anything reaches. */
  reach: [number, number];
};

export type Printed = {
  sheets: Sheet[];
  /** Role and text of each heading. */
  headings: [string, string][];
  /** Every role that is used. */
  roles: Set<string>;
  outline: string[];
  lang: string;
};

type Node = { role?: string; type?: string; id?: string; children?: Node[] };

export async function read(file: Buffer): Promise<Printed> {
  const task = getDocument({ data: new Uint8Array(file), verbosity: 0, isEvalSupported: false });
  const document = await task.promise;
  const printed: Printed = { sheets: [], headings: [], roles: new Set(), outline: [], lang: "" };
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number);
    const tagged = new Map<string, string>();
    const open: (string | null)[] = [];
    const sheet: Sheet = { size: [page.view[2], page.view[3]], margins: "", text: "", reach: [Infinity, 0] };
    for (const item of (await page.getTextContent({ includeMarkedContent: true })).items as any[]) {
      if (item.type?.startsWith("begin")) open.push(item.id ?? null);
      else if (item.type === "endMarkedContent") open.pop();
      else if (item.str !== undefined) {
        const id = open.findLast((id) => id);
        const text = item.str + (item.hasEOL ? " " : "");
        if (id) tagged.set(id, (tagged.get(id) ?? "") + text);
        if (id) sheet.text += text;
        else sheet.margins += text;
        if (item.str.trim()) sheet.reach = [Math.min(sheet.reach[0], item.transform[4]), Math.max(sheet.reach[1], item.transform[4] + item.width)];
      }
    }
    printed.sheets.push(sheet);
    const text = (node: Node): string => (node.type === "content" ? (tagged.get(node.id!) ?? "") : (node.children ?? []).map(text).join(""));
    const visit = (node: Node) => {
      if (node.role) printed.roles.add(node.role);
      if (/^H\d$/.test(node.role ?? "")) printed.headings.push([node.role!, text(node).replace(/\s+/g, " ").trim()]);
      else node.children?.forEach(visit);
    };
    const tree = await page.getStructTree();
    if (tree) visit(tree as Node);
  }
  printed.outline = ((await document.getOutline()) ?? []).flatMap(function all(entry: any): string[] {
    return [entry.title, ...(entry.items ?? []).flatMap(all)];
  });
  const { info } = (await document.getMetadata()) as any;
  printed.lang = info.Language ?? "";
  await task.destroy();
  return printed;
}

/** Without blanks, which lines and sheets put where they like. */
export const bare = (text: string) => text.replace(/\s+/g, "");
