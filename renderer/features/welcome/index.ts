export { useFirstStart } from './first-start.ts'
export { loadWelcome } from './lazy.ts'
