/** Names as they are known, and where a text tells them. */

/** participant: a person. delegation: an organisation, a state. */
export type Kind = 'participant' | 'delegation'
/** `isAddress`: an e-mail address, a telephone number: no name, but known as well as one. */
export type Known = { name: string; kind: Kind; isAddress?: true }
export type Found = { start: number; end: number; kind: Kind }
