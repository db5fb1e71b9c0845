// What Vue's templates have to be told of an element that is not its own.

import type { HTMLAttributes, Ref } from "vue";
import type { WaymarkEventMap, WaymarkScreenElement } from "waymark";

/** As templates have it: `waymark-ready` is `onWaymarkReady`. */
type Listener<Name> = Name extends `waymark-${infer What}` ? `onWaymark${Capitalize<What>}` : never;
type Heard = { [Name in keyof WaymarkEventMap as Listener<Name>]?: (event: WaymarkEventMap[Name]) => void };
type Options = { area?: string; mode?: "professional" | "community"; submit?: string; ref?: string | Ref<WaymarkScreenElement | null> };

declare module "vue" {
  interface GlobalComponents {
    "waymark-screen": new () => { $props: HTMLAttributes & Options & Heard };
  }
}
