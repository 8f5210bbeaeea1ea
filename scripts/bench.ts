import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { addEntries, drawTrends, readHistory, readRatios } from '../bench/lib/history.ts'
import { launchScripts } from './launch.ts'
import { root } from './lib/paths.ts'
import { runOrThrow } from './lib/run.ts'
import { runScript, UserError } from './lib/script-output.ts'
import { describeRuntime, prepareRuntime } from './prepare.ts'

const historyFile = join(root, 'bench', 'history.tsv')

// npm run bench [-- NAME]: runs every bench/*.ts, or the one with that name. Folders below bench/ hold shared code.
// --record adds the ratios to bench/history.tsv; --trend shows that file without measuring.
await runScript(async () => {
  const argv = process.argv.slice(2)
  if (argv.includes('--trend')) return showTrend()
  const [name, ...args] = argv.filter((argument) => argument !== '--record')
  const benches = globSync(`bench/${name ?? '*'}.ts`, { cwd: root, exclude: ['**/*.test.ts'] }).sort()
  if (benches.length === 0) throw new UserError(`there is no benchmark ${name ?? 'in bench/'}`)
  return launchScripts(benches, args, argv.includes('--record') ? await createRecorder() : undefined)
})

function showTrend(): number {
  const entries = readHistory(historyFile)
  if (entries.length === 0) throw new UserError('nothing is recorded yet: npm run bench -- --record')
  process.stdout.write(`${drawTrends(entries).join('\n')}\n`)
  return 0
}

async function createRecorder(): Promise<(script: string, output: string) => void> {
  const commit = (await runOrThrow('git', ['describe', '--always', '--dirty'], { cwd: root })).trim()
  const runtime = describeRuntime(await prepareRuntime())
  const date = new Date().toISOString().slice(0, 10)
  return (script, output) => {
    const ratios = readRatios(basename(script, '.ts'), output)
    if (ratios.length === 0) return
    const before = existsSync(historyFile) ? readFileSync(historyFile, 'utf8') : ''
    const entries = ratios.map((figure) => ({ date, commit, runtime, ...figure }))
    writeFileSync(historyFile, addEntries(before, entries))
  }
}
