/* One thing that is kept in this browser, as JSON. Where the browser refuses, nothing is kept; where
 * it holds what is none of ours, that is passed over. */

/** @param {string} key */
export function keptAs(key) {
  return {
    /** @returns {unknown} */
    read() {
      try {
        return JSON.parse(window.localStorage.getItem(key) ?? "null");
      } catch {
        return null;
      }
    },
    /** Tell whether it was kept.
     * @param {unknown} value */
    write(value) {
      try {
        window.localStorage.setItem(key, JSON.stringify(value));
        return true;
      } catch {
        return false;
      }
    },
    remove() {
      try {
        window.localStorage.removeItem(key);
      } catch {
        // It was never kept.
      }
    },
  };
}

/** @param {unknown} value @returns {Record<string, unknown>} */
export function record(value) {
  const is = typeof value === "object" && value !== null && !Array.isArray(value);
  return is ? { ...value } : {};
}
