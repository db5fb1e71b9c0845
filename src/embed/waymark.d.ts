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
  /** `policy`, `connection`, `unsupported`, `document`, `stopped`, `load`: the form cannot go on; `prefill`: what was to be filled in was
   *  refused; `packs`: the host's packs were refused, and the form goes on with its own. */
  readonly reason: string;
  /** What was found, for whoever mends it. */
  readonly message: string;
}

/** Answers by the id of their fact. */
export type WaymarkAnswers = Readonly<Record<string, string | number | readonly string[]>>;

/** What the element can be told. Each property is the attribute of its name, `submit-timeout` for `submitTimeout`. */
export interface WaymarkOptions {
  /** The area chosen beforehand, such as `norfolk`. */
  area: string;
  /** As what the screen starts; nothing for a page that asks. */
  mode: "" | "professional" | "community" | "receiving" | "author";
  /** The language of the screen. */
  lang: string;
  /** Whose looks: those of the form, or with the font of the page around it. */
  theme: "" | "plain" | "inherit";
  /** Packs of the host's own, each by its address and its hash: `https://… sha384-…`. */
  packs: string;
  /** Where a finished referral goes: `download`, `event` or an https address. */
  submit: string;
  /** After how many seconds sending is given up. */
  submitTimeout: string;
  /** Whether what was entered is kept in this tab. */
  drafts: "" | "session";
  /** After how many quiet minutes answers are covered. */
  coverAfter: string;
  /** After how many quiet minutes answers are cleared. */
  clearAfter: string;
}

/** The same as attributes, in markup that is checked. */
export type WaymarkAttributes = {
  [Name in keyof WaymarkOptions as Name extends "submitTimeout" ? "submit-timeout" : Name extends "coverAfter" ? "cover-after" : Name extends "clearAfter" ? "clear-after" : Name]?: WaymarkOptions[Name];
};

/** Who fills in answers beforehand. */
export interface WaymarkPrefillOptions {
  /** A name that people know, of at most 80 characters; without it, the host of the page's address. */
  readonly from?: string;
}

/** What became of filling in, by the ids of facts: never a value, and the same whatever was answered. */
export interface WaymarkPrefilled {
  /** Chosen beforehand on its page, wherever nobody has answered. */
  readonly taken: readonly string[];
  /** Left to be asked: this value could make a danger look smaller, or let go of a care. So is what no page of the form asks for. */
  readonly asked: readonly string[];
}

/** Events of the element. All bubble and leave shadow roots. */
export interface WaymarkEventMap {
  /** The first question can be answered. */
  "waymark-ready": CustomEvent<Record<string, never>>;
  /** Somebody went to another page. */
  "waymark-change": CustomEvent<WaymarkProgress>;
  /** The result is shown. */
  "waymark-decision": CustomEvent<WaymarkDecided>;
  /** Something was filled in beforehand. */
  "waymark-prefill": CustomEvent<WaymarkPrefilled>;
  /** The whole referral (`referral.schema.json`), because somebody handed it over. */
  "waymark-referral": CustomEvent<object>;
  /** Somebody left by the exit. Everything is cleared already. */
  "waymark-exit": CustomEvent<unknown>;
  /** Something did not work. */
  "waymark-error": CustomEvent<WaymarkFault>;
}

/** The form. */
export interface WaymarkScreenElement extends HTMLElement, WaymarkOptions {
  /**
   * Fills in answers beforehand. Everything is still asked, with these chosen and the words that you filled them in. Throws
   * when one of them cannot be used, and takes none; while the form is loading, `waymark-error` tells it instead.
   */
  prefill(answers: WaymarkAnswers, options?: WaymarkPrefillOptions): void;
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
  removeEventListener<T extends keyof WaymarkEventMap>(
    type: T,
    listener: (this: WaymarkScreenElement, event: WaymarkEventMap[T]) => unknown,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener(type: string, listener: EventListenerOrEventListenerObject, options?: boolean | EventListenerOptions): void;
}

/**
 * For JSX. React:
 * `declare module "react" { namespace JSX { interface IntrinsicElements extends WaymarkElements<React.HTMLAttributes<HTMLElement>> {} } }`
 */
export interface WaymarkElements<Common = object> {
  "waymark-screen": Omit<Common, keyof WaymarkAttributes> & WaymarkAttributes & { ref?: unknown; key?: string | number | null; children?: unknown };
}

declare global {
  interface HTMLElementTagNameMap {
    "waymark-screen": WaymarkScreenElement;
  }
}
