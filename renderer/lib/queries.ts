/** The hooks with which screens read: queries that refresh themselves when the store announces a change. */
import {
  keepPreviousData,
  QueryClient,
  QueryObserver,
  queryOptions,
  type UseQueryResult,
  useQuery,
} from '@tanstack/react-query'
import type { Input, Output, QueryName } from '../../db/contract/index.ts'
import { refreshAfterTyping } from './after-typing.ts'
import { call, getTopicsReadBy, onAnnouncement, onReconnect, StoreError } from './store-client.ts'

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      // The store announces every change, so an answer stays valid until then.
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: Number.POSITIVE_INFINITY,
      networkMode: 'always',
      retry: (count, error) => count < 3 && error instanceof StoreError && error.code === 'store-gone',
      retryDelay: 50,
    },
    mutations: { networkMode: 'always' },
  },
})

onAnnouncement((topics) => {
  refreshAfterTyping(topics, (stale) => {
    void queryClient.invalidateQueries({
      predicate: ({ queryKey: [name] }) => getTopicsReadBy(String(name)).some((topic) => stale.has(topic)),
    })
  })
})
onReconnect(() => void queryClient.invalidateQueries())

export function createQuery<N extends QueryName>(name: N, input: Input<N>) {
  return queryOptions<Output<N>, StoreError>({
    queryKey: [name, input],
    queryFn: () => call(name, input),
  })
}

/** Prefetches for a later useStoreQuery, even if an older answer is cached. Errors are ignored here; that query will report them. */
export function prefetch<N extends QueryName>(name: N, input: Input<N>): Promise<void> {
  return queryClient.prefetchQuery({ ...createQuery(name, input), staleTime: 0 })
}

/** Calls the listener with the answer, and again when it changes. Errors are ignored here. @returns a function that ends this */
export function watchAnswer<N extends QueryName>(
  name: N,
  input: Input<N>,
  listener: (answer: Output<N>) => void,
): () => void {
  const observer = new QueryObserver<Output<N>, StoreError>(queryClient, createQuery(name, input))
  const notify = ({ data }: { data: Output<N> | undefined }) => {
    if (data !== undefined) listener(data)
  }
  const stop = observer.subscribe(notify)
  notify(observer.getCurrentResult())
  return stop
}

/** @returns the cached answer, or undefined if there is none yet */
export function getCachedAnswer<N extends QueryName>(name: N, input: Input<N>): Output<N> | undefined {
  return queryClient.getQueryData(createQuery(name, input).queryKey)
}

/**
 * Queries the store and keeps the answer fresh. `input: null` postpones the query.
 * The previous answer stays on screen while the next one loads, unless `keepPrevious` is false.
 */
export function useStoreQuery<N extends QueryName>(
  name: N,
  input: Input<N> | null,
  { keepPrevious = true }: { keepPrevious?: boolean } = {},
): UseQueryResult<Output<N>, StoreError> {
  return useQuery<Output<N>, StoreError>({
    ...createQuery(name, input as Input<N>),
    enabled: input !== null,
    ...(keepPrevious ? { placeholderData: keepPreviousData } : {}),
  })
}
