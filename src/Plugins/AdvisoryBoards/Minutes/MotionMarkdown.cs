using static Engage.Plugins.AdvisoryBoards.MinutesMarkdown;

namespace Engage.Plugins.AdvisoryBoards;

/// <summary>A motion in the minutes: who moved what, how each member voted, and what came of it.</summary>
internal static class MotionMarkdown
{
    public static IEnumerable<string> Of(MinutesMotion moved, MeetingTimes times)
    {
        var motion = moved.Motion;
        yield return $"**Motion** of {Inline(moved.Mover)}{(moved.Seconder is { } seconder ? $", seconded by {Inline(seconder)}" : "")}{(moved.OnAgenda ? "" : ", not on the agenda")}"
            + (moved.Amends is { } whose ? $", to amend the motion of {Inline(whose)} so that it says:" : moved.Amended ? ", as amended:" : ":");
        yield return string.Join('\n', Lines(moved.Text).Select(line => $"> {line}".TrimEnd()));
        if (motion.Options.Count > 0) yield return List(motion.Options.Select(option => Inline(option.Text)));
        foreach (var note in moved.Notes) yield return string.Join('\n', Lines(note));
        if (moved.Recusals.Count > 0)
            yield return $"Recused: {string.Join("; ", moved.Recusals.Select(each => Inline(each.Name) + (each.Reason is { } reason ? $" ({Inline(reason)})" : "")))}.";
        if (motion.Result is { } result)
        {
            yield return $"Vote, called at {times[motion.CalledAt!.Value]}, {Needed(motion)}:";
            yield return List(motion.Method is VotingMethod.Proposal ? ByMark(moved) : ByMember(moved));
            var byClerk = moved.RollCall.Where(each => each.Entry.ByClerk).Select(each => Inline(each.Name)).ToList();
            if (byClerk.Count > 0) yield return $"Put on record by the clerk: {string.Join(", ", byClerk)}.";
            if (result.Rounds.Count > 0) yield return List(result.Rounds.Select((round, i) => Round(motion, round, i + 1)));
        }
        yield return Outcome(moved, times);
    }

    private static string Needed(Motion motion) => motion.Method switch
    {
        VotingMethod.Score => "0 to 5 for each option, the highest sum wins",
        VotingMethod.RankedChoice => "options in order of preference, more than half wins",
        _ => $"{(motion.Share is { Numerator: 1, Denominator: 2 } ? "more than half" : $"at least {motion.Share.Numerator} of {motion.Share.Denominator}")} of the {motion.Share.Of switch
        {
            ShareOf.Present => "voting members present",
            ShareOf.Members => "voting members in office",
            _ => "votes cast"
        }} needed"
    };

    private static IEnumerable<string> ByMark(MinutesMotion moved) =>
        moved.RollCall.GroupBy(each => each.Entry.Mark).OrderBy(each => each.Key).Select(each => $"{Words(each.Key)}: {string.Join(", ", each.Select(member => Inline(member.Name)))}");

    private static IEnumerable<string> ByMember(MinutesMotion moved) => moved.RollCall.Select(each => $"{Inline(each.Name)}: {each.Entry switch
    {
        { Scores: { } scores } => string.Join(", ", scores.Select(score => $"{Option(moved.Motion, score.OptionId)} {score.Score}")),
        { Ranking: { } ranking } => string.Join(", then ", ranking.Select(option => Option(moved.Motion, option))),
        _ => Words(each.Entry.Mark).ToLowerInvariant()
    }}");

    private static string Words(RollCallMark mark) => mark switch
    {
        RollCallMark.Abstain => "Abstaining",
        RollCallMark.NotVoting => "Present, not voting",
        _ => mark.ToString()
    };

    private static string Round(Motion motion, VoteRound round, int number) =>
        $"Round {number}: {string.Join(", ", round.Counts.Select(each => $"{Option(motion, each.OptionId)} {each.Count}"))}"
        + (round.Exhausted > 0 ? $", for none of them {round.Exhausted}" : "") + (round.Eliminated.Count > 0 ? $"; struck out: {string.Join(", ", round.Eliminated.Select(option => Option(motion, option)))}" : "");

    private static string Outcome(MinutesMotion moved, MeetingTimes times)
    {
        var motion = moved.Motion;
        var at = motion.EndedAt is { } ended ? $" at {times[ended]}" : "";
        return motion.State switch
        {
            MotionState.Carried => $"**Carried**{at}{Counted(moved)}",
            MotionState.Failed => $"**Failed**{at}{Counted(moved)}",
            MotionState.Tied => $"**Tied**{at}, and so lost{Counted(moved)}",
            MotionState.Void => $"**Void**{at}: the quorum was lost before the vote was over ({motion.Result!.Present} present, {motion.Result.Required} needed). Nothing was decided.",
            MotionState.Tabled => $"**Laid aside**{at}, {Inline(moved.Presiding!)} presiding: {Inline(motion.TabledFor!)}",
            MotionState.Withdrawn => $"**Withdrawn**{at} by {Inline(moved.Mover)}.",
            _ => "**Not decided** when the meeting was adjourned."
        };
    }

    private static string Counted(MinutesMotion moved)
    {
        var result = moved.Motion.Result!;
        var counted = moved.Motion.Method is VotingMethod.Proposal
            ? $"{result.Ayes} for, {result.Nays} against, {result.Abstentions} abstaining" : result.Winner is { } winner ? Option(moved.Motion, winner) : "no option won";
        var broken = moved.TieBreaker is { } who ? $" {Inline(who)} presided and broke the tie{(moved.Motion.TieBrokenBy is { } choice ? $": {choice.ToString().ToLowerInvariant()}" : "")}." : "";
        return $": {counted}. {result.Present} voting members were present, {result.Required} were needed.{broken}";
    }

    private static string Option(Motion motion, Guid id) => Inline(motion.Options.FirstOrDefault(option => option.Id == id)?.Text ?? "?");

    private static string List(IEnumerable<string> lines) => string.Join('\n', lines.Select(line => $"- {line}"));
}
