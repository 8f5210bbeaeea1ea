import { posix } from 'node:path'
import { type Edge, findCycles } from './cycles.ts'
import type { Source } from './imports.ts'
import {
  findFeature,
  findFolder,
  findMisplacedImports,
  getPart,
  getRank,
  hasLayers,
  isTest,
} from './layout.ts'

/** A number for each violation, named by rule and subject: 41 for `folder-size db/sql`, or 1 if the rule counts nothing. */
export type Violations = Map<string, number>

const MAX_SOURCES = 40
const MAX_LINES = 350
const MAX_SAME_NAMES = 2
/** Folders whose files are named by the contract's nouns. */
const NOUNS = /^(?:db\/(?:contract|handlers|sql)|cli\/commands)$/
/** File names that every feature or format has. */
const FIXED_NAMES = new Set(['index', 'screen', 'importer', 'exporter', 'testing'])

export function findViolations(sources: readonly Source[]): Violations {
  const found: Violations = new Map()
  const add = (rule: string, subject: string, count = 1) => found.set(`${rule} ${subject}`, count)
  const files = new Set(sources.map(({ file }) => file))
  const modules = sources.filter(({ file }) => !file.endsWith('.css'))
  const codeModules = modules.filter(({ file }) => !isTest(file))
  const edges: Edge[] = codeModules.flatMap(({ file, imports }) =>
    imports.filter(({ name }) => files.has(name)).map(({ name }): Edge => [file, name]),
  )

  for (const [from, to] of findCycles(edges)) add('cycle', `${from} → ${to}`)
  for (const [from, to] of findCycles(edges, findFolder)) add('folder-cycle', `${from} → ${to}`)
  for (const [from, to] of findCycles(edges, getPart)) add('part-cycle', `${from} → ${to}`)
  for (const [importer, imported] of edges) {
    const rank = getRank(importer)
    const importedRank = getRank(imported)
    if (rank !== null && importedRank !== null && importedRank < rank)
      add('direction', `${importer} → ${imported}`)
    const feature = findFeature(imported)
    if (feature && feature !== findFeature(importer) && posix.basename(imported, '.ts') !== 'index')
      add('feature-index', `${importer} → ${imported}`)
  }
  for (const source of codeModules) {
    for (const name of findMisplacedImports(source)) add('import', `${source.file} → ${name}`)
    if (hasLayers(source.file) && getRank(source.file) === null) add('no-layer', posix.dirname(source.file))
  }
  for (const [folder, count] of countBy(codeModules, ({ file }) => posix.dirname(file))) {
    if (count > MAX_SOURCES) add('folder-size', folder, count)
  }
  const named = modules.filter(({ file }) => !/\.test\.tsx?$/.test(file) && !NOUNS.test(posix.dirname(file)))
  for (const [name, count] of countBy(named, ({ file }) => posix.basename(file).replace(/\.\w+$/, ''))) {
    if (count > MAX_SAME_NAMES && !FIXED_NAMES.has(name)) add('base-name', name, count)
  }
  for (const { file, lines } of sources) if (lines > MAX_LINES) add('file-size', file, lines)
  return found
}

function countBy<T>(items: readonly T[], getKey: (item: T) => string): Map<string, number> {
  const counts = new Map<string, number>()
  for (const item of items) counts.set(getKey(item), (counts.get(getKey(item)) ?? 0) + 1)
  return counts
}

/** Sorts cycles last: one wrong import can close cycles through hundreds of files, and another violation may name this import. */
export function sortByCause(violations: Violations): string[] {
  const isCycle = (violation: string) => /^[\w-]*cycle /.test(violation)
  return [...violations]
    .map(([violation, count]) => (count > 1 ? `${violation} ${count}` : violation))
    .sort((a, b) => Number(isCycle(a)) - Number(isCycle(b)))
}
