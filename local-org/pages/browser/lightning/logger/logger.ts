/** What components log for Event Monitoring goes to the browser's console here. */
export function log(message: unknown): void {
  console.info(message);
}
