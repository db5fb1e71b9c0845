import Form from "@rjsf/core";
import validator from "@rjsf/validator-ajv8";
import { createRoot } from "react-dom/client";
import { answers, questions } from "../questions.mjs";

const field = ({ text }) => ({ type: "string", title: text, oneOf: answers.map(([value, title]) => ({ const: value, title })) });
const always = questions.filter(({ after }) => !after);
const schema = {
  type: "object",
  properties: Object.fromEntries(always.map((question) => [question.id, field(question)])),
  required: always.map(({ id }) => id),
  allOf: questions
    .filter(({ after }) => after)
    .map((question) => ({
      if: { properties: { [question.after]: { const: "yes" } }, required: [question.after] },
      then: { properties: { [question.id]: field(question) }, required: [question.id] },
    })),
};
const look = { "ui:order": [...questions.map(({ id }) => id), "*"], ...Object.fromEntries(questions.map(({ id }) => [id, { "ui:widget": "radio" }])) };

// Its own list of errors, with focus on the first, instead of the browser's one message.
const form = <Form schema={schema} uiSchema={look} validator={validator} noHtml5Validate focusOnFirstError showErrorList="top" />;
createRoot(document.querySelector("#form")).render(form);
