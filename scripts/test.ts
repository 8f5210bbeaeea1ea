import { globSync } from 'node:fs'
import { join } from 'node:path'
import { buildOutdatedParts } from './build-parts.ts'
import { listCheckSteps } from './check-steps.ts'
import { ensureDisplays } from './display.ts'
import { root } from './lib/paths.ts'
import { run } from './lib/run.ts'
import { printStatus, runScript } from './lib/script-output.ts'
import { clearSkippedTests, describeSkippedTests } from './lib/skipped-tests.ts'
import { sortFiles } from './lib/sort-files.ts'
import { addCounts, type Counts, NO_TESTS, runSteps } from './lib/steps.ts'
import { describeRuntime, prepareRuntime } from './prepare.ts'
import { installRussianData, requireReaders } from './runtime/system-packages.ts'
import { runVitest, type TestRun } from './vitest.ts'

/*
 * npm test [-- FILE…]: runs all tests, or files of any kind. After a failure, everything that does not depend on it still runs, so the last
 * line, `N passed, N failed`, covers all tests.
 */
await runScript(async () => {
  let counts = NO_TESTS
  const remarks: string[] = []
  /** @returns whether nothing failed */
  const addResult = (result: Counts & { remarks?: string[] }): boolean => {
    counts = addCounts(counts, result)
    remarks.push(...(result.remarks ?? []))
    return result.failed === 0
  }
  const files = sortFiles(process.argv.slice(2))

  const runtime = await prepareRuntime()
  printStatus(`testing on ${describeRuntime(runtime)}`)
  await requireReaders()
  await installRussianData()
  const displays = await ensureDisplays()

  clearSkippedTests()
  if (files.all) {
    printTitle('check')
    addResult(await runSteps(listCheckSteps(), root))
  }
  if (files.all || files.unit.length > 0) {
    printTitle('unit')
    addResult(await runVitest('unit', 'vitest.config.ts', files.unit))
  }
  if (files.all || files.window.length > 0 || files.packaged.length > 0) {
    printTitle('build')
    const isBuilt = addResult(await runAsTest(() => buildOutdatedParts({ force: files.all })))
    if (isBuilt) {
      if (files.all || files.window.length > 0) {
        printTitle('e2e')
        addResult(await runVitest('e2e', 'vitest.e2e.config.ts', files.window, displays.env))
      }
      if (files.all || files.packaged.length > 0) {
        printTitle('package')
        const isPackaged = addResult(await runAsTest(packageApp))
        if (isPackaged) addResult(await runPackaged(files.packaged, displays.env))
      }
    }
  }

  displays.stop()
  const skipped = describeSkippedTests()
  if (skipped) process.stdout.write(`\n${skipped}`)
  process.stdout.write(`\n${remarks.map((remark) => `${remark}\n`).join('')}`)
  process.stdout.write(`${counts.passed} passed, ${counts.failed} failed\n`)
  return counts.failed ? 1 : 0
})

function printTitle(text: string): void {
  process.stdout.write(`\n── ${text}\n`)
}

/** Runs work that is not a test but must succeed. It counts as one test. */
async function runAsTest(work: () => Promise<void>): Promise<Counts> {
  try {
    await work()
    return { passed: 1, failed: 0 }
  } catch (error) {
    printStatus(String(error instanceof Error ? error.stack : error))
    return { passed: 0, failed: 1 }
  }
}

async function packageApp(): Promise<void> {
  const { code } = await run(process.execPath, [join(root, 'scripts', 'package.ts'), '--fallback-runtime'], {
    stdio: 'inherit',
  })
  if (code !== 0) throw new Error('the app could not be packaged')
}

function runPackaged(files: readonly string[], env: NodeJS.ProcessEnv): Promise<TestRun> {
  return runVitest('packaged', 'vitest.e2e.config.ts', files, {
    ...env,
    RAPPORTEUR_E2E_PACKAGED: findPackagedExecutable(),
  })
}

/** The executable that `npm run package` has built for this machine. */
function findPackagedExecutable(): string {
  const places = {
    linux: 'release/linux*-unpacked/rapporteur',
    win32: 'release/win*-unpacked/Rapporteur.exe',
    darwin: 'release/mac*/Rapporteur.app/Contents/MacOS/Rapporteur',
  }
  const pattern = places[process.platform as keyof typeof places]
  const [found] = globSync(pattern, { cwd: root })
  if (!found) throw new Error(`nothing was packaged at ${pattern}`)
  return join(root, found)
}
