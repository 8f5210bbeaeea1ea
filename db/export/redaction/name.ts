/** Known names, and where they occur in a text. */

/** participant: a person. delegation: an organisation or a state. */
export type NameKind = 'participant' | 'delegation'
/** `isAddress`: an e-mail address or telephone number, which identifies a person as a name does. */
export type KnownName = { name: string; kind: NameKind; isAddress?: true }
export type FoundName = { start: number; end: number; kind: NameKind }
