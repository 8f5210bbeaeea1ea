import { expect, test, vi } from 'vitest'
import type { Ipc } from '../ipc.ts'
import { receiveFiles } from './opened-files.ts'

vi.mock('electron', () => ({ app: { on: () => {} } }))

test('files that are opened together are granted without an origin, since none of them was downloaded', async () => {
  const openedFiles = receiveFiles()
  const grantRead = vi.fn(async (path: string) => ({ token: path, name: path }))
  const handlers = new Map<string, () => Promise<unknown>>()
  const ipc = {
    on: () => {},
    handle: (method: string, handler: () => Promise<unknown>) => handlers.set(method, handler),
  } as unknown as Ipc
  openedFiles.serve(ipc, grantRead, () => {})

  openedFiles.receive(['/first.xml', '/second.xml'])
  expect(await handlers.get('takeOpened')?.()).toHaveLength(2)
  expect(grantRead.mock.calls).toEqual([['/first.xml'], ['/second.xml']])
})
