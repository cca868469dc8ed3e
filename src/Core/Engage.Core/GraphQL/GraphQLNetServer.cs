using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using GraphQL;
using GraphQL.Execution;
using GraphQL.SystemTextJson;
using GraphQL.Types;
using GraphQL.Utilities;
using GraphQL.Validation;
using GraphQLParser.AST;
using Microsoft.Extensions.Caching.Memory;

namespace Engage.GraphQL;

/// <summary>Runs requests on GraphQL.NET. The only class that knows both its executer and what the rest of Engage sees of it.</summary>
internal sealed class GraphQLNetServer : GraphQLServer, IDisposable
{
    /// <summary>A document of 16 Ki characters asks for everything that a page can show; longer ones are attempts to keep the parser busy.</summary>
    public const int DocumentLimit = 16 * 1024;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private static readonly IValidationRule[] EveryTime = [Complexity.Rule];
    private static readonly IValidationRule[] FirstTime = [.. DocumentValidator.CoreRules, Complexity.Rule];

    private readonly ISchema _schema;
    private readonly Faults _faults;
    private readonly GraphQLSerializer _json;
    private readonly Executer _executer = new();

    // Parsing and validating cost more than most queries. Bounded by the characters it holds, so that a flood of documents cannot fill the memory.
    private readonly MemoryCache _documents = new(new MemoryCacheOptions { SizeLimit = 4 * 1024 * 1024 });

    public GraphQLNetServer(ISchema schema, Faults faults)
    {
        _schema = schema;
        _faults = faults;
        _json = new GraphQLSerializer(faults);
        Sdl = schema.Print(new PrintOptions { StringComparison = StringComparison.Ordinal });
    }

    public override string Sdl { get; }

    public override GraphQLResult Error(string code, string message) => new Result(this, new ExecutionResult(new ExecutionError(message) { Code = code }));

    public override async Task<GraphQLResult> Execute(GraphQLRequest request, IServiceProvider services, CancellationToken stop)
    {
        if (string.IsNullOrWhiteSpace(request.Query)) return Error("engage.missing-query", "The request holds no query. Send one as the string 'query'.");
        if (request.Query.Length > DocumentLimit)
            return Error("engage.document-too-large", $"The query has {request.Query.Length:N0} characters; {DocumentLimit:N0} are allowed. Ask for less at once, and pass texts as variables.");

        var known = _documents.TryGetValue(request.Query, out GraphQLDocument? document);
        if (!known && !TryParse(request.Query, out document, out var syntaxError)) return new Result(this, new ExecutionResult(syntaxError));

        if (!known && Expansion.IsTooLarge(document!))
            return Error("engage.too-complex", "Written out, the document asks for too many fields, for more than 20 at its root, or for one field too often. Ask for less at once.");

        var operation = Operation(document!, request.OperationName);
        if (request.ReadOnly && operation is OperationType.Mutation)
            return new Result(this, new ExecutionResult(new ExecutionError("A mutation cannot be sent with GET. Send it with POST.") { Code = "engage.method-not-allowed" })) { Refused = true };

        using var measured = Telemetry.Operation(operation?.ToString().ToLowerInvariant());
        var options = new ExecutionOptions
        {
            Schema = _schema,
            Document = document,
            Query = request.Query,
            OperationName = request.OperationName,
            Variables = request.Variables is null ? null : new Inputs(request.Variables.ToDictionary()),
            ValidationRules = known ? EveryTime : FirstTime,
            RequestServices = services,
            CancellationToken = stop,
            UnhandledExceptionDelegate = _faults.Mask
        };
        // A subscription lives for as long as somebody listens.
        if (operation is not OperationType.Subscription) options.Timeout = Timeout;

        var result = await _executer.ExecuteAsync(options);
        measured.Error = result.Errors is [var first, ..] ? Faults.CodeOf(first) : null;
        if (operation is OperationType.Subscription && result.Streams is { Count: not 1 })
            return Error("engage.invalid-document", "A subscription follows one field. Ask for exactly one, and not behind @skip or @include.");
        if (!known && result.Executed)
            _documents.Set(request.Query, document, new MemoryCacheEntryOptions { Size = request.Query.Length });
        return new Result(this, result);
    }

    public void Dispose() => _documents.Dispose();

    private static bool TryParse(string query, [NotNullWhen(true)] out GraphQLDocument? document, [NotNullWhen(false)] out ExecutionError? error)
    {
        try
        {
            // GraphQL-Parser 9.5.1 counts a lone carriage return as a line, and then looks for it in vain when it reports a mistake behind it.
            (document, error) = (new GraphQLDocumentBuilder().Build(query.Replace("\r\n", "\n").Replace('\r', '\n')), null);
            return true;
        }
        catch (ExecutionError fault)
        {
            (document, error) = (null, fault);
            return false;
        }
    }

    private static OperationType? Operation(GraphQLDocument document, string? name) => document.Definitions.OfType<GraphQLOperationDefinition>()
        .FirstOrDefault(operation => string.IsNullOrEmpty(name) || operation.Name?.StringValue == name)?.Operation;

    // One session serves a request, and a session is not for two fields at a time: queries run field by field.
    private sealed class Executer : DocumentExecuter
    {
        protected override IExecutionStrategy SelectExecutionStrategy(global::GraphQL.Execution.ExecutionContext context) =>
            context.Operation.Operation is OperationType.Subscription ? new Subscriptions() : new SerialExecutionStrategy();
    }

    private sealed class Result(GraphQLNetServer server, ExecutionResult result) : GraphQLResult
    {
        public bool Refused { get; init; }

        public override bool IsRequestError => !result.Executed;

        public override bool IsMutationRefused => Refused;

        public override IAsyncEnumerable<GraphQLResult>? Responses =>
            result.Streams?.Values.Single() is Subscriptions.Pulled<ExecutionResult> stream ? Each(stream) : null;

        public override string? Cursor =>
            result.Streams is null ? result.Extensions?.GetValueOrDefault(Subscriptions.Cursor) as string : (result.Streams.Values.Single() as Subscriptions.Pulled<ExecutionResult>)?.Start;

        public override Task WriteTo(Stream stream, CancellationToken stop) => server._json.WriteAsync(stream, result, stop);

        private async IAsyncEnumerable<GraphQLResult> Each(Subscriptions.Pulled<ExecutionResult> stream,
            [EnumeratorCancellation] CancellationToken stop = default)
        {
            await foreach (var response in stream.Each.WithCancellation(stop)) yield return new Result(server, response);
        }
    }
}
