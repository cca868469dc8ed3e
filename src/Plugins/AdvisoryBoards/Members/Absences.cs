namespace Engage.Plugins.AdvisoryBoards;

/// <summary>What missing meetings comes to.</summary>
public static class Absences
{
    /// <summary>The record of who attended a meeting that was adjourned, and the seats that are forfeited by it.</summary>
    public static IEnumerable<object> Of(Floor adjourned)
    {
        var (meeting, day) = (adjourned.Meeting, adjourned.Day);
        var voting = meeting.Roster.Members.Where(member => member.Votes).Select(member => member.MembershipId).ToList();
        var present = voting.Where(member => meeting.Attendance.Any(each => each.MembershipId == member)).ToList();
        var excused = voting.Except(present).Where(member => meeting.Excuses.Any(each => each.MembershipId == member)).ToList();
        var absent = voting.Except(present).Except(excused).ToList();
        var attended = new AttendanceRecorded(meeting.Id, day, present, excused, absent, meeting.Kind);
        yield return attended;

        if (!Counts(attended)) yield break;
        var board = Board.Evolve(adjourned.Board, adjourned.Board.Id, attended)!;
        // A meeting that is put on record late may be what makes up the number at later ones. Nobody is put out of office at a meeting that is on record.
        var days = board.Attendance.Where(Counts).Select(each => each.On).Where(on => on >= day).Distinct().Order().ToList();
        var last = board.Attendance.Max(each => each.On);
        // Of somebody who goes by then anyhow nothing is forfeited.
        foreach (var member in board.Memberships.Where(member => absent.Contains(member.Id) && !(InOffice.Until(board, member) <= last)))
        {
            if (days.Select(on => Missed(board, member, on)).FirstOrDefault(missed => missed.Count > 0) is { } forfeiting)
                yield return new SeatForfeited(member.Id, last, forfeiting);
        }
    }

    /// <summary>
    /// The meetings missed that forfeit a seat by the rule; none where they do not. Counted are the regular meetings of this membership, while it is held over too,
    /// and not those of terms before, or before the seat was restored. What was excused neither counts nor breaks a row.
    /// </summary>
    public static IReadOnlyList<Guid> Forfeiting(Board board, BoardMembership member, AbsenceRule rule, DateOnly day)
    {
        var record = board.Attendance.Where(each => Counts(each) && each.On <= day && !(each.On <= member.RestoredOn)
                && (each.Present.Contains(member.Id) || each.Absent.Contains(member.Id)))
            .GroupBy(each => each.On).OrderBy(each => each.Key)
            .Select(held => held.FirstOrDefault(each => each.Present.Contains(member.Id)) ?? held.First()).ToList();
        var row = record.AsEnumerable().Reverse().TakeWhile(each => each.Absent.Contains(member.Id)).Reverse().ToList();
        var within = record.Where(each => each.Absent.Contains(member.Id) && each.On > day.AddMonths(-rule.Months)).ToList();
        return row.Count >= rule.Consecutive ? Ids(row) : within.Count >= rule.Within ? Ids(within) : [];
    }

    // Special and emergency meetings can be called at any time, and several on a day: they would be a way to unseat whoever could not come at once.
    private static bool Counts(AttendanceRecorded attended) => attended.Kind is MeetingKind.Regular;

    private static IReadOnlyList<Guid> Missed(Board board, BoardMembership member, DateOnly on) =>
        InOffice.RulesOn(board, on).Absence is { } rule ? Forfeiting(board, member, rule, on) : [];

    private static IReadOnlyList<Guid> Ids(List<AttendanceRecorded> missed) => missed.ConvertAll(each => each.MeetingId);
}
