export { loadWelcome, useFirstStart } from './first-start.ts'
