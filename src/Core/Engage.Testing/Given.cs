using System.Text.Json;
using System.Text.Json.Serialization;
using Xunit;

namespace Engage.Testing;

/// <summary>Tests a decision in memory: given a state, when something is decided, then these events come of it, or a refusal.</summary>
/// <example><code>
/// Given.State(openTopic).When(topic => Reply.Decide(topic, input, ada)).Then(new PostAdded(topicId, "Hello", "Ada"));
/// Given.State(closedTopic).When(topic => Reply.Decide(topic, input, ada)).ThenRefused("forums.topic-closed");
/// </code></example>
public static class Given
{
    /// <summary>A state that something is decided on.</summary>
    public static Given<TState> State<TState>(TState state) => new(state);
}

/// <summary>A state that something is decided on.</summary>
public sealed class Given<TState>(TState state)
{
    /// <summary>Decides one event.</summary>
    public Decided When<TEvent>(Func<TState, TEvent> decide) where TEvent : class => Decided.By(() => [decide(state)]);

    /// <summary>Decides any number of events.</summary>
    public Decided When(Func<TState, IEnumerable<object>> decide) => Decided.By(() => decide(state));
}

/// <summary>What came of a decision.</summary>
public sealed class Decided
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, Converters = { new JsonStringEnumConverter(), new InTheClear() } };

    private readonly IReadOnlyList<object> _events;
    private readonly Refusal? _refusal;

    private Decided(IReadOnlyList<object> events, Refusal? refusal) => (_events, _refusal) = (events, refusal);

    internal static Decided By(Func<IEnumerable<object>> decide)
    {
        try
        {
            return new([.. decide()], null);
        }
        catch (Refusal refusal)
        {
            return new([], refusal);
        }
    }

    /// <summary>Exactly these events were decided, in this order. They are compared by what they hold.</summary>
    public void Then(params object[] events)
    {
        if (_refusal is not null) Assert.Fail($"Refused with {_refusal.Code}: {_refusal.Message}");
        Assert.Equal(Written(events), Written(_events));
    }

    /// <summary>It was refused with this code.</summary>
    public void ThenRefused(string code)
    {
        if (_refusal is null) Assert.Fail($"Not refused. Decided:\n{Written(_events)}");
        Assert.Equal(code, _refusal.Code);
    }

    private static string Written(IEnumerable<object> events) =>
        string.Join('\n', events.Select(each => $"{each.GetType().Name} {JsonSerializer.Serialize(each, each.GetType(), Json)}"));

    /// <summary>A decision is compared before anything is sealed, so here personal values are written as they are.</summary>
    private sealed class InTheClear : JsonConverter<Personal>
    {
        public override bool CanConvert(Type type) => typeof(Personal).IsAssignableFrom(type);

        public override Personal Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, Personal personal, JsonSerializerOptions options)
        {
            writer.WriteStartObject();
            writer.WriteString("subject", personal.Subject?.Value);
            writer.WritePropertyName("value");
            JsonSerializer.Serialize(writer, personal.HoldsPlain(out var plain) ? plain : personal.Sealed, options);
            writer.WriteEndObject();
        }
    }
}
