/** Checks the signer's name. It is shown beside the key's fingerprint, so it must not imitate another name or a fingerprint. */
import { line } from '../model.ts'
import { getLinePattern } from './schema-patterns.ts'

/** Invisible characters, which can control a terminal or make two names look alike. Joiners are checked separately. */
const UNSEEN = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/u
/** ZWNJ and ZWJ outside the letters of scripts that join them (RFC 5892 A.1 and A.2). Persian and Hindi need them. */
const STRAY_JOINER =
  /[\u200c\u200d](?!(?![\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}])[\p{Letter}\p{Mark}])|(?<!(?![\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}])[\p{Letter}\p{Mark}])[\u200c\u200d]/u
/**
 * Looks like a key's fingerprint (getFingerprint in keys.ts): four groups of four hexadecimal digits with anything between. No real name
 * does.
 */
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
    // Only the schemas in docs/ need it, and it tests every character.
    get pattern() {
      return getLinePattern((character) => UNSEEN.test(character) || /\p{Bidi_Control}/u.test(character))
    },
  })
