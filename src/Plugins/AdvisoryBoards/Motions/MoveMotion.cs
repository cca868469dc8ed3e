namespace Engage.Plugins.AdvisoryBoards;

/// <summary>What to move.</summary>
/// <param name="MeetingId">The meeting.</param>
/// <param name="Text">What the board is asked to decide, 1 to 4,000 characters.</param>
/// <param name="Method">How is voted.</param>
/// <param name="Share">What a proposal takes to carry, at least as much as the rules of the board say; left out, as much as they say.</param>
/// <param name="Options">What is chosen from, for SCORE and RANKED_CHOICE: 2 to 20, each of 1 to 300 characters.</param>
/// <param name="ItemId">The item of the agenda that it belongs to.</param>
/// <param name="Amends">The motion of this meeting whose text it would replace by its own.</param>
/// <param name="ApprovesMinutesOf">The meeting of this board whose minutes it would approve.</param>
/// <param name="Language">The language of the text, a tag of BCP 47; without it the one that the agency uses by default.</param>
/// <param name="MembershipId">Who moves it, for the clerk to say; left out, you.</param>
/// <param name="At">When it happened, for the clerk to put on record later; left out, now.</param>
public sealed record MoveMotionInput(
    Guid MeetingId, string Text, VotingMethod Method = VotingMethod.Proposal, VoteShareInput? Share = null, IReadOnlyList<string>? Options = null, Guid? ItemId = null,
    Guid? Amends = null, Guid? ApprovesMinutesOf = null, string? Language = null, Guid? MembershipId = null, DateTimeOffset? At = null);

/// <summary>How much of what a proposal takes to carry.</summary>
/// <param name="Of">What the ayes are a share of.</param>
/// <param name="Numerator">More than one half where it is 1 of 2; otherwise at least this share. No less than one half.</param>
/// <param name="Denominator">2 to 10, and more than the numerator.</param>
public sealed record VoteShareInput(ShareOf Of = ShareOf.VotesCast, int Numerator = 1, int Denominator = 2);

public static class MoveMotion
{
    private const int Most = 500;

    /// <summary>Moves that the board decide something. It needs a second before it is put to the vote.</summary>
    [Requires(BoardPermissions.RunMeetings)]
    public static async Task<Motion> Handle(
        MoveMotionInput input, Actor actor, IDocumentSession session, TimeProvider clock, IAgencyCalendar calendar, CancellationToken stop)
    {
        var id = StreamId.New(clock);
        var minutesOf = input.ApprovesMinutesOf is { } approved ? await session.LoadAsync<Meeting>(approved, stop) : null;
        var meeting = await Record.Put(session, input.MeetingId, input.At, actor, clock, calendar, floor => Decide(floor, input, id, minutesOf), stop);
        return meeting.Motions.Single(motion => motion.Id == id);
    }

    public static IEnumerable<object> Decide(Floor floor, MoveMotionInput input, Guid id, Meeting? minutesOf)
    {
        floor.MustBeOpen();
        floor.MustHaveQuorum();
        var mover = floor.Member(input.MembershipId, nameof(input.MembershipId));
        floor.MustHaveVote(mover);
        if (floor.Meeting.Motions.Count >= Most) throw new Refusal("advisory-boards.too-many-motions", $"A meeting takes {Most} motions at most. Move it at the next one.");
        if (input.ItemId is { } item) _ = floor.Item(item, nameof(input.ItemId));
        var share = AtLeast(floor.Rules.Share ?? new(), input.Share);
        var options = Options(input, id);
        if ((input.Amends is not null || input.ApprovesMinutesOf is not null) && (input.Method is not VotingMethod.Proposal || (input.Amends is not null && input.ApprovesMinutesOf is not null)))
            throw new Refusal("advisory-boards.motion-purpose", "A motion amends another one or approves minutes, not both, and is a PROPOSAL then.");
        if (input.ApprovesMinutesOf is not null) MustAwaitApproval(floor, minutesOf);
        var amended = input.Amends is { } amends ? Amendable(floor, amends, mover) : null;

        yield return new MotionMoved(
            id, floor.Board.Id, Text.Checked(input.Text, nameof(input.Text), 4_000), input.Method, share, mover, floor.At, options, input.ItemId, input.Amends, input.ApprovesMinutesOf,
            input.Language is { } language ? LanguageTag.Checked(language, nameof(input.Language)) : null);
        // Whoever has an interest in a motion has it in what the motion would become.
        foreach (var recusal in amended?.Recusals ?? [])
            yield return new MemberRecused(id, recusal.MembershipId, recusal.Reason, floor.At, recusal.ConflictId, recusal.ByClerk);
    }

    /// <summary>What the rules say, or more where it is asked for: a larger share, of a base that is no smaller.</summary>
    private static VoteShare AtLeast(VoteShare rule, VoteShareInput? asked)
    {
        if (asked is null) return rule;
        var share = Checked(asked);
        return Breadth(share.Of) >= Breadth(rule.Of) && share.Numerator * rule.Denominator >= rule.Numerator * share.Denominator ? share : throw new Refusal(
            "advisory-boards.share", "The rules of this board ask for more than this share. Ask for as much or more, or leave it out.",
            nameof(MoveMotionInput.Share));

        static int Breadth(ShareOf of) => of switch { ShareOf.VotesCast => 0, ShareOf.Present => 1, _ => 2 };
    }

    private static VoteShare Checked(VoteShareInput share) =>
        share.Denominator is >= 2 and <= 10 && share.Numerator >= 1 && share.Numerator < share.Denominator && share.Numerator * 2 >= share.Denominator
            ? new(share.Of, share.Numerator, share.Denominator)
            : throw new Refusal("advisory-boards.share", "Write the share as one half or more, and less than all, with a denominator of 2 to 10: 2 of 3.", nameof(MoveMotionInput.Share));

    private static IReadOnlyList<MotionOption> Options(MoveMotionInput input, Guid id)
    {
        var texts = (input.Options ?? []).Take(21).Select(each => Text.Checked(each, nameof(input.Options), 300)).ToList();
        if (input.Method is VotingMethod.Proposal ? texts.Count > 0 : texts.Count is < 2 or > 20 || texts.Distinct(StringComparer.OrdinalIgnoreCase).Count() < texts.Count)
            throw new Refusal("advisory-boards.options", "SCORE and RANKED_CHOICE take 2 to 20 options that differ, and a PROPOSAL takes none.", nameof(input.Options));
        return [.. texts.Select((text, i) => new MotionOption(StreamId.Of("motion-option", id.ToString(), i.ToString(System.Globalization.CultureInfo.InvariantCulture)), text))];
    }

    private static void MustAwaitApproval(Floor floor, Meeting? minutesOf)
    {
        if (minutesOf is null || minutesOf.BoardId != floor.Board.Id) throw Refusal.NotFound("meeting", nameof(MoveMotionInput.ApprovesMinutesOf));
        if (minutesOf.State is not MeetingState.Adjourned || minutesOf.MinutesApprovedBy is not null)
            throw new Refusal(
                "advisory-boards.minutes-not-open", "The minutes of that meeting do not wait for approval: it is not over, or they were approved.", nameof(MoveMotionInput.ApprovesMinutesOf));
    }

    /// <summary>The motion to amend. An amendment can be amended once more, and not that one: Robert's Rules of Order, 12:11 to 12:13.</summary>
    private static Motion Amendable(Floor floor, Guid id, Guid mover)
    {
        var motion = floor.Motion(id, nameof(MoveMotionInput.Amends));
        floor.MustBePending(motion);
        floor.MustTakePart(motion, mover);
        if (motion.Amends is { } first && floor.Motion(first, nameof(MoveMotionInput.Amends)).Amends is not null)
            throw new Refusal("advisory-boards.amendment-too-deep", "This amends an amendment already, and is not amended itself. Vote on it first.", nameof(MoveMotionInput.Amends));
        return motion;
    }
}
