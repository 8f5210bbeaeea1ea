/** The bundle that is being previewed. It is kept until it is merged or closed, or another bundle is opened. */

import { randomUUID } from 'node:crypto'
import { message } from '../../core/i18n/message.ts'
import { StoreError } from '../errors.ts'
import type { SignedBundle } from './bundle.ts'

type Opened = { fileName: string; file: Uint8Array; signed: SignedBundle | null }
export type OpenedBundles = {
  add(opened: Opened): string
  /** Throws `not-found` if the bundle was closed in the meantime. */
  get(id: string): Opened
  close(id: string): void
}

export function createOpenedBundles(): OpenedBundles {
  let last: { id: string; opened: Opened } | null = null
  return {
    add: (opened) => {
      last = { id: randomUUID(), opened }
      return last.id
    },
    get: (id) => {
      if (last?.id === id) return last.opened
      throw new StoreError('not-found', message('sharing.not-open'))
    },
    close: (id) => {
      if (last?.id === id) last = null
    },
  }
}
