namespace Engage.Plugins.AdvisoryBoards;

/// <summary>Boards by a clock that began at the last noon, so that no midnight comes between what a test expects of a day and what it is answered.</summary>
public sealed class BoardsAtNoon : BoardFixture
{
    public BoardsAtNoon()
    {
        var now = DateTimeOffset.UtcNow;
        // Behind the wall and never ahead of it: the tokens of the tests are of the wall's time, and end an hour later.
        Clock = new MovedClock(-(now - now.AddHours(-12).UtcDateTime.Date.AddHours(12)));
    }

    /// <summary>The day that it is there.</summary>
    public DateOnly Today => DateOnly.FromDateTime(Clock!.GetUtcNow().UtcDateTime);
}
