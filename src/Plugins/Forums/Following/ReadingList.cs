namespace Engage.Plugins.Forums;

/// <summary>What somebody follows, and up to where they have read.</summary>
/// <param name="Topics">The topics that they follow, in the order they began to.</param>
/// <param name="Categories">The categories that they follow.</param>
/// <param name="Marks">Up to where they have read, those last that were set last.</param>
public sealed record ReadingList(IReadOnlyList<Guid> Topics, IReadOnlyList<Guid> Categories, IReadOnlyList<ReadUpTo> Marks)
{
    /// <summary>How many topics, and how many categories, somebody follows at most.</summary>
    public const int Limit = 500;

    /// <summary>How many marks are kept; of topics that are not followed the oldest go first.</summary>
    public const int MarkLimit = 1_000;

    public static ReadingList Empty { get; } = new([], [], []);

    /// <summary>Whether nothing is followed.</summary>
    public bool IsEmpty => Topics.Count + Categories.Count == 0;

    public ReadingList Follow(Guid topic) => Topics.Contains(topic) ? this : this with { Topics = [.. Room(Topics), topic] };

    public ReadingList Unfollow(Guid topic) => Topics.Contains(topic) ? this with { Topics = [.. Topics.Where(each => each != topic)] } : this;

    public ReadingList FollowCategory(Guid category) => Categories.Contains(category) ? this : this with { Categories = [.. Room(Categories), category] };

    public ReadingList UnfollowCategory(Guid category) => Categories.Contains(category) ? this with { Categories = [.. Categories.Where(each => each != category)] } : this;

    /// <summary>Everything in the topic up to a post was read.</summary>
    public ReadingList Read(Guid topic, Guid post)
    {
        if (Mark(topic) == post) return this;
        var marks = Marks.Where(mark => mark.TopicId != topic).Append(new(topic, post)).ToList();
        while (marks.Count > MarkLimit) marks.RemoveAt(Math.Max(0, marks.FindIndex(mark => !Topics.Contains(mark.TopicId))));
        return this with { Marks = marks };
    }

    /// <summary>The last post of a topic that was read; null where none was marked.</summary>
    public Guid? Mark(Guid topic) => Marks.FirstOrDefault(mark => mark.TopicId == topic)?.PostId;

    private static IReadOnlyList<Guid> Room(IReadOnlyList<Guid> followed) => followed.Count < Limit
        ? followed
        : throw new Refusal("forums.following-too-much", $"You follow {Limit} already. Unfollow what you do not read any more.");
}

/// <summary>Up to where somebody has read a topic.</summary>
/// <param name="TopicId">The topic.</param>
/// <param name="PostId">The last post that they read.</param>
public sealed record ReadUpTo(Guid TopicId, Guid PostId);
