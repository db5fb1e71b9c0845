import { StrictMode, useCallback, useState } from "react";
import { createRoot } from "react-dom/client";
import type { WaymarkAnswers } from "waymark";
import { Concern } from "./Concern";
import "./waymark";

const KNOWN: WaymarkAnswers = { "user.role": "housing" };

function Page() {
  const [open, setOpen] = useState(true);
  const [steps, setSteps] = useState<string[]>([]);
  const [referrals, setReferrals] = useState<object[]>([]);
  const stepped = useCallback((step: string) => setSteps((steps) => [...steps, step]), []);
  const referred = useCallback((referral: object) => setReferrals((referrals) => [...referrals, referral]), []);
  return (
    <main>
      <h1>Worried about a tenant?</h1>
      <button onClick={() => setOpen(!open)}>{open ? "Put away" : "Take out"}</button>
      {open && <Concern known={KNOWN} onStep={stepped} onReferral={referred} />}
      <output id="steps" hidden>{steps.join(" ")}</output>
      <output id="referrals" hidden>{referrals.length}</output>
    </main>
  );
}

createRoot(document.getElementById("root")!).render(
  <StrictMode>
    <Page />
  </StrictMode>,
);
