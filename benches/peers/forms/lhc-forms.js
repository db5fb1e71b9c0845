import { answers, questions } from "../questions.mjs";

const asRadios = {
  url: "http://hl7.org/fhir/StructureDefinition/questionnaire-itemControl",
  valueCodeableConcept: { coding: [{ system: "http://hl7.org/fhir/questionnaire-item-control", code: "radio-button" }] },
};
const questionnaire = {
  resourceType: "Questionnaire",
  status: "active",
  title: "Repairs",
  item: questions.map(({ id, text, after }) => ({
    linkId: id,
    text,
    type: "choice",
    required: true,
    extension: [asRadios],
    answerOption: answers.map(([code, display]) => ({ valueCoding: { code, display } })),
    enableWhen: after && [{ question: after, operator: "=", answerCoding: { code: "yes" } }],
  })),
};

window.LForms.Util.addFormToPage(questionnaire, document.querySelector("#form"), { fhirVersion: "R4" });
