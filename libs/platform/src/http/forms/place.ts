/** Where a field stands: by name on the page, by id in its HTML, by JSON Pointer in the API. */
export interface Place {
  readonly name: string;
  readonly id: string;
  readonly pointer: string;
}

/** Before the first field. */
export const top: Place = { name: '', id: '', pointer: '' };

export const inside = (place: Place, key: string): Place => ({
  name: place.name === '' ? key : `${place.name}[${key}]`,
  id: place.id === '' ? key : `${place.id}-${key}`,
  pointer: `${place.pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`,
});
