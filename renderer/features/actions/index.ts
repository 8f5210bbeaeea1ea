export { getKey as getActionKey } from './actions-items.ts'
