import { expect, test } from 'vitest'
import { valuesFromStore } from './boundaries.ts'

test.each([
  "import type { Session } from '../db/model.ts'",
  "import type {\n  Session,\n  Note,\n} from '../../db/model.ts'",
  "export type { Session } from '../db/model.ts'",
  "let session: import('../db/model.ts').Session",
  "import { time } from '../core/time.ts'\nimport type { Session } from '../db/model.ts'",
  "import styles from './db/styles.module.css'",
])('types are let through: %s', (source) => {
  expect(valuesFromStore(source)).toEqual([])
})

test.each([
  "import { sessionSchema } from '../db/model.ts'",
  "import { type Session } from '../db/model.ts'",
  'import { sessionSchema,\n  type Session } from "../../db/model.ts"',
  "import * as model from '../db/model.ts'",
  "import '../db/contract/index.ts'",
  "export { sessionSchema } from '../db/model.ts'",
  "import('../db/model.ts')",
])('values are found: %s', (source) => {
  expect(valuesFromStore(`import type { Note } from '../db/model.ts'\n${source}\n`)).toEqual([source])
})
