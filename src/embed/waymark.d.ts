/** Where somebody is in the form: never what they answered. */
export interface WaymarkProgress {
  /** The step they are on. */
  readonly step: "start" | "safety" | "recognise" | "respond" | "refer" | "check" | "done";
  /** How many pages are left before the check. */
  readonly left?: number;
}

/** What was decided: the tier and the recommended pathways by their ids. */
export interface WaymarkDecided {
  readonly tier: "immediate" | "high" | "medium" | "standard" | "not_enough_known" | "nothing_recorded";
  readonly pathways: readonly string[];
}

/** Why something did not work. */
export interface WaymarkFault {
  /** `policy`, `connection`, `unsupported`, `stopped`, `load`: the form cannot go on; `prefill`: the answers given beforehand were refused;
   *  `packs`: the host's packs were refused, and the form goes on with its own. */
  readonly reason: string;
  /** What was found, for whoever mends it. */
  readonly message: string;
}

/** Answers by the id of their fact. */
export type WaymarkAnswers = Readonly<Record<string, string | number | readonly string[]>>;

/** Events of the element. All bubble and leave shadow roots. */
export interface WaymarkEventMap {
  /** The first question can be answered. */
  "waymark-ready": CustomEvent<Record<string, never>>;
  /** Somebody went to another page. */
  "waymark-change": CustomEvent<WaymarkProgress>;
  /** The result is shown. */
  "waymark-decision": CustomEvent<WaymarkDecided>;
  /** The whole referral (`referral.schema.json`), because somebody handed it over. */
  "waymark-referral": CustomEvent<object>;
  /** Somebody left by the exit. Everything is cleared already. */
  "waymark-exit": CustomEvent<unknown>;
  /** Something did not work. */
  "waymark-error": CustomEvent<WaymarkFault>;
}

/** The form. */
export interface WaymarkScreenElement extends HTMLElement {
  /** Gives answers beforehand; they are shown, and can be changed. Answers that cannot be used end in `waymark-error`. */
  prefill(answers: WaymarkAnswers): void;
  /** The decision on the answers so far; null before the whole form has loaded. */
  decision(): object | null;
  /** Forgets every answer and goes back to the first page. */
  clear(): void;
  addEventListener<T extends keyof WaymarkEventMap>(
    type: T,
    listener: (this: WaymarkScreenElement, event: WaymarkEventMap[T]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
}

declare global {
  interface HTMLElementTagNameMap {
    "waymark-screen": WaymarkScreenElement;
  }
}
