/** Handles the menu's "Print": prints the content of the screen, or opens the screen for printing a report. */
import { useEffect, useRef } from 'react'
import { buildRoute, go } from './router.ts'

/** The last entry is used, so a dialog takes precedence over the screen below it. */
const printCommands: (() => void)[] = []

export function printNow(): void {
  const print = printCommands.at(-1)
  if (print) print()
  else go(buildRoute('export'))
}

/** Registers how the current screen or dialog prints; null while it has nothing to print. */
export function usePrintCommand(print: (() => void) | null): void {
  const latest = useRef(print)
  useEffect(() => {
    latest.current = print
  })
  useEffect(() => {
    const callLatest = () => latest.current?.()
    printCommands.push(callLatest)
    return () => void printCommands.splice(printCommands.indexOf(callLatest), 1)
  }, [])
}
