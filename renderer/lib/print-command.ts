/** "Print" of the menu: what is on screen, or the screen where a report is printed. */
import { useEffect, useRef } from 'react'
import { go, routeTo } from './router.ts'

/** A dialog over a screen comes last. */
const printing: (() => void)[] = []

export function printNow(): void {
  const print = printing.at(-1)
  if (print) print()
  else go(routeTo('export'))
}

/** `print`: of the screen or dialog that is there; null while there is nothing to print on it. */
export function usePrintCommand(print: (() => void) | null): void {
  const latest = useRef(print)
  useEffect(() => {
    latest.current = print
  })
  useEffect(() => {
    const own = () => latest.current?.()
    printing.push(own)
    return () => void printing.splice(printing.indexOf(own), 1)
  }, [])
}
