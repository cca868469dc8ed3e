using Engage.GraphQL;
using Engage.Privacy;
using Marten;

namespace Engage.Audit;

/// <summary>What to read: a stream, or single events.</summary>
/// <param name="Reason">Why it has to be read, 1 to 500 characters. It is kept for good, for whoever audits the auditors.</param>
/// <param name="StreamId">The stream whose events to read, or null.</param>
/// <param name="EventIds">The events to read, where no stream is named; at most 100.</param>
internal sealed record ReadPersonalInput(string Reason, Guid? StreamId = null, IReadOnlyList<Guid>? EventIds = null);

/// <summary>Personal data that was read, and is known to have been.</summary>
/// <param name="Id">The stream of the event engage.personal-data-read, which says who read what and why.</param>
/// <param name="Events">The events, with what is personal in them; null where the subject was erased.</param>
internal sealed record PersonalReading(Guid Id, IReadOnlyList<AuditedEvent> Events);

internal static class ReadPersonal
{
    private const int Limit = 100;

    /// <summary>
    /// Shows events with what is personal in them. That it was done, by whom and why is an event itself, written before anything is shown. It takes the
    /// permission engage.audit besides. A repeat with the same idempotency key is not shown it again.
    /// </summary>
    [Requires(PrivacyPermissions.ReadPersonal)]
    public static async Task<PersonalReading> Handle(
        ReadPersonalInput input, Actor actor, RequestContext request, AuditLog log, SubjectKeys keys, IDocumentSession session, TimeProvider clock, CancellationToken stop)
    {
        if (!actor.May(AuditPermissions.Audit))
            throw new Refusal("engage.forbidden", $"This takes the permission {AuditPermissions.Audit} besides, which none of your roles has in this agency.");
        if ((input.StreamId is null) == (input.EventIds is null or [])) throw new Refusal("engage.what-to-read", "Name either a stream or some events.");
        if (input.EventIds?.Count > Limit) throw TooMany(nameof(input.EventIds));
        var events = await log.Whole(request.Agency.Slug, input.StreamId, input.EventIds ?? [], Limit + 1, stop);
        var read = Decide(input, events);

        var id = StreamId.New(clock);
        session.Events.StartStream(id, read);
        request.ForgetAnswer = true;
        await session.SaveChangesAsync(stop);

        var found = await keys.Find(request.Agency.Slug, PersonalJsonParts.Keys(events.Select(each => each.Data)), stop);
        return new(id, [.. events.Select(each => each with { Data = PersonalJsonParts.Opened(each.Data, request.Agency.Slug, found) })]);
    }

    public static PersonalDataRead Decide(ReadPersonalInput input, IReadOnlyList<AuditedEvent> events)
    {
        var reason = Text.Checked(input.Reason, nameof(input.Reason), 500);
        if (events.Count > Limit) throw TooMany(nameof(input.StreamId));
        if (events.Count == 0 || (input.EventIds is { } wanted && wanted.Distinct().Count() != events.Count))
            throw Refusal.NotFound(input.StreamId is null ? "event" : "stream", input.StreamId is null ? nameof(input.EventIds) : nameof(input.StreamId));
        return new("audit", null, [.. events.Select(each => each.Id)], reason);
    }

    private static Refusal TooMany(string field) => new("engage.too-many-events", $"These are more than {Limit} events. List them with the query history, and read those that matter by their ids.", field);
}
