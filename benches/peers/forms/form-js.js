import { createForm } from "@bpmn-io/form-js-viewer";
import "@bpmn-io/form-js-viewer/dist/assets/form-js.css";
import { answers, questions } from "../questions.mjs";

const components = questions.map(({ id, text, after }) => ({
  type: "radio",
  key: id,
  label: text,
  validate: { required: true },
  values: answers.map(([value, label]) => ({ value, label })),
  conditional: after && { hide: `=${after} != "yes"` },
}));
const schema = { type: "default", schemaVersion: 18, components: [...components, { type: "button", action: "submit", label: "Submit" }] };

createForm({ container: document.querySelector("#form"), schema });
