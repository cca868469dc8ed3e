// node sse.mjs URL [SUBSCRIPTION]
// Speaks to a host with the client of graphql-sse, distinct connections. SUBSCRIPTION is a document whose stream has at least one event and ends.
import assert from "node:assert/strict";
import { createClient } from "graphql-sse";

const [url, subscription] = process.argv.slice(2);
if (!url) {
  console.error("Name the address of a running host: node sse.mjs http://localhost:5080/graphql");
  process.exit(2);
}

const client = createClient({ url, retryAttempts: 0 });

async function results(query, variables) {
  const all = [];
  for await (const result of client.iterate({ query, variables })) all.push(result);
  return all;
}

const checks = {
  "a query is one event and the end": async () => assert.deepEqual(await results("{ __typename }"), [{ data: { __typename: "Query" } }]),

  "a document that is not valid is told as an event": async () => {
    const [only, ...more] = await results("{ thereIsNoSuchField }");
    assert.equal(more.length, 0);
    assert.ok(only.errors.length > 0);
    assert.ok(!("data" in only));
  },

  "a document that cannot be parsed is told as an event": async () => assert.ok((await results("{"))[0].errors.length > 0),

  "variables arrive": async () => {
    const query = "query Type($name: String!) { __type(name: $name) { name } }";
    assert.deepEqual(await results(query, { name: "Query" }), [{ data: { __type: { name: "Query" } } }]);
  },

  "a request that is none fails the connection": () =>
    assert.rejects(results(undefined), (error) => error.response?.status === 400),

  "a hundred streams at once each get their own": async () => {
    const all = await Promise.all(Array.from({ length: 100 }, (_, i) => results(`{ a${i}: __typename }`)));
    all.forEach((result, i) => assert.deepEqual(result, [{ data: { [`a${i}`]: "Query" } }]));
  },

  ...(subscription && {
    "a subscription is a stream of events that ends": async () => {
      const all = await results(subscription);
      assert.ok(all.length > 0);
      all.forEach((result) => assert.ok(result.data && !result.errors, JSON.stringify(result)));
    },

    "a subscription can be left at its first event": async () => {
      for await (const result of client.iterate({ query: subscription })) {
        assert.ok(result.data);
        break;
      }
    },
  }),
};

let failed = 0;
for (const [name, check] of Object.entries(checks)) {
  try {
    await check();
    console.log(`ok     ${name}`);
  } catch (error) {
    failed++;
    console.log(`error  ${name}: ${error.message ?? JSON.stringify(error)}`);
  }
}
client.dispose();
console.log(`${Object.keys(checks).length - failed} ok, ${failed} error`);
process.exit(failed === 0 ? 0 : 1);
