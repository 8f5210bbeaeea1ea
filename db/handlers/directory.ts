import { listDirectory } from '../sql/directory.ts'
import type { HandlersOf } from './context.ts'

export const directory: HandlersOf<'directory'> = {
  'directory.list': ({ sql }, { conference }) => listDirectory(sql, conference),
}
