// JSX, with or without React: a framework's own types stand in for these.

import type { WaymarkElements } from "../../src/embed/waymark";

interface Common {
  id?: string;
  lang?: number;
}

declare global {
  namespace JSX {
    type Element = object;
    interface IntrinsicElements extends WaymarkElements<Common> {}
  }
}

export const form = <waymark-screen id="form" area="norfolk" submit-timeout="10" lang="pl" drafts="session" ref={(element: unknown) => element} />;
// @ts-expect-error: no such attribute
export const wrong = <waymark-screen colour="red" />;
// @ts-expect-error: no such theme
export const dark = <waymark-screen theme="dark" />;
