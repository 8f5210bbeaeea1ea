import { arch, availableParallelism, release, totalmem } from 'node:os'
import { countRows, readSize } from '../sql/facts.ts'
import type { HandlersOf } from './context.ts'

export const support: HandlersOf<'support'> = {
  'support.facts': ({ sql }) => ({
    system: {
      release: release(),
      processor: arch(),
      processors: availableParallelism(),
      memoryBytes: totalmem(),
    },
    database: readSize(sql),
    rows: countRows(sql),
  }),
}
