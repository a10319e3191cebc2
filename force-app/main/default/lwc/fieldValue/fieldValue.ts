/** What is typed or chosen in the field that carries this handler: a day is null once it is taken out again, or unreadable. */
export function valueOf(event: Event): string {
  // Only fields of one's own carry such handlers.
  return (event.currentTarget as EventTarget & { readonly value: string | null }).value ?? '';
}
