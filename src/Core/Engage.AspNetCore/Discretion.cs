using System.Diagnostics;
using OpenTelemetry;

namespace Engage.Http;

/// <summary>
/// Takes out of every span what tells who asked, and what they wrote: addresses, browsers, what stands behind the question mark, how the database is reached, and the words of
/// exceptions, for PostgreSQL quotes values in them.
/// </summary>
internal sealed class Discretion : BaseProcessor<Activity>
{
    private static readonly string[] Telling =
        ["client.address", "client.port", "network.peer.address", "network.peer.port", "user_agent.original", "url.query", "url.full", "enduser.id", "db.npgsql.data_source"];

    // Whoever records an exception with a span asks the listeners first, and leaves out what is there already.
    private readonly ActivityListener _exceptions = new()
    {
        ShouldListenTo = static _ => true,
        ExceptionRecorder = static (Activity _, Exception exception, ref TagList tags) =>
        {
            tags.Add("exception.message", exception.GetType().Name);
            tags.Add("exception.stacktrace", "");
        }
    };

    public Discretion() => ActivitySource.AddActivityListener(_exceptions);

    public override void OnEnd(Activity span)
    {
        foreach (var tag in Telling)
        {
            if (span.GetTagItem(tag) is not null) span.SetTag(tag, null);
        }
        if (span.StatusDescription is not null) span.SetStatus(span.Status);
    }

    protected override void Dispose(bool disposing)
    {
        _exceptions.Dispose();
        base.Dispose(disposing);
    }
}
