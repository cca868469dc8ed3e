namespace Engage.Webhooks;

/// <summary>When an event is sent again that was not taken: as Standard Webhooks recommends, over about three days.</summary>
internal static class WebhookSchedule
{
    private static readonly TimeSpan[] Delays =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(5),
        TimeSpan.FromHours(10), TimeSpan.FromHours(14), TimeSpan.FromHours(20), TimeSpan.FromHours(24)
    ];

    /// <summary>How often an event is sent before it is a dead letter.</summary>
    public static int Attempts => Delays.Length + 1;

    /// <summary>How long to wait after so many attempts; null where there is no next one.</summary>
    /// <param name="attempts">How often it was sent.</param>
    /// <param name="jitter">0 to 1: up to a fifth is added, so that what failed together does not come again together.</param>
    public static TimeSpan? After(int attempts, double jitter) => attempts < Attempts ? Delays[attempts - 1] * (1 + jitter / 5) : null;
}
