/** The value of `work`, done when first asked for and then kept: a tally of a thousand answers asks for no words. */
export function lazy<Value>(work: () => Value): () => Value {
  let done: { readonly value: Value } | undefined
  return () => {
    done ??= { value: work() }
    return done.value
  }
}
