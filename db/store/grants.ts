/** Paths never come from the interface: the shell's dialog adds a path under a token that is valid for one call. */
import { message } from '../../core/i18n/message.ts'
import type { ProgrammeAddress } from '../contract/index.ts'
import { StoreError } from '../errors.ts'

/** `origin`: the address from which the file was downloaded, or from which newer files will be downloaded. */
export type FileGrant = { path: string; mode: 'read' | 'write'; origin?: ProgrammeAddress | undefined }
export type Grants = {
  add(token: string, grant: FileGrant): void
  /**
   * Uses up the token, even if the mode is wrong.
   * @returns the path. Throws `file-access` for an unknown or used token, or the wrong mode
   */
  take(token: string, mode: FileGrant['mode']): string
  /** Like `take`, but the token stays valid. */
  peek(token: string, mode: FileGrant['mode']): string
  /** @returns the origin, also after the path was taken; null if none was given */
  getOrigin(token: string): ProgrammeAddress | null
}

export function createGrants(): Grants {
  const grants = new Map<string, FileGrant>()
  const origins = new Map<string, ProgrammeAddress>()
  const peek: Grants['peek'] = (token, mode) => {
    const grant = grants.get(token)
    if (grant?.mode !== mode) throw new StoreError('file-access', message('file.choose-again'))
    return grant.path
  }
  return {
    add: (token, grant) => {
      grants.set(token, grant)
      if (grant.origin) origins.set(token, grant.origin)
    },
    peek,
    getOrigin: (token) => origins.get(token) ?? null,
    take: (token, mode) => {
      try {
        return peek(token, mode)
      } finally {
        grants.delete(token)
      }
    },
  }
}
