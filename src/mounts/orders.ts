/** An order to the hook of a RUN, carried out before the RUN starts. */
export type Order =
  /** Unpack an archive into a folder: into an empty one, or again (`anew`) into one whose filling was cut off. */
  | {
      readonly kind: 'fill';
      readonly id: string;
      readonly seconds: number;
      readonly folder: 'empty' | 'anew';
      readonly archive: string;
      readonly place: string;
    }
  /** End the filling with that id, also if another hook began it. */
  | { readonly kind: 'end'; readonly id: string };

/** Formats orders as the words of the line that the hook reads. */
export function formatOrders(orders: readonly Order[]): string[] {
  return orders.flatMap((order) =>
    order.kind === 'end'
      ? ['end', order.id]
      : ['fill', order.id, String(order.seconds), order.folder, order.archive, order.place],
  );
}

/** A hook's report of a filling; `problem` is undefined if it succeeded. */
export interface Filled {
  readonly id: string;
  readonly problem: string | undefined;
}

/** Parses a hook's report, a line for each filling: `ok ID` or `failed ID WHY`. */
export function parseFilled(text: string): Filled[] {
  return text.split('\n').flatMap((line) => {
    const [, verdict, id, problem = ''] = /^(ok|failed) (\S+) ?(.*)$/.exec(line) ?? [];
    return id === undefined ? [] : [{ id, problem: verdict === 'ok' ? undefined : problem }];
  });
}
