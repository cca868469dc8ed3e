namespace Engage.Plugins.Forums;

/// <param name="Replaces">The question that this one takes the place of.</param>
/// <param name="Language">The language of the question and the names of its groups; null where nobody said.</param>
public sealed record DemographicDefined(string Question, IReadOnlyList<DefinedGroup> Groups, string Source, int Year, Guid? Replaces = null, string? Language = null);

public sealed record DefinedGroup(int Option, string Name, int Population);

/// <param name="Populations">How many people each group has, in the order of the groups.</param>
public sealed record DemographicAmended(IReadOnlyList<int> Populations, string Source, int Year);

/// <param name="Groups">The names of the groups in the language, in their order.</param>
public sealed record DemographicTranslated(string Language, string Question, IReadOnlyList<string> Groups, TranslationStatus Status);

/// <param name="ReplacedBy">The question that takes its place.</param>
public sealed record DemographicRetired(Guid? ReplacedBy = null);

/// <summary>
/// A question about who somebody is, such as their age band or the language they speak at home, which people may answer to show whom a topic reaches. Its words
/// never change: another wording is another question, or the answers before and after would not be to the same one.
/// </summary>
/// <param name="Id">The question's id.</param>
/// <param name="Question">What is asked.</param>
/// <param name="Groups">The answers to choose from, each with how many people in the community it is true of.</param>
/// <param name="Source">Where these numbers come from: the census, by its name and table.</param>
/// <param name="Year">The year that they are of.</param>
/// <param name="Replaces">The question that this one took the place of; null where it took none.</param>
/// <param name="Retired">Whether it is no longer asked. What was answered before is still counted.</param>
/// <param name="ReplacedBy">The question that took its place; null where none did.</param>
public sealed record Demographic(
    Guid Id, [property: Unpublished] AgencyText Question, IReadOnlyList<DemographicGroup> Groups, string Source, int Year, Guid? Replaces, bool Retired, Guid? ReplacedBy)
{
    /// <summary>How many questions may be asked at a time: nobody answers more, and each is one more that could be joined with others.</summary>
    public const int Most = 20;

    public void MustBeAsked()
    {
        if (Retired) throw new Refusal("forums.demographic-retired", "This question is no longer asked. The query 'demographics' tells which are.");
    }
}

/// <summary>An answer to choose from.</summary>
/// <param name="Option">Its number, from 1.</param>
/// <param name="Name">What it says.</param>
/// <param name="Population">How many people in the community it is true of.</param>
public sealed record DemographicGroup(int Option, [property: Unpublished] AgencyText Name, int Population);

public sealed partial class DemographicProjection : SingleStreamProjection<Demographic, Guid>
{
    public static Demographic Create(IEvent<DemographicDefined> e) => new(
        e.StreamId, new(e.Data.Question, e.Data.Language), [.. e.Data.Groups.Select(group => new DemographicGroup(group.Option, new(group.Name, e.Data.Language), group.Population))],
        e.Data.Source, e.Data.Year, e.Data.Replaces, Retired: false, ReplacedBy: null);

    public static Demographic Apply(DemographicAmended e, Demographic demographic) => demographic with
    {
        Groups = [.. demographic.Groups.Zip(e.Populations, (group, population) => group with { Population = population })],
        Source = e.Source,
        Year = e.Year
    };

    public static Demographic Apply(DemographicTranslated e, Demographic demographic) => demographic with
    {
        Question = demographic.Question.Translated(e.Language, e.Question, e.Status),
        Groups = [.. demographic.Groups.Zip(e.Groups, (group, name) => group with { Name = group.Name.Translated(e.Language, name, e.Status) })]
    };

    public static Demographic Apply(DemographicRetired e, Demographic demographic) => demographic with { Retired = true, ReplacedBy = e.ReplacedBy };
}

public static class DemographicQueries
{
    /// <summary>The questions that people may answer about themselves, the oldest first.</summary>
    /// <param name="retired">Whether to list those that are no longer asked instead.</param>
    public static Task<Connection<Demographic>> Demographics(Page page, IQuerySession session, CancellationToken stop, bool retired = false) =>
        session.Query<Demographic>().Where(demographic => demographic.Retired == retired).ToConnection(page, Order.OldestFirst, demographic => demographic.Id, stop);
}

public static class DemographicExtensions
{
    /// <summary>What is asked.</summary>
    /// <param name="language">The language to read it in, a tag of BCP 47: de-AT finds a translation into de-AT, or else into de. Without it, and where none is found, the original.</param>
    public static string Question(Demographic demographic, string? language = null) => demographic.Question.In(language);

    /// <summary>The question in the languages that it was translated into, its groups with it.</summary>
    public static IReadOnlyList<Translation> Translations(Demographic demographic) => demographic.Question.Translations;

    /// <summary>What happens with an answer, in plain words: show it beside the question.</summary>
    public static string WhatIsStored(Demographic demographic) =>
        "Answering is up to you, and changes nothing for you. Each answer is stored by itself, under a number that is made for you, this topic and this one question; no list says whose "
        + "number it is, and your answers to two questions have two numbers. When it was stored is kept too, so what is answered at one moment may be guessed to be one person's. Others are shown how many people of each group took part, rounded and never of fewer than 5 people. You can "
        + "change your answer while the topic is open and take it back at any time; that it was once given stays in the agency's record, under that number.";
}

public static class DemographicGroupExtensions
{
    /// <summary>What it says.</summary>
    /// <param name="language">The language to read it in, as with the question.</param>
    public static string Name(DemographicGroup group, string? language = null) => group.Name.In(language);
}
