// A host's script, as TypeScript checks it. What must be refused is marked, and it is a fault if it is not.

import type { WaymarkElements, WaymarkScreenElement } from "../../src/embed/waymark";

const screen = document.createElement("waymark-screen");
screen.area = "norfolk";
screen.mode = "community";
screen.theme = "inherit";
screen.submitTimeout = "10";
// @ts-expect-error: no such mode
screen.mode = "expert";
// @ts-expect-error: minutes are a text, as attributes are
screen.coverAfter = 5;

screen.addEventListener("waymark-referral", ({ detail }) => {
  const referral: object = detail;
  console.log(referral);
});
screen.addEventListener("waymark-decision", ({ detail }) => {
  const tier: "immediate" | "high" | "medium" | "standard" | "not_enough_known" | "nothing_recorded" = detail.tier;
  const first: string | undefined = detail.pathways[0];
  console.log(tier, first);
  // @ts-expect-error: what was answered is in no event
  detail.answers;
});
screen.addEventListener("waymark-change", function ({ detail }) {
  this.clear();
  // @ts-expect-error: it is told, not set
  detail.step = "start";
});
screen.addEventListener("click", ({ target }) => console.log(target));

screen.prefill({ "user.role": "health", "person.age": 34, adapt: ["evenings"] });
// @ts-expect-error: no answer is a yes or no of JavaScript
screen.prefill({ "now.danger": true });

const decided: object | null = document.querySelector("waymark-screen")!.decision();
customElements.whenDefined("waymark-screen").then(() => (document.querySelector("waymark-screen") as WaymarkScreenElement).clear());
export type Elements = [WaymarkElements, typeof decided];
