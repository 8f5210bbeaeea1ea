import { expect, test } from 'vitest'
import { createStore } from './create-store.ts'

test('listeners hear of a new value after it is there, and not of the same one', () => {
  const store = createStore<string | null>(null)
  const heard: (string | null)[] = []
  const stop = store.subscribe(() => heard.push(store.get()))
  store.set('first')
  store.set('first')
  store.set(null)
  expect(heard).toEqual(['first', null])
  stop()
  store.set('second')
  expect(heard).toEqual(['first', null])
  expect(store.get()).toBe('second')
})

test('a listener may end itself while it is told, and the others are told all the same', () => {
  const store = createStore(0)
  const heard: string[] = []
  const stop = store.subscribe(() => {
    stop()
    heard.push('once')
  })
  store.subscribe(() => heard.push('always'))
  store.set(1)
  store.set(2)
  expect(heard).toEqual(['once', 'always', 'always'])
})
