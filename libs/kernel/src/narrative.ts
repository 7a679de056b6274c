/**
 * What a person wrote about people, in the shape of a sealed field. Most narratives are open text; where an event declares a
 * field as sealed, the write path puts a key id, a nonce and a ciphertext beside `sealed: true`. Readers ask before they read.
 */
export type Narrative = { readonly sealed: false; readonly text: string } | Sealed;

/** Words that only the key of the person concerned opens: the id of that key, and nonce and ciphertext in base64. */
export interface Sealed {
  readonly sealed: true;
  readonly key: string;
  readonly nonce: string;
  readonly cipher: string;
}

export const narrative = (text: string): Narrative => ({ sealed: false, text });

/** The words, or a statement that they are sealed. */
export const wordsOf = (field: Narrative): string => (field.sealed ? 'Sealed' : field.text);
