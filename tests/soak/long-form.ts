/**
 * npm run soak -- delegation [--profiles N] [--edits N] [--seed N] [--carriers NAME,…] [--concurrency N] [--older REVISION | none]: the long form of
 * short-form.test.ts. Exits with 1, and keeps its folder, if anything was lost, differs or leaked.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { root } from '../../scripts/lib/paths.ts'
import { type CarrierName, carrierNames, soak } from './soak-run.ts'

/**
 * An earlier version that must still work together with this one. It is the first version that accepts files in any order, and the last
 * one in which a withdrawn note did not name its confidentiality.
 */
const EARLIER_VERSION = '2aaf244b'

const { values } = parseArgs({
  options: {
    profiles: { type: 'string', default: '30' },
    edits: { type: 'string', default: '100000' },
    seed: { type: 'string', default: String(Date.now() % 100_000) },
    carriers: { type: 'string', default: carrierNames.join() },
    concurrency: { type: 'string', default: '4' },
    older: { type: 'string', default: EARLIER_VERSION },
  },
})
const carriers = values.carriers.split(',') as CarrierName[]
const unknown = carriers.find((name) => !carrierNames.includes(name))
if (unknown !== undefined) throw new Error(`no carrier ${unknown}; there are ${carrierNames.join(', ')}`)
const folder = mkdtempSync(join(tmpdir(), 'rapporteur-soak-'))
const startTime = Date.now()
const log = (text: string) =>
  console.log(`${String(Math.round((Date.now() - startTime) / 1000)).padStart(5)} s  ${text}`)

log(`seed ${values.seed}, in ${folder}`)
const { failures, counts } = await soak({
  folder,
  profiles: Number(values.profiles),
  edits: Number(values.edits),
  seed: Number(values.seed),
  carriers,
  concurrency: Number(values.concurrency),
  hasNetwork: true,
  older: extractVersion(values.older),
  log,
})
log(JSON.stringify(counts))
for (const failure of failures.slice(0, 30)) console.error(failure)
if (failures.length > 0)
  console.error(`seed ${values.seed}: ${failures.length} failures; everything is kept in ${folder}`)
else {
  rmSync(folder, { recursive: true, force: true })
  log('nothing was lost, nothing differs, nothing leaked')
}
process.exitCode = failures.length > 0 ? 1 : 0

/** Extracts an earlier version. @returns its root, or null if `revision` is `none` or not in the repository */
function extractVersion(revision: string): string | null {
  const target = join(folder, 'older')
  if (revision === 'none') return null
  try {
    const archive = execFileSync('git', ['archive', revision], { cwd: root, maxBuffer: 1024 ** 3 })
    mkdirSync(target)
    execFileSync('tar', ['-x', '-C', target], { input: archive })
    symlinkSync(join(root, 'node_modules'), join(target, 'node_modules'))
    return target
  } catch (error) {
    log(`no earlier version takes part: ${error}`)
    return null
  }
}
