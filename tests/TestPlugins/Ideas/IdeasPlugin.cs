[assembly: EngagePlugin("ideas", "Ideas", "Residents propose, the agency answers.")]

namespace Ideas;

public sealed class IdeasPlugin : Plugin
{
    public override void Configure(PluginBuilder plugin) => plugin
        .Event<IdeaSubmitted>("idea-submitted")
        .Projection<IdeaProjection>()
        .Permission("ideas.submit", "Submit an idea", Roles.Resident)
        .Query(typeof(IdeaQueries)).Mutation(typeof(SubmitIdea)).Subscription(typeof(IdeaSubscriptions));
}

/// <summary>A resident proposed something.</summary>
/// <param name="Title">What is proposed, in a few words.</param>
public sealed record IdeaSubmitted(string Title);

/// <summary>Something that a resident proposed.</summary>
/// <param name="Id">The idea's id.</param>
/// <param name="Title">What is proposed, in a few words.</param>
public sealed record Idea(Guid Id, string Title);

public sealed partial class IdeaProjection : SingleStreamProjection<Idea, Guid>
{
    public static Idea Create(IEvent<IdeaSubmitted> e) => new(e.StreamId, e.Data.Title);
}

public static class IdeaQueries
{
    /// <summary>One idea, or null where there is none that the caller may read.</summary>
    /// <param name="id">The idea's id.</param>
    public static Task<Idea?> Idea(Guid id, IQuerySession session, CancellationToken stop) => session.LoadAsync<Idea>(id, stop);
}

/// <summary>An idea to submit.</summary>
/// <param name="Title">What is proposed, in at most 200 characters.</param>
public sealed record SubmitIdeaInput(string Title);

public static class SubmitIdea
{
    /// <summary>Submits an idea.</summary>
    [Requires("ideas.submit")]
    public static async Task<Idea> Handle(SubmitIdeaInput input, IDocumentSession session, TimeProvider clock, CancellationToken stop)
    {
        var id = StreamId.New(clock);
        await session.Change<Idea>(id, _ => Decide(input), stop);
        return (await session.LoadAsync<Idea>(id, stop))!;
    }

    public static IEnumerable<object> Decide(SubmitIdeaInput input) => [new IdeaSubmitted(Text.Checked(input.Title, "title", 200))];
}

public static class IdeaSubscriptions
{
    /// <summary>Ideas, each as soon as it was submitted.</summary>
    public static IAsyncEnumerable<Occurred<IdeaSubmitted>> IdeaSubmitted(IEventFeed feed, CancellationToken stop) => feed.Of<IdeaSubmitted>(stop);
}
