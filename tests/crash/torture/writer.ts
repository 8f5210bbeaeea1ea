/** Saves notes in the given profile one after another, and prints each text once it is acknowledged. */
import { open, save } from './notebook.ts'

const store = open(process.argv[2] ?? '')
for (let index = 0; ; index += 1) {
  const text = `${process.pid} ${index} ${'text '.repeat(index % 400)}`.trim()
  const failure = save(store, text, new Set())
  if (failure) throw new Error(failure.message)
  process.stdout.write(`${text}\n`)
  await new Promise(setImmediate)
}
