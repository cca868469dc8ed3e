namespace Engage.Host.Demo;

/// <summary>The clock of the demo: turned back, so that a board can notice a meeting in time which was held weeks ago. Nobody can date a notice back.</summary>
public sealed class DemoClock : TimeProvider
{
    private static readonly TimeSpan Evening = TimeSpan.FromHours(18);

    private TimeSpan _behind;
    private int _weeksAgo = -1;
    private int _minutes;

    /// <summary>The day that weeks are counted from: the last Wednesday, on which boards meet.</summary>
    public static DateOnly Wednesday(DateTimeOffset now) => DateOnly.FromDateTime(now.UtcDateTime).AddDays(-(((int)now.DayOfWeek + 4) % 7));

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() - _behind;

    /// <summary>Turns it to the evening of a Wednesday some weeks ago, a minute later each time; or lets it show the time that it is.</summary>
    public void Turn(int? weeksAgo)
    {
        _behind = TimeSpan.Zero;
        if (weeksAgo is not { } weeks) return;
        _minutes = weeks == _weeksAgo ? _minutes + 1 : 0;
        _weeksAgo = weeks;
        var now = System.GetUtcNow();
        _behind = now - Moment(now, weeks).AddMinutes(_minutes);
    }

    /// <summary>The evening of the Wednesday so many weeks ago.</summary>
    public static DateTimeOffset Moment(DateTimeOffset now, int weeksAgo) => new(Wednesday(now).AddDays(-7 * weeksAgo).ToDateTime(TimeOnly.FromTimeSpan(Evening)), TimeSpan.Zero);
}
