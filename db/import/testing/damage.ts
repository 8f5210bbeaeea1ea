/** Damages files as transmission errors do. */
import fc from 'fast-check'

/** Overwrites, removes or repeats bytes, or truncates the file. */
export const damage = fc.array(
  fc.record({
    kind: fc.constantFrom('overwrite', 'remove', 'repeat', 'cut'),
    at: fc.nat({ max: 1_000_000 }),
    length: fc.integer({ min: 1, max: 60 }),
    bytes: fc.uint8Array({ minLength: 1, maxLength: 4 }),
  }),
  { minLength: 1, maxLength: 4 },
)
export type Fault = { kind: string; at: number; length: number; bytes: Uint8Array }
export function applyDamage(bytes: Uint8Array, faults: readonly Fault[]): Uint8Array {
  let result = Buffer.from(bytes)
  for (const { kind, at, length, bytes: other } of faults) {
    const from = result.length === 0 ? 0 : at % result.length
    const [before, piece, after] = [
      result.subarray(0, from),
      result.subarray(from, from + length),
      result.subarray(from + length),
    ]
    if (kind === 'overwrite') result = Buffer.concat([before, other, result.subarray(from + other.length)])
    else if (kind === 'remove') result = Buffer.concat([before, after])
    else if (kind === 'repeat') result = Buffer.concat([before, piece, piece, after])
    else result = Buffer.from(before)
  }
  return result
}
