/** Where in the page the user is; the address says it, so that it can be shared and gone back to. */
export type Place =
  | { readonly view: 'home' }
  | { readonly view: 'question'; readonly question: string }
  | { readonly view: 'category'; readonly category: string };

export const HOME: Place = Object.freeze({ view: 'home' });

export function bankIn(search: string): string | null {
  return valueOf(search, 'bank');
}

export function placeIn(search: string): Place {
  const question = valueOf(search, 'q');
  if (question !== null) return { view: 'question', question };
  const category = valueOf(search, 'category');
  return category === null ? HOME : { view: 'category', category };
}

/** The query string of a place, with its `?`; other parameters of the current one are kept. */
export function searchOf(place: Place, current: string): string {
  const parameters = new URLSearchParams(current);
  parameters.delete('q');
  parameters.delete('category');
  if (place.view === 'question') parameters.set('q', place.question);
  if (place.view === 'category') parameters.set('category', place.category);
  const text = parameters.toString();
  return text === '' ? '' : `?${text}`;
}

function valueOf(search: string, name: string): string | null {
  const value = new URLSearchParams(search).get(name)?.trim() ?? '';
  return value === '' ? null : value;
}
