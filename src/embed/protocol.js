// What the frame and the page around it say to each other: objects with the version and a type.

/** The version of what is said. A change that the other side could misread makes it another. */
export const VERSION = 1;

/** Whether something is a message of ours, of this type. */
export function spoken(data, type) {
  return typeof data === "object" && data !== null && data.waymark === VERSION && data.type === type;
}
