/** The states from which one may be reached, of a table of what may follow what: for the guard in a write. */
export function statesBefore<State extends string>(next: Readonly<Record<State, readonly State[]>>, to: State): State[] {
  return (Object.keys(next) as State[]).filter((from) => next[from].includes(to));
}
