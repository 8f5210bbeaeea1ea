import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { copyFile, cp, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { runLocked } from '../lib/lock.ts'
import { cacheFolder } from '../lib/paths.ts'
import { publish } from '../lib/publish.ts'
import { runOrThrow } from '../lib/run.ts'
import { printStatus } from '../lib/script-output.ts'
import { addedFile, patch, patchDescription, patchedFiles } from './napi8-patch.ts'
import { requireCompiler } from './system-packages.ts'

/*
 * The prebuilt better-sqlite3 needs a newer Node-API than the registry's Electron has. Builds one with lower requirements from a patched
 * copy of the installed source, once for each machine, and puts it where db/store/open.ts looks first.
 */

const { resolve } = createRequire(import.meta.url)
const packageFolder = dirname(resolve('better-sqlite3/package.json'))
const headersPackage = dirname(
  createRequire(join(packageFolder, 'package.json')).resolve('node-addon-api/package.json'),
)
const { name, version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8'))
const inputsHash = createHash('sha256').update(patchDescription).digest('hex').slice(0, 8)
const cachedBinary = join(
  cacheFolder,
  `${name}-${version}-${process.platform}-${process.arch}-${inputsHash}.node`,
)

const releaseFolder = join(packageFolder, 'build', 'Release')
const installedBinary = join(releaseFolder, 'better_sqlite3.node')
/** Marks the binary beside it as built by this script, with its version, since a person may have compiled another binary. */
const markFile = join(releaseFolder, 'rapporteur-recipe.txt')
const markText = `${name} ${version} ${inputsHash}\n`

/** Makes better-sqlite3 work in `executable`, an Electron with an older Node-API. */
export async function installOlderNodeApi(executable: string): Promise<void> {
  if (existsSync(installedBinary) && existsSync(markFile) && readFileSync(markFile, 'utf8') === markText)
    return
  if (!existsSync(cachedBinary)) await runLocked(`${cachedBinary}.lock`, () => buildBinary(executable))
  await mkdir(releaseFolder, { recursive: true })
  await publish(installedBinary, async (workFolder) => {
    await copyFile(cachedBinary, join(workFolder, 'better_sqlite3.node'))
    return join(workFolder, 'better_sqlite3.node')
  })
  await writeFile(markFile, markText)
}

/** Restores the prebuilt binary if this checkout used the patched one before. */
export async function restorePrebuilt(): Promise<void> {
  if (!existsSync(markFile)) return
  await rm(installedBinary, { force: true })
  await rm(markFile)
}

async function buildBinary(executable: string): Promise<void> {
  if (existsSync(cachedBinary)) return
  await requireCompiler()
  printStatus(`compiling ${name} ${version} for this Electron (about a minute, once per machine) …`)
  await publish(cachedBinary, async (workFolder) => {
    const source = await makePatchedCopy(workFolder)
    const log = await runOrThrow(
      process.execPath,
      [
        resolve('node-gyp/bin/node-gyp.js'),
        'rebuild',
        '--release',
        '--force_build=1',
        '--jobs=max',
        `--nodedir=${findHeadersFolder()}`,
      ],
      { cwd: source },
    )
    const binary = join(source, 'build', 'Release', 'better_sqlite3.node')
    if (!existsSync(binary)) throw new Error(`node-gyp made no better_sqlite3.node\n${log.slice(-4000)}`)
    await testBinary(source, process.execPath)
    await testBinary(source, executable)
    return binary
  })
}

async function makePatchedCopy(workFolder: string): Promise<string> {
  const copy = join(workFolder, 'better-sqlite3')
  await cp(packageFolder, copy, {
    recursive: true,
    filter: (path) => ![join(packageFolder, 'build'), join(packageFolder, 'prebuilds')].includes(path),
  })
  for (const file of patchedFiles) {
    await writeFile(join(copy, file), patch(file, await readFile(join(copy, file), 'utf8')))
  }
  await writeFile(join(copy, addedFile.path), addedFile.content)
  // binding.gyp asks Node for this package's include folder, starting at the folder of the build.
  await mkdir(join(copy, 'node_modules'))
  await symlink(headersPackage, join(copy, 'node_modules', 'node-addon-api'))
  return copy
}

/** Node's C headers come with the npm package that contains Node, so nothing is downloaded. */
function findHeadersFolder(): string {
  const candidates = [
    () => dirname(resolve(`node-${process.platform}-${process.arch}/package.json`)),
    () => process.env.npm_config_nodedir,
    () => dirname(dirname(process.execPath)),
  ]
  for (const candidate of candidates) {
    try {
      const folder = candidate()
      if (folder && existsSync(join(folder, 'include', 'node', 'node_api.h'))) return folder
    } catch {
      // The package is not installed; the next place is tried.
    }
  }
  throw new Error('the C headers of Node were not found; install the project again with `npm ci`')
}

/** Tests everything that the patch changes, in the given Node or Electron, before the binary is cached. */
async function testBinary(folder: string, program: string): Promise<void> {
  const script = `
    const assert = require('node:assert')
    const Database = require(${JSON.stringify(folder)})
    const db = new Database(':memory:')
    db.exec('create table t (a text primary key, b integer) strict')
    const insert = db.prepare('insert into t values ($a, $b)')
    for (let i = 0; i < 1000; i++) insert.run({ a: 'n' + i, b: i })
    assert.throws(() => insert.run({ a: 'n1', b: 1 }), { code: 'SQLITE_CONSTRAINT_PRIMARYKEY' })
    assert.throws(() => insert.run({ a: 'n1' }), /Missing named parameter "b"/)
    db.aggregate('total', { start: 0, step: (sum, n) => sum + n })
    assert.deepEqual(db.prepare('select total(b) as s from t').get(), { s: 499500 })
    assert.equal(insert.source, 'insert into t values ($a, $b)')
    assert.equal(insert.database, db)
    assert.deepEqual(insert.run({ a: 'x', b: 1 }), { changes: 1, lastInsertRowid: 1001 })
    assert.equal([...db.prepare('select * from t').iterate()].length, 1001)
    db.close()
  `
  await runOrThrow(program, ['-e', script], { env: { ELECTRON_RUN_AS_NODE: '1' } })
}
