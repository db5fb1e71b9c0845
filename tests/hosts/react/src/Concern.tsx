import { useEffect, useRef } from "react";
import type { WaymarkAnswers, WaymarkEventMap, WaymarkScreenElement } from "waymark";

interface Props {
  known: WaymarkAnswers;
  onStep(step: WaymarkEventMap["waymark-change"]["detail"]["step"]): void;
  onReferral(referral: object): void;
}

/** The form, with what the intranet knows of its user, and an ear for what it says. */
export function Concern({ known, onStep, onReferral }: Props) {
  const screen = useRef<WaymarkScreenElement>(null);

  useEffect(() => {
    const element = screen.current!;
    const gone = new AbortController();
    element.addEventListener("waymark-change", ({ detail }) => onStep(detail.step), gone);
    element.addEventListener("waymark-referral", ({ detail }) => onReferral(detail), gone);
    // The script may come after this page's own.
    customElements.whenDefined("waymark-screen").then(() => gone.signal.aborted || element.prefill(known));
    return () => gone.abort();
  }, [known, onStep, onReferral]);

  return <waymark-screen area="norfolk" submit="event" ref={screen}></waymark-screen>;
}
