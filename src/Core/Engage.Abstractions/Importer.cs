using Marten;

namespace Engage;

/// <summary>
/// Reads files of another system and appends what they tell as events. Run by <c>import {plugin} {name} PATH</c>. Its public string properties that can
/// be set are the command's options: <c>Title</c> is filled by <c>--title TEXT</c>. Importing the same files again must change nothing.
/// </summary>
public abstract class Importer
{
    /// <summary>Imports what lies at <see cref="ImportRun.Path"/>. Throws a <see cref="Refusal"/> where it cannot begin.</summary>
    public abstract Task Import(ImportRun run, CancellationToken stop);
}

/// <summary>One run of an importer: what it reads, where to, and how it reports.</summary>
public abstract class ImportRun
{
    /// <summary>The file or folder that was named on the command line.</summary>
    public required string Path { get; init; }

    /// <summary>The agency that it is imported for.</summary>
    public required Agency Agency { get; init; }

    /// <summary>A session of the agency whose events are marked as imported. The caller disposes of it.</summary>
    public abstract IDocumentSession OpenSession();

    /// <summary>Shows how far the run has come.</summary>
    /// <param name="what">The noun in the plural: <c>votes</c>.</param>
    /// <param name="done">How many are done.</param>
    /// <param name="total">How many there are.</param>
    public abstract void Progress(string what, int done, int total);

    /// <summary>Reports a row that could not be read; the rest still goes in, and the command's exit code is not 0.</summary>
    /// <param name="file">The file's name.</param>
    /// <param name="line">The line, from 1, that the row begins at.</param>
    /// <param name="reason">What is wrong with it, without repeating personal data.</param>
    public abstract void Reject(string file, long line, string reason);

    /// <summary>Tells the person at the terminal something.</summary>
    public abstract void Say(string text);
}
