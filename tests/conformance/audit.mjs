// node audit.mjs URL
// Runs every server audit of graphql-http (MUST, SHOULD and MAY) and exits with 0 only when all are ok.
import { serverAudits } from "graphql-http";

const url = process.argv[2];
if (!url) {
  console.error("Name the address of a running host: node audit.mjs http://localhost:5080/graphql");
  process.exit(2);
}

const counts = { ok: 0, warn: 0, error: 0, notice: 0 };
for (const audit of serverAudits({ url, fetchFn: fetch })) {
  const result = await audit.fn();
  counts[result.status]++;
  console.log(`${result.status.padEnd(6)} ${result.id} ${result.name}${result.status === "ok" ? "" : `: ${result.reason}`}`);
}
console.log(`${counts.ok} ok, ${counts.warn} warn, ${counts.error} error, ${counts.notice} notice`);
process.exit(counts.ok > 0 && counts.warn + counts.error + counts.notice === 0 ? 0 : 1);
