// What React's JSX has to be told of an element that is not its own.

import type { DetailedHTMLProps, HTMLAttributes } from "react";
import type { WaymarkScreenElement } from "waymark";

type Options = { area?: string; mode?: "professional" | "community"; submit?: string };

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "waymark-screen": DetailedHTMLProps<HTMLAttributes<WaymarkScreenElement>, WaymarkScreenElement> & Options;
    }
  }
}
