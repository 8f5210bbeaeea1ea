export type Strength = 'none' | 'short' | 'fair' | 'good'

const SHORTEST = 8
const FAIR = 14
const GOOD = 20
/** With fewer different characters than this, a passphrase is easy to guess, whatever its length. */
const LEAST_VARIETY = 8

/** A rough hint: length counts most, because a dictionary of passphrases is not part of the app. */
export function estimateStrength(passphrase: string): Strength {
  const { length } = [...passphrase]
  if (length === 0) return 'none'
  const variety = new Set(passphrase.toLowerCase()).size
  if (length < FAIR || variety < LEAST_VARIETY)
    return length < SHORTEST || variety < LEAST_VARIETY ? 'short' : 'fair'
  return length >= GOOD ? 'good' : 'fair'
}
