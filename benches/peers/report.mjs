// What is written around the tables: how they came about.

import { STRICT } from "./site.mjs";

export const report = ({ speed, goals, policies, leaks, empty, rounds, load, cores, chromium, day }) => `# The form beside other form renderers

\`cargo xtask peers\` prints these tables; with \`WAYMARK_WRITE=1\` it writes this file.
Measured on ${day} on ${cores} cores with Chromium ${chromium}, headless.

## Bytes and time

${speed}

What the form is held to:

${goals}

Every page is opened as by one who has never been there, ${rounds} times without and ${rounds} times with the slow line, all pages in turn, each round beginning with another.
The processor is slowed four times; nothing is kept from one opening to the next. The slow line carries 1.6 Mbit/s and answers after 150 ms. All files are served packed with brotli at its highest level.

- **First answer**: from the start of the navigation until the first radio button that can be seen was clicked and stayed checked. The middle of all runs, and in brackets the quickest and the slowest.
- **Ratio**: to the empty Leptos page (one signal, one radio button, built as the form is) of the same round; the middle of all rounds.
- **Bytes**: of every file that had arrived by the first answer on the slow line, as the browser listed them.

Other programs ran on the same machine: ${load.map((one) => one.toFixed(1)).join(" processes wanted a core at the beginning, ")} at the end.
Ratios are steadier than seconds. None of it is a test: nothing fails because of a time.

The peers show the same 30 questions (\`questions.mjs\`), every third only after a "yes". Waymark shows its own form, whose first page is all that is loaded by then; in one script, all of it is.
SurveyJS has its sheet without fonts, as the usual one fetches them from another company. RJSF has no theme, and is told to check by itself. LHC-Forms is served as its package has it; the others are bundled with esbuild.

## Under a strict policy

\`${STRICT}\`

${policies}

First the policy only reports, while the form is drawn and a question is answered that opens another; then it is enforced, and the same is tried. What Waymark needs more is one token, and where that is missing it says so.

## The page around the form

${leaks}

Every computed property of 14 elements of the host's page is compared with the same page without a form, all but those that follow from its length.

## Continue with nothing answered

${empty}

axe-core looks for what breaks WCAG 2.2 A and AA, and its best practice. LHC-Forms leaves the button to the host; it is
answered by its labels here, as a first click on a radio button itself shows it as chosen without marking it as checked.
`;
