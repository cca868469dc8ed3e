using Engage;

[assembly: EngagePlugin("notes", "Notes", "What the benchmark of the append writes.")]

namespace Engage.Benchmarks;

/// <summary>Beside the schema of the core it has events only: what is measured is the append, and no read model.</summary>
public sealed class NotesPlugin : Plugin
{
    public override void Configure(PluginBuilder plugin) => plugin.Event<NoteTaken>("note-taken").Event<PersonalNoteTaken>("personal-note-taken")
        .Search<PersonalNoteTaken>(e => new(e.StreamId) { Body = e.Data.Body });
}

/// <summary>As large as a post in a forum.</summary>
public sealed record NoteTaken(Guid TopicId, string Body, string Author);

/// <summary>The same, as the forum has it.</summary>
public sealed record PersonalNoteTaken(Guid TopicId, Personal<string> Body, Personal<string> Author);
