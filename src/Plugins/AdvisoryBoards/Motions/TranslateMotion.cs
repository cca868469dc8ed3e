namespace Engage.Plugins.AdvisoryBoards;

/// <summary>A motion in another language.</summary>
/// <param name="MotionId">The motion.</param>
/// <param name="Language">The language, a tag of BCP 47.</param>
/// <param name="Text">What it says, in it, 1 to 4,000 characters.</param>
/// <param name="Status">How the translation came about.</param>
/// <param name="Of">Of which words it is a translation: the motion's <c>textVersion</c> when you read it. Refused where it was amended since.</param>
public sealed record TranslateMotionInput(Guid MotionId, string Language, string Text, TranslationStatus Status, int? Of = null);

public static class TranslateMotion
{
    /// <summary>Translates what a motion says, or translates it anew, whatever became of it.</summary>
    [Requires(BoardPermissions.Translate)]
    public static Task<Motion> Handle(TranslateMotionInput input, Actor actor, IDocumentSession session, TimeProvider clock, IAgencyCalendar calendar, CancellationToken stop) =>
        OnMotion.Put(session, input.MotionId, null, actor, clock, calendar, floor => [Decide(floor, input)], stop);

    public static MotionTranslated Decide(Floor floor, TranslateMotionInput input)
    {
        var motion = floor.Motion(input.MotionId, nameof(input.MotionId));
        if (input.Of is { } of && of != motion.Text.Version) throw Refusal.Conflict();
        return new(
            motion.Id, motion.Text.ToTranslateInto(input.Language, nameof(input.Language)), Text.Checked(input.Text, nameof(input.Text), 4_000), input.Status, floor.At);
    }
}
