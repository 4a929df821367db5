/* A mail that the person's own program writes; the person sends it, or does not. */

import { say } from "./texts.js";

/** Longer addresses are cut off by some programs. */
const LONGEST = 1800;

/** The address of a mail with this text, or without it where it is too long.
 * @param {string} to `mailto:…`, or anything else for a mail to nobody yet
 * @param {string} subject @param {string} text */
export function mailTo(to, subject, text) {
  const [start] = to.toLowerCase().startsWith("mailto:") ? to.split("?") : ["mailto:"];
  const address = (/** @type {string} */ body) =>
    `${start}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body)}`;
  const whole = address(text);
  if (whole.length <= LONGEST) return whole;
  return address(say("Please paste the copied text here, or attach the saved file."));
}
