/** Gives each Vitest worker its own virtual screen (scripts/display.ts). */
const displays = process.env.RAPPORTEUR_DISPLAYS?.split(' ') ?? []
const display = displays[Number(process.env.VITEST_POOL_ID) - 1]
if (displays.length > 0 && !display)
  throw new Error(`there is no display for worker ${process.env.VITEST_POOL_ID}`)
if (display) process.env.DISPLAY = display
