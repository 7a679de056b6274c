/**
 * What a person wrote about people, in the shape of a sealed field. Today every narrative is open text; when sealing comes,
 * the writer puts a key id, a nonce and a ciphertext beside `sealed: true`, and readers already ask before they read.
 */
export type Narrative =
  | { readonly sealed: false; readonly text: string }
  | { readonly sealed: true; readonly key: string; readonly nonce: string; readonly cipher: string };

export const narrative = (text: string): Narrative => ({ sealed: false, text });

/** The words, or a statement that they are sealed. */
export const wordsOf = (field: Narrative): string => (field.sealed ? 'Sealed' : field.text);
