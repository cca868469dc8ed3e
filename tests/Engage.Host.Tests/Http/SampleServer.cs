using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Engage.GraphQL;
using GraphQL;
using GraphQL.SystemTextJson;
using GraphQL.Types;
using GraphQLParser;
using GraphQLParser.AST;

namespace Engage.Http;

/// <summary>A schema with just enough in it to see how requests come in and answers go out.</summary>
public sealed class SampleServer : GraphQLServer
{
    private static readonly GraphQLSerializer Serializer = new();

    private readonly Schema _schema = new()
    {
        Query = new AutoRegisteringObjectGraphType<SampleQuery>(),
        Mutation = new AutoRegisteringObjectGraphType<SampleMutation>(),
        Subscription = new AutoRegisteringObjectGraphType<SampleSubscription>()
    };

    public SampleServer() => _schema.Initialize();

    public override string Sdl => _schema.Print();

    public override GraphQLResult Error(string code, string message) =>
        new Result(new() { Errors = [new ExecutionError(message) { Code = code }] });

    public override async Task<GraphQLResult> Execute(GraphQLRequest request, IServiceProvider services, CancellationToken stop)
    {
        if (request.ReadOnly && IsMutation(request.Query!)) return new Result(new(), isMutationRefused: true);
        var result = await new DocumentExecuter().ExecuteAsync(new ExecutionOptions
        {
            Schema = _schema,
            // GraphQL-Parser looks for the line of a syntax error past the end of its lines where a carriage return stands alone, and throws.
            Query = request.Query!.Replace('\r', '\n'),
            OperationName = request.OperationName,
            Variables = request.Variables is { } variables ? new Inputs(variables.ToDictionary()) : null,
            RequestServices = services,
            CancellationToken = stop,
            UnhandledExceptionDelegate = context => throw context.OriginalException
        });
        return new Result(result);
    }

    private static bool IsMutation(string query)
    {
        try
        {
            return Parser.Parse(query).Definitions.OfType<GraphQLOperationDefinition>().Any(operation => operation.Operation == OperationType.Mutation);
        }
        catch (GraphQLParser.Exceptions.GraphQLSyntaxErrorException)
        {
            return false;
        }
    }

    private sealed class Result(ExecutionResult result, bool isMutationRefused = false) : GraphQLResult
    {
        public override bool IsRequestError => !result.Executed;
        public override bool IsMutationRefused => isMutationRefused;
        public override IAsyncEnumerable<GraphQLResult>? Responses => result.Streams is { } streams ? Follow(streams.Values.Single()) : null;
        public override Task WriteTo(Stream stream, CancellationToken stop) => Serializer.WriteAsync(stream, result, stop);

        private static async IAsyncEnumerable<GraphQLResult> Follow(
            IObservable<ExecutionResult> stream, [EnumeratorCancellation] CancellationToken stop = default)
        {
            var queue = Channel.CreateUnbounded<ExecutionResult>();
            using var subscription = stream.Subscribe(new Writer(queue.Writer));
            await foreach (var next in queue.Reader.ReadAllAsync(stop)) yield return new Result(next);
        }
    }

    private sealed class Writer(ChannelWriter<ExecutionResult> queue) : IObserver<ExecutionResult>
    {
        public void OnNext(ExecutionResult value) => queue.TryWrite(value);
        public void OnError(Exception error) => queue.TryComplete(error);
        public void OnCompleted() => queue.TryComplete();
    }
}

[Name("Query")]
public sealed class SampleQuery
{
    public static string Hello(string name = "world") => $"Hello, {name}!";
    public static int Length(string text) => text.Length;
    public static string Me([FromServices] RequestContext context)
    {
        var actor = context.Actor;
        return string.Join('|', context.Agency.Slug, actor.Id, actor.Name, string.Join(',', actor.Roles), string.Join(',', actor.Permissions));
    }

    public static string CorrelationId([FromServices] RequestContext context) => context.CorrelationId;
    public static string Numbers(int whole, double part, bool yes) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{whole} {part} {yes}");
    public static string Secret() => throw new ExecutionError("This takes the permission samples.read.") { Code = "engage.unauthenticated" };
    public static string Broken() => throw new InvalidOperationException("SELECT secret FROM inside");
}

[Name("Mutation")]
public sealed class SampleMutation
{
    public static int Touch([FromServices] Touches touches) => touches.Add();
}

[Name("Subscription")]
public sealed class SampleSubscription
{
    public static async IAsyncEnumerable<int> Count(int to)
    {
        for (var i = 1; i <= to; i++)
        {
            await Task.Yield();
            yield return i;
        }
    }

    /// <summary>What the test says, when it says it.</summary>
    public static IAsyncEnumerable<string> Said([FromServices] Voice voice, CancellationToken cancellationToken) => voice.Listen(cancellationToken);
}

public sealed class Touches
{
    private int _count;
    public int Count => _count;
    public int Add() => Interlocked.Increment(ref _count);
}

public sealed class Voice
{
    private readonly Channel<string> _words = Channel.CreateUnbounded<string>();
    private readonly TaskCompletionSource _heard = new(), _left = new();

    public Task Heard => _heard.Task;
    public Task Left => _left.Task;
    public void Say(string word) => _words.Writer.TryWrite(word);
    public void Fail(Exception exception) => _words.Writer.TryComplete(exception);

    public async IAsyncEnumerable<string> Listen([EnumeratorCancellation] CancellationToken stop)
    {
        _heard.TrySetResult();
        try
        {
            await foreach (var word in _words.Reader.ReadAllAsync(stop)) yield return word;
        }
        finally
        {
            _left.TrySetResult();
        }
    }
}
