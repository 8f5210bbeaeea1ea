/** The name of who signs. It vouches for the pack and stands beside the key's fingerprint: nothing in it may show another name, or another key. */
import { line } from '../model.ts'
import { lineWithout } from './schema-patterns.ts'

/** What nobody sees: it tells a terminal what to do, or two names apart that look alike. Joiners are seen by what is around them. */
const UNSEEN = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/u
/** ZWNJ and ZWJ between the letters of scripts that join them, from Arabic on (RFC 5892 A.1 and A.2): Persian and Hindi are written with them. */
const STRAY_JOINER =
  /[\u200c\u200d](?!(?![\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}])[\p{Letter}\p{Mark}])|(?<!(?![\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}])[\p{Letter}\p{Mark}])[\u200c\u200d]/u
/** Half of one (getFingerprint in keys.ts): four groups of four hexadecimal digits in a row, whatever stands between them. No name has that. */
const FINGERPRINT = /(?:[\da-f]{4}[\s\p{P}\p{S}]*){4}/iu

export const publisher = line
  .max(200)
  .refine((name) => !/\p{Bidi_Control}/u.test(name), 'value.turning-characters')
  .refine(
    (name) => /\p{Bidi_Control}/u.test(name) || !(UNSEEN.test(name) || STRAY_JOINER.test(name)),
    'value.invisible-characters',
  )
  .refine((name) => !FINGERPRINT.test(name.normalize('NFKC')), 'value.fingerprint')
  .meta({
    pattern: lineWithout((character) => UNSEEN.test(character) || /\p{Bidi_Control}/u.test(character)),
  })
