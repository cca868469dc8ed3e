namespace Engage.Plugins.AdvisoryBoards;

/// <summary>The meeting to schedule.</summary>
/// <param name="BoardId">The board that meets.</param>
/// <param name="Kind">What kind of meeting it is; by that its notice period is counted.</param>
/// <param name="Title">What it is called, 1 to 200 characters.</param>
/// <param name="StartsAt">When it begins: to come, and within five years.</param>
/// <param name="Minutes">How long it is to take, 1 to 1,440 minutes.</param>
/// <param name="Place">Where it is held, so that it can be found, 1 to 500 characters.</param>
/// <param name="Link">Where it can be followed or joined from elsewhere, an https address without a user name; left out where it cannot.</param>
/// <param name="Language">The language of the title, a tag of BCP 47; without it the one that the agency uses by default.</param>
public sealed record ScheduleMeetingInput(
    Guid BoardId, MeetingKind Kind, string Title, DateTimeOffset StartsAt, int Minutes, string Place, string? Link = null, string? Language = null);

public static class ScheduleMeeting
{
    /// <summary>Schedules a meeting of a board. The public is told of it with <c>noticeMeeting</c>, once it has an agenda.</summary>
    [Requires(BoardPermissions.Clerk)]
    public static async Task<Meeting> Handle(ScheduleMeetingInput input, IDocumentSession session, TimeProvider clock, IAgencyCalendar calendar, CancellationToken stop)
    {
        var board = await session.LoadAsync<Board>(input.BoardId, stop) ?? throw Refusal.NotFound("board", nameof(input.BoardId));
        var id = StreamId.New(clock);
        session.Events.StartStream<Meeting>(id, Decide(board, (await calendar.Read(stop)).DayOf(input.StartsAt), clock.GetUtcNow(), input));
        await session.SaveChangesAsync(stop);
        return (await session.LoadAsync<Meeting>(id, stop))!;
    }

    /// <param name="day">The day of the meeting by the agency's clocks.</param>
    public static MeetingScheduled Decide(Board board, DateOnly day, DateTimeOffset now, ScheduleMeetingInput input)
    {
        MustBeThere(board, day);
        return new(
            board.Id, input.Kind, Text.Checked(input.Title, nameof(input.Title), 200), Start(input.StartsAt, now), Length(input.Minutes, nameof(input.Minutes)),
            Text.Checked(input.Place, nameof(input.Place), 500), now, Address(input.Link), input.Language is { } language ? LanguageTag.Checked(language, nameof(input.Language)) : null);
    }

    internal static void MustBeThere(Board board, DateOnly day)
    {
        if (day < board.EstablishedOn || day > board.DissolvedOn)
            throw new Refusal(
                "advisory-boards.no-board-then", "On that day there is no such board: it was dissolved, or not yet established.", nameof(ScheduleMeetingInput.StartsAt));
    }

    internal static DateTimeOffset Start(DateTimeOffset at, DateTimeOffset now) => at > now && at <= now.AddYears(5)
        ? at.ToUniversalTime()
        : throw new Refusal("advisory-boards.starts-at", "A meeting begins at a time to come, within five years.", nameof(ScheduleMeetingInput.StartsAt));

    internal static int Length(int minutes, string field) =>
        minutes is >= 1 and <= 1440 ? minutes : throw new Refusal("advisory-boards.minutes", "It takes 1 to 1,440 minutes.", field);

    internal static string? Address(string? link) => string.IsNullOrWhiteSpace(link) ? null : WebAddress.Checked(link, nameof(ScheduleMeetingInput.Link));
}
