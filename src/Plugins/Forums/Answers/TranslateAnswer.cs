namespace Engage.Plugins.Forums;

/// <summary>An official answer in another language.</summary>
/// <param name="AnswerId">The answer.</param>
/// <param name="Language">The language, a tag of BCP 47.</param>
/// <param name="Text">What it says, in Markdown, 1 to 20,000 characters.</param>
/// <param name="Status">How the translation came about.</param>
/// <param name="Reasons">The reasons, in Markdown, up to 10,000 characters; needed where the answer gives reasons.</param>
public sealed record TranslateAnswerInput(Guid AnswerId, string Language, string Text, TranslationStatus Status, string? Reasons = null);

public static class TranslateAnswer
{
    /// <summary>Translates an official answer, or translates it anew. The original stays what counts.</summary>
    [Requires(ForumPermissions.Translate)]
    public static async Task<OfficialAnswer> Handle(TranslateAnswerInput input, Actor actor, IDocumentSession session, CancellationToken stop)
    {
        if (await Reading.Answer(session, actor, input.AnswerId, stop) is null) throw Refusal.NotFound("answer", nameof(input.AnswerId));
        await session.Change<OfficialAnswer>(input.AnswerId, answer => [Decide(answer!, input)], stop);
        return (await session.LoadAsync<OfficialAnswer>(input.AnswerId, stop))!;
    }

    public static AnswerTranslated Decide(OfficialAnswer answer, TranslateAnswerInput input)
    {
        if (answer.State is AnswerState.Withdrawn) answer.MustBePrepared();
        var reasons = string.IsNullOrWhiteSpace(input.Reasons) || answer.Reasons is null ? null : Text.Checked(input.Reasons, nameof(input.Reasons), 10_000);
        if (reasons is null && answer.Reasons is not null) throw PrepareAnswer.ReasonsNeeded();
        return new(answer.Text.ToTranslateInto(input.Language, nameof(input.Language)), Text.Checked(input.Text, nameof(input.Text), 20_000), reasons, input.Status);
    }
}
