import { createRoot } from "react-dom/client";
import { Model } from "survey-core";
import "survey-core/survey-core.fontless.min.css";
import { Survey } from "survey-react-ui";
import { survey } from "./survey.mjs";

createRoot(document.querySelector("#form")).render(<Survey model={new Model(survey)} />);
