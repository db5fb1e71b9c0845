// Thirty questions about a home that needs repairs. Every third is asked only where the one before it was answered "yes".

const TEXTS = [
  "Do you rent your home?",
  "Does anything in your home need repair?",
  "Have you told your landlord about the repair?",
  "Is there running water in your home?",
  "Does any water leak where it should not?",
  "Is the leak near a light or a socket?",
  "Does your heating work?",
  "Is there damp or mould in any room?",
  "Is the damp in a room where somebody sleeps?",
  "Is there gas in your home?",
  "Has a gas appliance stopped working?",
  "Did the appliance go out by itself?",
  "Do all outer doors lock?",
  "Is any window broken?",
  "Can the broken window be reached from the street?",
  "Does every smoke alarm work?",
  "Has anybody in your home been ill because of its state?",
  "Has a doctor seen the person who was ill?",
  "Does anybody under five live with you?",
  "Does anybody in your home use a wheelchair?",
  "Can the wheelchair pass through every door?",
  "Is the roof free of damage?",
  "Are there signs of mice, rats or insects?",
  "Has somebody been to treat them?",
  "Can you use your kitchen?",
  "Did workers come to your home this year?",
  "Did the workers finish what they came for?",
  "Can we telephone you in the daytime?",
  "Would you like to choose the day of a visit?",
  "Is a morning better for you?",
];

/** In each, `after` names the question whose "yes" opens it. */
export const questions = TEXTS.map((text, place) => ({ id: `q${place + 1}`, text, after: place % 3 === 2 ? `q${place}` : undefined }));

export const answers = [
  ["yes", "Yes"],
  ["no", "No"],
  ["unknown", "Not known"],
];
