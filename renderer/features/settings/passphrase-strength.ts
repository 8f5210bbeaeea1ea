export type Strength = 'none' | 'short' | 'fair' | 'good'

const MIN_LENGTH = 8
const FAIR_LENGTH = 14
const GOOD_LENGTH = 20
/** With fewer different characters than this, a passphrase is easy to guess, whatever its length. */
const MIN_DIFFERENT_CHARACTERS = 8

/** A rough hint: length counts most, because a dictionary of passphrases is not part of the app. */
export function estimateStrength(passphrase: string): Strength {
  const { length } = [...passphrase]
  if (length === 0) return 'none'
  const variety = new Set(passphrase.toLowerCase()).size
  if (length < FAIR_LENGTH || variety < MIN_DIFFERENT_CHARACTERS)
    return length < MIN_LENGTH || variety < MIN_DIFFERENT_CHARACTERS ? 'short' : 'fair'
  return length >= GOOD_LENGTH ? 'good' : 'fair'
}
