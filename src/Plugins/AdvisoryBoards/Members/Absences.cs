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
        var attended = new AttendanceRecorded(meeting.Id, day, present, excused, absent);
        yield return attended;

        var board = Board.Evolve(adjourned.Board, adjourned.Board.Id, attended)!;
        if (InOffice.RulesOn(board, day).Absence is not { } rule) yield break;
        // Of somebody who goes that day anyhow nothing is forfeited.
        foreach (var member in board.Memberships.Where(member => absent.Contains(member.Id) && !(member.EndedOn <= day)))
            if (Forfeiting(board, member, rule, day) is { Count: > 0 } missed) yield return new SeatForfeited(member.Id, day, missed);
    }

    /// <summary>
    /// The meetings missed that forfeit a seat by the rule; none where they do not. Counted are the meetings of this membership, while it is held over too, and not those of
    /// terms before. What was excused neither counts nor breaks a row.
    /// </summary>
    public static IReadOnlyList<Guid> Forfeiting(Board board, BoardMembership member, AbsenceRule rule, DateOnly day)
    {
        var record = board.Attendance.Where(each => each.On <= day && (each.Present.Contains(member.Id) || each.Absent.Contains(member.Id))).OrderBy(each => each.On).ToList();
        var row = record.AsEnumerable().Reverse().TakeWhile(each => each.Absent.Contains(member.Id)).Reverse().ToList();
        var within = record.Where(each => each.Absent.Contains(member.Id) && each.On > day.AddMonths(-rule.Months)).ToList();
        return row.Count >= rule.Consecutive ? Ids(row) : within.Count >= rule.Within ? Ids(within) : [];
    }

    private static IReadOnlyList<Guid> Ids(List<AttendanceRecorded> missed) => missed.ConvertAll(each => each.MeetingId);
}
