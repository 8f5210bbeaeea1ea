/** The text with which a colleague joins. It contains everything that a new device needs to read the folder. */
import { z } from 'zod'
import { message } from '../../../core/i18n/message.ts'
import { StoreError } from '../../errors.ts'
import { ConferenceSlug } from '../../model.ts'
import { GroupKey } from './group-keys.ts'

const Invitation = z.object({
  version: z.literal(1),
  group: z.object({ id: z.uuid(), name: z.string().min(1).max(100), allowsInternal: z.boolean() }),
  conference: z.object({ slug: ConferenceSlug, title: z.string().max(2_000) }),
  keys: z.array(GroupKey).min(1).max(1_000),
  /** The member who invites, so that both can compare the fingerprint of the key. */
  from: z.object({ name: z.string().max(200), publicKey: z.base64().max(100) }).optional(),
})
export type Invitation = z.infer<typeof Invitation>

const PREFIX = 'rapporteur-delegation:'

export function writeInvitation(invitation: Omit<Invitation, 'version'>): string {
  return PREFIX + Buffer.from(JSON.stringify({ version: 1, ...invitation })).toString('base64url')
}

export function isInvitation(text: string): boolean {
  return text.trimStart().startsWith(PREFIX)
}

/** Line breaks and spaces, which mail programs add, do not matter. Throws `bad-file`. */
export function readInvitation(text: string): Invitation {
  const code = text.replaceAll(/\s/g, '')
  const invitation = code.startsWith(PREFIX) ? parse(code.slice(PREFIX.length)) : null
  if (!invitation) throw new StoreError('bad-file', message('delegation.no-invitation'))
  return invitation
}

function parse(code: string): Invitation | null {
  try {
    return Invitation.safeParse(JSON.parse(Buffer.from(code, 'base64url').toString())).data ?? null
  } catch {
    return null
  }
}
