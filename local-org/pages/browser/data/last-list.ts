/** Which list view of an object a person opened last; this browser remembers. */

const keyOf = (objectApiName: string): string => `list ${globalThis.__sf.user.id} ${objectApiName}`;

export const chosenList = (objectApiName: string): string | undefined =>
  window.localStorage.getItem(keyOf(objectApiName)) ?? undefined;

export function rememberList(objectApiName: string, listView: string): void {
  window.localStorage.setItem(keyOf(objectApiName), listView);
}
