/*
 * Lets better-sqlite3 13 run with Node-API 8. It requires version 10 only because it keeps persistent references to strings and other
 * primitive values; older versions allow references to objects only, and Electron 33 has version 9. The patch puts each such value into a
 * one-element array and refers to the array. The rest of the source stays unchanged, and one binary then runs in every newer Node and
 * Electron.
 */

/** A class that behaves like the parts of Napi::Reference<T> that the source uses. */
const boxHeader = `#ifndef RAPPORTEUR_BOXED_HPP
#define RAPPORTEUR_BOXED_HPP
template <typename T> class Boxed {
public:
	Boxed() {}
	explicit Boxed(T value) { Reset(value, 1); }
	bool IsEmpty() const { return box.IsEmpty(); }
	T Value() const { return Napi::Value(box.Value()).As<Napi::Object>().Get(0u).template As<T>(); }
	void Reset() { box.Reset(); }
	void Reset(T value, uint32_t count) {
		Napi::Array array = Napi::Array::New(value.Env(), 1);
		array.Set(0u, value);
		box.Reset(array, count);
	}
private:
	Napi::Reference<Napi::Array> box;
};
#endif
`

interface Replacement {
  file: string
  from: string
  to: string
  /** how often `from` must occur; any other number means that the source has changed */
  times: number
}

const replacements: Replacement[] = [
  { file: 'binding.gyp', from: 'NAPI_VERSION=10', to: 'NAPI_VERSION=8', times: 1 },
  {
    file: 'src/better_sqlite3.cpp',
    from: '#include <napi.h>\n',
    to: '#include <napi.h>\n#include "boxed.hpp"\n',
    times: 1,
  },
  {
    file: 'src/util/helpers.cpp',
    from: 'Napi::Reference<Napi::String>',
    to: 'Boxed<Napi::String>',
    times: 1,
  },
  {
    file: 'src/util/constants.cpp',
    from: 'Napi::Reference<Napi::String>',
    to: 'Boxed<Napi::String>',
    times: 20,
  },
  { file: 'src/util/constants.cpp', from: 'Napi::Persistent(', to: 'Boxed<Napi::String>(', times: 2 },
  {
    file: 'src/util/bind-map.cpp',
    from: 'Napi::Reference<Napi::String>',
    to: 'Boxed<Napi::String>',
    times: 1,
  },
  { file: 'src/util/bind-map.cpp', from: 'Napi::Persistent(', to: 'Boxed<Napi::String>(', times: 2 },
  // An aggregate can start from any value and accumulate any value.
  {
    file: 'src/util/custom-aggregate.cpp',
    from: 'Napi::Reference<Napi::Value>',
    to: 'Boxed<Napi::Value>',
    times: 2,
  },
  {
    file: 'src/util/custom-aggregate.cpp',
    from: 'start(Napi::Persistent(start))',
    to: 'start(Boxed<Napi::Value>(start))',
    times: 1,
  },
]

export const addedFile = { path: 'src/boxed.hpp', content: boxHeader }
export const patchedFiles = [...new Set(replacements.map(({ file }) => file))]

/** Everything besides the source that determines the patched binary; part of the cached binary's name. */
export const patchDescription = JSON.stringify([addedFile, replacements])

/** @returns the patched text of one file. Throws if the file differs from what the patch expects. */
export function patch(file: string, source: string): string {
  let text = source
  for (const { from, to, times } of replacements.filter((each) => each.file === file)) {
    const found = text.split(from).length - 1
    if (found !== times) {
      throw new Error(
        `better-sqlite3 has changed: ${file} has "${from.trim()}" ${found} times instead of ${times}. ` +
          'Read its source again and bring scripts/runtime/napi8-patch.ts up to date.',
      )
    }
    text = text.replaceAll(from, to)
  }
  return text
}

/**
 * Lists the references in patched files to values that version 8 does not allow. Only references to functions, objects and arrays may be
 * left.
 */
export function listUnsafeReferences(source: string): string[] {
  return source.match(/Napi::Reference<Napi::(?:String|Number|Boolean|BigInt|Name)>/g) ?? []
}
