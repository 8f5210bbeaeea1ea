/** "Print" of the menu: the report on screen, or the screen where one is printed. */
import { useEffect, useRef } from 'react'
import { go, routeTo } from './navigate.ts'

let printHere: (() => void) | null = null

export function printNow(): void {
  if (printHere) printHere()
  else go(routeTo('export'))
}

/** `print`: of the screen that is there; null while there is nothing to print on it. */
export function usePrintCommand(print: (() => void) | null): void {
  const latest = useRef(print)
  useEffect(() => {
    latest.current = print
  })
  useEffect(() => {
    const own = () => latest.current?.()
    printHere = own
    return () => {
      if (printHere === own) printHere = null
    }
  }, [])
}
