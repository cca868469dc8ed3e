namespace Engage.Plugins.AdvisoryBoards;

public static class AttendanceExtensions
{
    /// <summary>Who was there and when, in the order they came; somebody who left and came back stands here twice.</summary>
    public static Connection<MeetingAttendance> Attendance(Meeting meeting, Page page) =>
        meeting.Attendance.ToConnection(page, each => StreamId.Of(each.MembershipId.ToString(), $"{each.From:O}", $"{each.Until:O}"));

    /// <summary>The members in office who were not there, or have not come yet, and were not excused. Empty before it was called to order.</summary>
    public static async Task<Connection<BoardMembership>> AbsentMembers(Meeting meeting, Page page, IQuerySession session, CancellationToken stop)
    {
        var absent = meeting.Roster.Members.Select(member => member.MembershipId)
            .Except(meeting.Attendance.Select(each => each.MembershipId)).Except(meeting.Excuses.Select(each => each.MembershipId)).ToList();
        return (await session.MembersOf(absent, stop)).ToConnection(page, member => member.Id);
    }

    /// <summary>Who was excused, and why.</summary>
    public static Connection<ExcusedAbsence> Excused(Meeting meeting, Page page) => meeting.Excuses.ToConnection(page, each => each.MembershipId);

    /// <summary>Who presides, or presided last; null before it was called to order.</summary>
    public static async Task<IReadOnlyList<BoardMembership?>> PresidingMember(IReadOnlyList<Meeting> meetings, IQuerySession session, CancellationToken stop)
    {
        var members = (await session.LoadManyAsync<BoardMembership>(stop, meetings.Select(meeting => meeting.Presiding).OfType<Guid>().Distinct().ToArray())).ToDictionary(member => member.Id);
        return [.. meetings.Select(meeting => meeting.Presiding is { } id ? members[id] : null)];
    }
}

public static class MeetingAttendanceExtensions
{
    /// <summary>Who was there.</summary>
    public static Task<IReadOnlyList<BoardMembership>> Member(IReadOnlyList<MeetingAttendance> attendance, IQuerySession session, CancellationToken stop) =>
        session.MembersOf(attendance.Select(each => each.MembershipId), stop);
}

public static class ExcusedAbsenceExtensions
{
    /// <summary>Who was excused.</summary>
    public static Task<IReadOnlyList<BoardMembership>> Member(IReadOnlyList<ExcusedAbsence> excused, IQuerySession session, CancellationToken stop) =>
        session.MembersOf(excused.Select(each => each.MembershipId), stop);
}

/// <summary>The meetings that were held while somebody was in a seat that votes. Who has one that does not is counted in none.</summary>
/// <param name="Attended">Meetings that they were at, for any time.</param>
/// <param name="Missed">Meetings that they missed without an excuse.</param>
/// <param name="Excused">Meetings that they were excused from.</param>
public sealed record MemberAttendance(int Attended, int Missed, int Excused);

public static class AttendanceOfMembers
{
    /// <summary>Their record of attendance, in this term.</summary>
    public static async Task<IReadOnlyList<MemberAttendance>> Attendance(IReadOnlyList<BoardMembership> members, IQuerySession session, CancellationToken stop)
    {
        var boards = await session.BoardsOf(members.Select(member => member.BoardId), stop);
        return [.. members.Select(member =>
        {
            var held = boards[member.BoardId].Attendance;
            return new MemberAttendance(
                held.Count(each => each.Present.Contains(member.Id)), held.Count(each => each.Absent.Contains(member.Id)), held.Count(each => each.Excused.Contains(member.Id)));
        })];
    }
}
