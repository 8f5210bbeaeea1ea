import type { Plugin, Rolldown } from 'vite'

/** Fails a build if `entry`, with all that it imports statically, has more kilobytes than `limit`. Users wait for it at every start. */
export function createStartLimitPlugin(entry: string, limit: number): Plugin {
  return {
    name: 'limit-start',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const kilobytes = Math.ceil(getStartSize(entry, bundle) / 1000)
        if (kilobytes > limit)
          this.error(
            `${entry} loads ${kilobytes} kB at the start, more than the limit of ${limit} kB: import a part of it only when it is needed`,
          )
      },
    },
  }
}

/** @returns the length of the code that the entry loads at the start */
export function getStartSize(entry: string, bundle: Rolldown.OutputBundle): number {
  return findStartChunks(entry, bundle).reduce((sum, { code }) => sum + code.length, 0)
}

/** @returns the chunk and all chunks that it imports statically */
export function findStartChunks(entry: string, bundle: Rolldown.OutputBundle): Rolldown.OutputChunk[] {
  const chunks = Object.values(bundle).filter((file) => file.type === 'chunk')
  const found = new Set(chunks.filter(({ name }) => name === entry))
  if (found.size === 0) throw new Error(`the build has no chunk ${entry}`)
  // A loop over a set also reaches elements that are added during the loop.
  for (const { imports } of found) {
    for (const chunk of chunks) if (imports.includes(chunk.fileName)) found.add(chunk)
  }
  return [...found]
}
