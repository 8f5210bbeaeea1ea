/** Paths never come from the interface: the shell's dialog adds a path under a token that is valid for one call. */
import { message } from '../../core/i18n/message.ts'
import { StoreError } from '../errors.ts'

export type FileGrant = { path: string; mode: 'read' | 'write' }
export type Grants = {
  add(token: string, grant: FileGrant): void
  /** Returns the path once. Throws `file-access` for an unknown or used token, or the wrong mode. */
  take(token: string, mode: FileGrant['mode']): string
  /** As `take`, but the token stays valid. */
  look(token: string, mode: FileGrant['mode']): string
}

export function createGrants(): Grants {
  const grants = new Map<string, FileGrant>()
  const look: Grants['look'] = (token, mode) => {
    const grant = grants.get(token)
    if (grant?.mode !== mode) throw new StoreError('file-access', message('file.choose-again'))
    return grant.path
  }
  return {
    add: (token, grant) => {
      grants.set(token, grant)
    },
    look,
    take: (token, mode) => {
      try {
        return look(token, mode)
      } finally {
        grants.delete(token)
      }
    },
  }
}
