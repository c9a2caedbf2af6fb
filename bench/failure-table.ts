import { lookUp } from './look-up.ts';
import { situationNames } from './names.ts';
import type { Measurement, Results } from './results.ts';
import { median } from './statistics.ts';
import { megabytes, seconds, secondsWithSpread, table } from './table.ts';
import type { Situation } from './types.ts';

/** Writes what it costs a build that fails to keep what had finished. */
export function failureTable(results: Results): string {
  const situations: Situation[] = ['source', 'dependency'];
  const rows = situations.flatMap((situation) => {
    const [lost, kept] = (['failing-lost', 'failing-kept'] as const).map((contestant) => {
      const found = lookUp(results, { part: 'failure', project: 'failing', contestant, situation });
      const sent = results.surveys.find(
        (each) => each.part === 'failure' && each.contestant === contestant && each.situation === situation,
      );
      return { found, sent: sent?.traffic.received };
    });
    if (lost?.found === undefined || kept?.found === undefined) return [];
    return [
      [
        situationNames[situation],
        ...[lost.found, kept.found].flatMap(({ toDigest, total }) => [
          secondsWithSpread(toDigest),
          secondsWithSpread(total),
        ]),
        more(lost.found, kept.found),
        megabytes(kept.sent ?? 0),
      ],
    ];
  });
  const columns = ['false', 'true'].flatMap((kept) => [
    `\`${kept}\`: seconds until the failure is reported`,
    `\`${kept}\`: seconds in total`,
  ]);
  return table(['before it broke', ...columns, 'seconds more in total', 'MB uploaded'], rows);
}

/** The median of what a round took longer with it than without. */
function more(lost: Measurement, kept: Measurement): string {
  const differences = kept.total.flatMap((total, round) => {
    const other = lost.total[round];
    return other === undefined ? [] : [total - other];
  });
  return seconds(median(differences));
}
