// The results, as a table with the goals beside them.

export interface Row {
  what: string;
  /** One value a run. */
  values: number[];
  unit: string;
  /** The median may be so much. */
  goal: number;
  /** What helps when the goal is missed. */
  note?: string;
}

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

export function print(rows: Row[]): void {
  const number = (value: number) => Math.round(value).toLocaleString("en-GB");
  console.log(`\n${"median of".padEnd(58)}${"value".padStart(12)}${"goal".padStart(12)}  runs`);
  for (const { what, values, unit, goal, note } of rows) {
    const value = median(values);
    const verdict = value <= goal ? "" : "  over the goal";
    const cells = [`${number(value)} ${unit}`.padStart(12), `${number(goal)} ${unit}`.padStart(12)];
    console.log(`${what.padEnd(58)}${cells.join("")}  ${values.map(number).join(" ")}${verdict}`);
    if (note && verdict) console.log(`    ${note}`);
  }
}
