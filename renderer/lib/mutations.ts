/** The hooks with which screens write. They are apart from the queries, since the first frame writes nothing. */
import { type UseMutationResult, useMutation } from '@tanstack/react-query'
import type { Input, MutationName, Output } from '../../db/contract/index.ts'
import { call, type StoreError } from './store-client.ts'

export function useStoreMutation<N extends MutationName>(
  name: N,
): UseMutationResult<Output<N>, StoreError, Input<N>> {
  return useMutation<Output<N>, StoreError, Input<N>>({ mutationFn: (input) => call(name, input) })
}
