import { isAbsolute, relative } from 'node:path'
import { root } from './paths.ts'

export interface Files {
  /** No path was given, so all tests run. */
  all: boolean
  unit: string[]
  window: string[]
  packaged: string[]
}

/** Sorts paths by kind of test: those in tests/e2e/ need a window, some of them the packaged app. */
export function sortFiles(paths: readonly string[]): Files {
  const files = paths.map((path) => (isAbsolute(path) ? relative(root, path) : path.replace(/^\.\//, '')))
  const isPackaged = (file: string) => /^tests\/e2e\/packaged[^/]*$/.test(file)
  const needsWindow = (file: string) => /^tests\/e2e(?:\/|$)/.test(file)
  return {
    all: files.length === 0,
    unit: files.filter((file) => !needsWindow(file)),
    window: files.filter((file) => needsWindow(file) && !isPackaged(file)),
    packaged: files.filter(isPackaged),
  }
}
