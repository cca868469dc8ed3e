// node package.mjs URL
// Reads a data package over HTTP with the reference implementation: its descriptor has to be valid, its file what the descriptor says, and each row of the type of its column.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { Package } from "datapackage";

const url = process.argv[2];
if (!url) {
  console.error("Name the address of a package: node package.mjs http://localhost:5080/agencies/default/transparency-reports/datapackage.json?report=NAME");
  process.exit(2);
}

const descriptor = await (await fetch(url)).json();
const base = new URL(".", url).href;
const resources = descriptor.resources.map((resource) => ({ ...resource, path: new URL(resource.path, base).href, profile: "tabular-data-resource" }));
const read = await Package.load({ ...descriptor, profile: "tabular-data-package", resources });
assert.deepEqual(read.errors.map(String), []);
for (const resource of read.resources) {
  const bytes = Buffer.from(await (await fetch(resource.descriptor.path)).arrayBuffer());
  assert.equal(bytes.length, resource.descriptor.bytes);
  assert.equal(`sha256:${createHash("sha256").update(bytes).digest("hex")}`, resource.descriptor.hash);
  const rows = await resource.read({ keyed: true });
  console.log(`${resource.name}: ${rows.length} rows`);
}
console.log("valid");
