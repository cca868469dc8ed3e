// Starts GraphiQL on the address that the page itself has, so that it works for every agency.
const ui = document.currentScript.src.replace(/[^/]*$/, "");
const workers = { editorWorkerService: "editor.worker.js", json: "json.worker.js", graphql: "graphql.worker.js" };
self.MonacoEnvironment = { globalAPI: false, getWorkerUrl: (_, label) => ui + workers[label] };

const defaultQuery = `# Welcome to Engage. Ctrl-Enter runs the query.
#
# The book on the left describes every type
# and field. To act as somebody, put
#   { "Authorization": "Bearer ..." }
# into Headers below; it is forgotten when
# you leave the page.

{
  __schema {
    queryType {
      fields {
        name
        description
      }
    }
  }
}
`;

const logo = `<svg viewBox="0 0 24 24" width="28" height="28" fill="none" stroke="currentColor" stroke-width="2" aria-hidden="true">
  <circle cx="12" cy="12" r="10" /><path d="M7 12l3.5 3.5L17 9" />
</svg>`;

YogaGraphiQL.renderYogaGraphiQL(document.getElementById("console"), {
  endpoint: location.pathname,
  title: "Engage",
  logo,
  defaultQuery,
  method: "POST",
  // GraphQL.NET does not tell of deprecated arguments of directives; asked for them, it refuses the whole query.
  inputValueDeprecation: false,
  // A token must not outlive the page, and what somebody writes does not belong into the address.
  shouldPersistHeaders: false,
  onEditQuery: () => {},
});
