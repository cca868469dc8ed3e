namespace Engage.Plugins.Forums;

/// <summary>The answer to withdraw.</summary>
/// <param name="AnswerId">The answer.</param>
public sealed record WithdrawAnswerInput(Guid AnswerId);

public static class WithdrawAnswer
{
    /// <summary>Withdraws an official answer that was prepared and not published.</summary>
    [Requires(ForumPermissions.Answer)]
    public static async Task<OfficialAnswer> Handle(WithdrawAnswerInput input, Actor actor, IDocumentSession session, CancellationToken stop)
    {
        if (await Reading.Answer(session, actor, input.AnswerId, stop) is null) throw Refusal.NotFound("answer", nameof(input.AnswerId));
        await session.Change<OfficialAnswer>(input.AnswerId, answer => [Decide(answer!)], stop);
        return (await session.LoadAsync<OfficialAnswer>(input.AnswerId, stop))!;
    }

    public static AnswerWithdrawn Decide(OfficialAnswer answer)
    {
        answer.MustBePrepared();
        return new();
    }
}
