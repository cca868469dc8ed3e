// Starts GraphiQL on the address that the page itself has, so that it works for every agency.
const ui = document.currentScript.src.replace(/[^/]*$/, "");
const workers = { editorWorkerService: "editor.worker.js", json: "json.worker.js", graphql: "graphql.worker.js" };
self.MonacoEnvironment = { globalAPI: false, getWorkerUrl: (_, label) => ui + workers[label] };

const defaultQuery = `# Welcome to Engage. What you write here runs as you type it: Ctrl-Enter sends it.
# The book on the left holds every type and field with its description.
# To act as somebody, put { "Authorization": "Bearer ..." } into Headers below. It is forgotten when you leave.

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

YogaGraphiQL.renderYogaGraphiQL(document.getElementById("console"), {
  endpoint: location.pathname,
  title: "Engage",
  logo: '<svg viewBox="0 0 24 24" width="28" height="28" aria-hidden="true"><circle cx="12" cy="12" r="10" fill="none" stroke="currentColor" stroke-width="2"/><path d="M7 12l3.5 3.5L17 9" fill="none" stroke="currentColor" stroke-width="2"/></svg>',
  defaultQuery,
  method: "POST",
  // A token must not outlive the page.
  shouldPersistHeaders: false,
});
