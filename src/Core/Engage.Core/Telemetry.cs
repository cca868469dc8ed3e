using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Engage;

/// <summary>
/// What this host tells of its work, for OpenTelemetry to collect under the name <see cref="Name"/>. Tags hold names from the schema and codes, never what
/// people wrote or who they are.
/// </summary>
internal static class Telemetry
{
    public const string Name = "Engage";

    private static readonly ActivitySource Activities = new(Name);
    private static readonly Meter Meter = new(Name);

    private static readonly Histogram<double> Operations =
        Meter.CreateHistogram<double>("engage.graphql.duration", "s", "How long GraphQL operations took, by type and error.");

    private static readonly Histogram<double> Costs =
        Meter.CreateHistogram<double>("engage.graphql.cost", "{field}", "What GraphQL documents asked for, counted before they ran.");

    private static readonly Histogram<double> MutationTimes =
        Meter.CreateHistogram<double>("engage.mutation.duration", "s", "How long mutations took, by name and error.");

    private static readonly UpDownCounter<int> Subscribers = Meter.CreateUpDownCounter<int>("engage.subscribers", "{subscriber}", "Who follows a subscription now.");

    /// <summary>Measures an operation: «query», «mutation», «subscription», or null for one that is none of them.</summary>
    public static Measured Operation(string? type) => new(Operations, $"graphql.{type ?? "invalid"}", "graphql.operation.type", type ?? "invalid");

    /// <summary>Measures a mutation, by its name in the schema.</summary>
    public static Measured Mutation(string name) => new(MutationTimes, $"mutation {name}", "engage.mutation", name);

    public static void Cost(double fields) => Costs.Record(fields);

    public static void SubscriberCame() => Subscribers.Add(1);

    public static void SubscriberWent() => Subscribers.Add(-1);

    /// <summary>Shows a number that grows while something falls behind.</summary>
    public static void Lag(string what, Func<long> events) => Meter.CreateObservableGauge($"engage.{what}.lag", events, "{event}", $"How many events the {what} are behind the log.");

    /// <summary>A stretch of work that is being measured, until it is disposed of.</summary>
    public sealed class Measured(Histogram<double> times, string activity, string key, string value) : IDisposable
    {
        private readonly long _began = Stopwatch.GetTimestamp();
        private readonly Activity? _activity = Activities.StartActivity(activity);

        /// <summary>The stable code of what went wrong, if anything did.</summary>
        public string? Error { get; set; }

        public void Dispose()
        {
            TagList tags = new() { { key, value } };
            if (Error is not null)
            {
                tags.Add("error.type", Error);
                _activity?.SetStatus(ActivityStatusCode.Error).SetTag("error.type", Error);
            }
            times.Record(Stopwatch.GetElapsedTime(_began).TotalSeconds, tags);
            _activity?.SetTag(key, value).Dispose();
        }
    }
}
