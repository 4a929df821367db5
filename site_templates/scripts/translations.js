/* What the interface says in the site's language. The build writes this module anew for every
 * language but English. */

/** @type {Translations} */
export const translations = { language: "en", texts: {}, forms: {} };
