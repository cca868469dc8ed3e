namespace Engage.Plugins.AdvisoryBoards;

/// <summary>A clock that is behind, for what takes days to be tried in a moment.</summary>
internal sealed class MovedClock(TimeSpan ahead) : TimeProvider
{
    public TimeSpan Ahead { get; set; } = ahead;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Ahead;
}
