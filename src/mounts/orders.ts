/** What the hook of a RUN is to do before the RUN starts. */
export type Order =
  /** Unpack an archive of the desk in a folder: in an empty one, or anew where a filling was cut off. */
  | {
      readonly kind: 'fill';
      readonly id: string;
      readonly seconds: number;
      readonly folder: 'empty' | 'anew';
      readonly archive: string;
      readonly place: string;
    }
  /** End the filling of that id, whoever began it. */
  | { readonly kind: 'end'; readonly id: string };

/** Writes orders as the words of the line that the hook reads. */
export function formatOrders(orders: readonly Order[]): string[] {
  return orders.flatMap((order) =>
    order.kind === 'end'
      ? ['end', order.id]
      : ['fill', order.id, String(order.seconds), order.folder, order.archive, order.place],
  );
}

/** What a hook says of a filling; no problem: undefined. */
export interface Filled {
  readonly id: string;
  readonly problem: string | undefined;
}

/** Reads what a hook did, a line for each filling: `ok ID`, `failed ID WHY`. */
export function parseFilled(text: string): Filled[] {
  return text.split('\n').flatMap((line) => {
    const [, verdict, id, problem = ''] = /^(ok|failed) (\S+) ?(.*)$/.exec(line) ?? [];
    return id === undefined ? [] : [{ id, problem: verdict === 'ok' ? undefined : problem }];
  });
}
