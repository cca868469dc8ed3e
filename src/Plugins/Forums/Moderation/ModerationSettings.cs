using System.ComponentModel.DataAnnotations;

namespace Engage.Plugins.Forums;

/// <summary>Settings of moderation, under <c>Engage:Plugins:forums</c>.</summary>
public sealed class ModerationSettings
{
    /// <summary>
    /// The score of flags at which what may endanger somebody is held back until a moderator decides. Whatever it is, nothing is held back on the flags of one person.
    /// </summary>
    [Range(7, 1_000)]
    public int HoldScore { get; set; } = 12;

    /// <summary>For how many days an author may appeal. At least six months: Regulation (EU) 2022/2065, article 20(1).</summary>
    [Range(184, 3_650)]
    public int AppealDays { get; set; } = 184;
}
