/** Known names, and where they occur in a text. */

/** participant: a person. delegation: an organisation or a state. */
export type Kind = 'participant' | 'delegation'
/** `isAddress`: an e-mail address or telephone number, which identifies a person as a name does. */
export type Known = { name: string; kind: Kind; isAddress?: true }
export type Found = { start: number; end: number; kind: Kind }
