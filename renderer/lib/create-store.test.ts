import { expect, test } from 'vitest'
import { createStore } from './create-store.ts'

test('listeners are called after the value has changed, and not for an equal value', () => {
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

test('a listener may unsubscribe while it is called; the others are still called', () => {
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
