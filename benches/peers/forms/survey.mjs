import { answers, questions } from "../questions.mjs";

/** The questions, one a page, as both versions of SurveyJS read them. */
export const survey = {
  showProgressBar: true,
  questionsOnPageMode: "questionPerPage",
  showPreviewBeforeComplete: true,
  elements: questions.map(({ id, text, after }) => ({
    type: "radiogroup",
    name: id,
    title: text,
    isRequired: true,
    choices: answers.map(([value, label]) => ({ value, text: label })),
    visibleIf: after && `{${after}} = 'yes'`,
  })),
};
