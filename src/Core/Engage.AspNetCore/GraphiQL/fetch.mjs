// node fetch.mjs PACKAGE@VERSION INTEGRITY DIRECTORY
// Fetches the npm package that holds GraphiQL as strings, and lays them into DIRECTORY as files that a browser can load, gzipped.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { gunzipSync, gzipSync } from "node:zlib";

const [name, integrity, directory] = process.argv.slice(2);
mkdirSync(dirname(directory), { recursive: true });
const work = mkdtempSync(`${directory}.`);
try {
  const options = { cwd: work, stdio: ["ignore", "ignore", "inherit"], shell: process.platform === "win32" };
  execFileSync("npm", ["pack", name, "--fetch-retries=0", "--fetch-timeout=60000"], options);
  const packed = readFileSync(join(work, readdirSync(work).find((file) => file.endsWith(".tgz"))));
  // The code inside runs in a moment, here and then in browsers, so it has to be the very bytes that were reviewed.
  if (`sha512-${createHash("sha512").update(packed).digest("base64")}` !== integrity) throw new Error(`${name} is not what it was when it was pinned.`);

  const files = untar(gunzipSync(packed));
  const module = join(work, "graphiql.mjs");
  writeFileSync(module, files["package/esm/graphiql.js"]);
  const { js, css, editorWorkerService, jsonWorker, graphqlWorker } = await import(pathToFileURL(module));

  const laid = join(work, "laid");
  mkdirSync(laid);
  const lay = (file, content) => writeFileSync(join(laid, `${file}.gz`), gzipSync(content, { level: 9 }));
  lay("graphiql.js", js);
  lay("graphiql.css", css);
  lay("editor.worker.js", editorWorkerService);
  lay("json.worker.js", jsonWorker);
  lay("graphql.worker.js", graphqlWorker);
  lay("LICENSE.txt", files["package/LICENSE"]);
  // In one move, so that a build that is interrupted leaves all of it or nothing.
  rmSync(directory, { recursive: true, force: true });
  renameSync(laid, directory);
} finally {
  rmSync(work, { recursive: true, force: true });
}

function untar(bytes) {
  const text = (from, length) => bytes.toString("latin1", from, from + length).replace(/\0.*$/s, "");
  const files = {};
  for (let at = 0; bytes[at]; ) {
    const size = parseInt(text(at + 124, 12), 8);
    files[text(at, 100)] = bytes.subarray(at + 512, at + 512 + size);
    at += 512 + Math.ceil(size / 512) * 512;
  }
  return files;
}
